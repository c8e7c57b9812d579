import { join } from "node:path";
import express from "express";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import { ASSET_ENCODINGS, type AssetEncoding } from "../start/asset-encodings";

/** The build names files by their content, so a browser never asks for one twice. */
const OPTIONS = { immutable: true, maxAge: "1y", index: false, redirect: false };
const ENCODINGS = Object.keys(ASSET_ENCODINGS) as AssetEncoding[];

/**
 * Serves the build's hashed files, each in the best encoding that the build made and the browser
 * takes. Compressed files have folders of their own, so they can't be asked for by name. What isn't
 * there is refused here, without a page around it.
 * @param buildDir build/, where compressAssets has written
 */
export function serveAssets(buildDir: string): (RequestHandler | ErrorRequestHandler)[] {
  const plain = express.static(join(buildDir, "client", "assets"), {
    ...OPTIONS,
    fallthrough: false,
    setHeaders: (response) => void response.vary("Accept-Encoding"),
  });
  const encoded = new Map(ENCODINGS.map((name) => [name, serveEncoded(buildDir, name)]));

  function serve(...[request, response, next]: Parameters<RequestHandler>): void {
    // One after the other: browsers name gzip first, and asked for all at once that would win.
    const accepted = ENCODINGS.find((name) => request.acceptsEncodings(name) !== false);
    const first = accepted && encoded.get(accepted);
    // A range counts in the bytes of the file itself.
    if (!first || request.headers.range !== undefined) return plain(request, response, next);
    first(request, response, () => plain(request, response, next));
  }
  return [serve, refuse];
}

function serveEncoded(buildDir: string, encoding: AssetEncoding): RequestHandler {
  return express.static(join(buildDir, ASSET_ENCODINGS[encoding]), {
    ...OPTIONS,
    setHeaders: (response: Response) => {
      response.vary("Accept-Encoding");
      response.setHeader("Content-Encoding", encoding);
    },
  });
}

/** A name that isn't there, a range beyond the end, a method that a file doesn't know. */
const refuse: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  const { status = 500 } = error;
  if (response.headersSent || status >= 500) return next(error);
  for (const name of ["Cache-Control", "ETag", "Last-Modified"]) response.removeHeader(name);
  response.setHeader("Content-Security-Policy", "default-src 'none'");
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.sendStatus(status);
};
