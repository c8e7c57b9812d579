import { PassThrough, Readable } from "node:stream";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import compression from "compression";
import express from "express";
import { renderToPipeableStream } from "react-dom/server";
import {
  createRequestHandler,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  ServerRouter,
} from "react-router-7";
import type { EntryContext, ServerBuild } from "react-router-7";

/*
 * The smallest page that React Router 7 serves as a framework: its own document, one route that says
 * hello, streamed by React, gzipped by the same middleware as ours. Written by hand as the build
 * that Vite would make, so that no second build is needed. Says its address to its parent.
 */

function Root() {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <Outlet />
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

function Hello() {
  return <h1>Hello</h1>;
}

function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(<ServerRouter context={context} url={request.url} />, {
      onShellReady() {
        const body = new PassThrough();
        headers.set("Content-Type", "text/html");
        // Node's own type of a web stream and the browser's are one thing under two names.
        const stream = Readable.toWeb(body) as ReadableStream;
        resolve(new Response(stream, { headers, status }));
        pipe(body);
      },
      onShellError: reject,
    });
  });
}

const noFlags = {
  hasAction: false,
  hasLoader: false,
  hasClientAction: false,
  hasClientLoader: false,
  hasClientMiddleware: false,
  hasErrorBoundary: false,
  hasDefaultExport: true,
  clientActionModule: undefined,
  clientLoaderModule: undefined,
  clientMiddlewareModule: undefined,
  hydrateFallbackModule: undefined,
};
const build: ServerBuild = {
  entry: { module: { default: handleRequest } },
  routes: {
    root: { id: "root", path: "", module: { default: Root } },
    hello: { id: "hello", parentId: "root", index: true, module: { default: Hello } },
  },
  assets: {
    entry: { imports: [], module: "/assets/entry.js" },
    routes: {
      root: { ...noFlags, id: "root", path: "", module: "/assets/root.js" },
      hello: { ...noFlags, id: "hello", parentId: "root", index: true, module: "/assets/hello.js" },
    },
    url: "/assets/manifest.js",
    version: "1",
  },
  publicPath: "/",
  assetsBuildDirectory: "build/client",
  future: {} as ServerBuild["future"],
  ssr: true,
  isSpaMode: false,
  prerender: [],
  routeDiscovery: { mode: "initial", manifestPath: "/__manifest" },
};

const answer = createRequestHandler(build, "production");
const app = express();
app.disable("x-powered-by");
app.use(compression());
app.get("*", (request, response, next) => {
  void answer(new Request(`http://${request.headers.host}${request.url}`))
    .then((page) => {
      response.status(page.status);
      page.headers.forEach((value, name) => response.setHeader(name, value));
      if (!page.body) return response.end();
      return Readable.fromWeb(page.body as Parameters<typeof Readable.fromWeb>[0]).pipe(response);
    })
    .catch(next);
});
const server = createServer(app).listen(0, "127.0.0.1", () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.once("disconnect", () => process.exit(0));
