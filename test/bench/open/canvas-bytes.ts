import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import type { ClientChunk } from "../../../server/commands/client-chunks";
import { ROOT_DIR } from "../../support/content";

const EXCALIDRAW = /node_modules\/@excalidraw\/excalidraw\//;
/** Pages may fetch ahead once they are idle. */
const IDLE_MS = 3_000;

/** The files of the build that hold code or styles of Excalidraw. */
export async function readCanvasChunks(): Promise<Set<string>> {
  const record = await readFile(join(ROOT_DIR, "build/client-modules.json"), "utf8");
  const chunks = JSON.parse(record) as ClientChunk[];
  return new Set(
    chunks
      .filter(({ modules }) => modules.some((module) => EXCALIDRAW.test(module)))
      .map(({ file }) => file),
  );
}

/** Opens a page and lets it come to rest. @returns bytes received, as they came over the wire */
export async function countCanvasBytes(
  context: BrowserContext,
  url: string,
  chunks: ReadonlySet<string>,
): Promise<{ canvasBytes: number; bytes: number }> {
  const page = await context.newPage();
  const sizes: Promise<[string, number]>[] = [];
  page.on("requestfinished", (request) => {
    const path = new URL(request.url()).pathname;
    sizes.push(request.sizes().then(({ responseBodySize }) => [path, responseBodySize]));
  });
  // A stream of events never ends, and the page would never come to rest.
  await page.route("**/api/events?*", (route) => route.abort());
  await page.goto(url, { waitUntil: "networkidle" });
  await page.waitForTimeout(IDLE_MS);
  let canvasBytes = 0;
  let bytes = 0;
  for (const [path, size] of await Promise.all(sizes)) {
    bytes += size;
    if (chunks.has(path.slice(1)) || path.startsWith("/excalidraw/")) canvasBytes += size;
  }
  await page.close();
  return { canvasBytes, bytes };
}
