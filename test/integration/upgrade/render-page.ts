import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import { createRequestHandler } from "@remix-run/node";
import * as entry from "../../../app/entry.server";
import * as root from "../../../app/root";
import remixConfig from "../../../remix.config.js";
import { listRoutes } from "../rights/route-table";

type RouteModule = ServerBuild["routes"][string]["module"];

const modules = import.meta.glob<RouteModule>("../../../app/routes/**/*.tsx", { eager: true });
/** Of the browser's files, which nothing here loads. */
const ASSET = {
  ...{ hasAction: false, hasLoader: true, hasErrorBoundary: false },
  ...{ hasClientAction: false, hasClientLoader: false, module: "/none.js" },
};

/** Remix asks for a word on each; the product's own settings go before. */
const NOTHING_NEW: ServerBuild["future"] = {
  ...{ v3_fetcherPersist: false, v3_relativeSplatPath: false, v3_throwAbortReason: false },
  ...{ v3_singleFetch: false, v3_lazyRouteDiscovery: false },
};

/** The product's pages, routed and rendered to HTML by Remix as after a build. */
export function createPageRenderer(): (
  request: Request,
  context: AppLoadContext,
) => Promise<Response> {
  const routes: ServerBuild["routes"] = {
    root: { id: "root", path: "", module: root as RouteModule },
  };
  const assets: ServerBuild["assets"]["routes"] = { root: { ...ASSET, id: "root", path: "" } };
  for (const { path, file } of listRoutes()) {
    const module = modules[`../../../app/${file}`];
    if (!module) throw new Error(`no file ${file}`);
    const place = { parentId: "root", path: path.slice(1), ...(path === "/" && { index: true }) };
    routes[path] = { id: path, ...place, module };
    assets[path] = { ...ASSET, id: path, ...place };
  }
  const build: ServerBuild = {
    ...{ mode: "production", entry: { module: entry }, routes, isSpaMode: false },
    assets: { entry: { imports: [], module: "/none.js" }, routes: assets, url: "", version: "1" },
    ...{
      publicPath: "/",
      assetsBuildDirectory: "build/client",
      future: { ...NOTHING_NEW, ...remixConfig.future },
    },
  };
  return createRequestHandler(build, "test");
}
