import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { findForbiddenModules, measurePages } from "./client-chunks";
import type { ClientChunk, PageSize } from "./client-chunks";

const BUILD_DIR = join(import.meta.dirname, "../../build");

/**
 * `npm run check:bundle`, after a build: which JavaScript each page makes a browser load, and
 * whether any of it is the server's. Exits with 1 when a page is over its limit or anything is.
 */
async function main(): Promise<void> {
  const chunks = await readChunks();
  const sizes = new Map(await Promise.all(chunks.map(({ file }) => measureFile(file))));
  const pages = measurePages(chunks, sizes).sort((a, b) => a.bytes - b.bytes);
  console.log(pages.map(formatPage).join("\n"));

  const forbidden = findForbiddenModules(chunks);
  for (const line of forbidden) console.error(`server code in the browser: ${line}`);
  const tooLarge = pages.filter(({ bytes, limitBytes }) => bytes > limitBytes);
  for (const { page } of tooLarge) console.error(`over its limit: ${page}`);
  if (forbidden.length + tooLarge.length > 0) process.exitCode = 1;
}

/** Written by vite.config.ts, which is the only place that knows the shape. */
async function readChunks(): Promise<ClientChunk[]> {
  const path = join(BUILD_DIR, "client-modules.json");
  return JSON.parse(await readFile(path, "utf8")) as ClientChunk[];
}

/** Gzip at zlib's default level, as the limits are meant; browsers that take brotli get less. */
async function measureFile(file: string): Promise<[string, number]> {
  const code = await readFile(join(BUILD_DIR, "client", file));
  return [file, gzipSync(code).length];
}

function formatPage({ page, bytes, limitBytes, hasCanvas }: PageSize): string {
  const size = `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
  const limit = `of ${limitBytes / 1000} kB`.padEnd(10);
  return `${size} ${limit} ${page}${hasCanvas ? ", with the canvas" : ""}`;
}

await main();
