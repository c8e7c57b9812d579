import { readFile, readdir, stat } from "node:fs/promises";
import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ROOT_DIR } from "../support/content";
import { withSharedProduct } from "../support/shared-product";
import type { Product } from "../support/start-product";

const CLIENT_DIR = join(ROOT_DIR, "build", "client");
/** As Chrome sends it. */
const BROWSER = { "accept-encoding": "gzip, deflate, br, zstd" };

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

let product: Product;
/** The largest script, the smallest one, and a font. */
let script: string;
let tiny: string;
let font: string;
let content: Buffer;

withSharedProduct.beforeAll(async ({ shared }) => {
  product = shared.product;
  const names = await readdir(join(CLIENT_DIR, "assets"));
  const sized = await Promise.all(
    names.map(async (name) => ({ name, ...(await stat(join(CLIENT_DIR, "assets", name))) })),
  );
  const scripts = sized.filter(({ name }) => name.endsWith(".js")).sort((a, b) => a.size - b.size);
  tiny = `/assets/${scripts[0]?.name}`;
  script = `/assets/${scripts.at(-1)?.name}`;
  font = `/assets/${names.find((name) => name.endsWith(".woff2"))}`;
  content = await readFile(join(CLIENT_DIR, script));
});
/** The path as it is written, and the body as it comes. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const { hostname, port } = new URL(product.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.once("error", reject).end();
  });
}

test("a script comes in the best encoding that the browser takes, and stays with it", async () => {
  const { status, headers, body } = await ask(script, BROWSER);
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-encoding": "br",
    "content-length": String(body.length),
    "content-type": expect.stringMatching(/^(application|text)\/javascript/) as string,
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
  });
  expect(brotliDecompressSync(body).equals(content)).toBe(true);
});

test.each(["gzip", "gzip, deflate", "br;q=0, gzip"])("who sends %s gets gzip", async (accepted) => {
  const { headers, body } = await ask(script, { "accept-encoding": accepted });
  expect(headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(body).equals(content)).toBe(true);
});

test.each<Record<string, string>>([
  {},
  { "accept-encoding": "zstd" },
  { "accept-encoding": "gzip;q=0, identity" },
])("with %o it comes as it is, and caches are told that it needn't", async (accepted) => {
  const { headers, body } = await ask(script, accepted);
  expect(headers["content-encoding"]).toBeUndefined();
  expect(headers.vary).toBe("Accept-Encoding");
  expect(body.equals(content)).toBe(true);
});

test("what is small or packed already comes as it is", async () => {
  for (const path of [tiny, font]) {
    const { status, headers, body } = await ask(path, BROWSER);
    expect(status).toBe(200);
    expect(headers["content-encoding"]).toBeUndefined();
    expect(body.equals(await readFile(join(CLIENT_DIR, path)))).toBe(true);
  }
});

test("a browser that has it is told so; HEAD brings the headers alone", async () => {
  const { headers } = await ask(script, BROWSER);
  const again = await ask(script, { ...BROWSER, "if-none-match": headers.etag ?? "" });
  expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
  const other = await ask(script, { "accept-encoding": "gzip", "if-none-match": 'W/"1-1"' });
  expect(other.status).toBe(200);
  const head = await ask(script, BROWSER, "HEAD");
  expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  expect(head.headers["content-length"]).toBe(headers["content-length"]);
  expect(head.headers["content-encoding"]).toBe("br");
});

test("a range is one of the file itself, and one beyond its end is refused", async () => {
  const part = await ask(script, { ...BROWSER, range: "bytes=10-19" });
  expect(part.status).toBe(206);
  expect(part.headers["content-encoding"]).toBeUndefined();
  expect(part.headers["content-range"]).toBe(`bytes 10-19/${content.length}`);
  expect(part.body.equals(content.subarray(10, 20))).toBe(true);
  const beyond = await ask(script, { ...BROWSER, range: `bytes=${content.length}-` });
  expect(beyond.status).toBe(416);
  expect(beyond.headers["cache-control"]).toBeUndefined();
});

test.each([
  ["/assets/not-there.js", 404],
  ["/assets/", 404],
  ["/assets", 404],
  ["/assets/SCRIPT.br", 404],
  ["/assets/SCRIPT.gz", 404],
  ["/assets/SCRIPT.map", 404],
  ["/assets/SCRIPT/", 404],
  ["/assets/.vite/manifest.json", 404],
  ["/assets/..%2f..%2f.stamp", 403],
  ["/assets/../../.stamp", 403],
  ["/assets/../../../package.json", 403],
  ["/assets/..%5c..%5c..%5cpackage.json", 403],
  ["/assets/%00", 400],
  ["/assets/%e0%a4%a", 400],
] as const)("%s is refused without a page", async (path, expected) => {
  const asked = path.replace("/assets/SCRIPT", script);
  const { status, headers, body } = await ask(asked, BROWSER);
  expect(status).toBe(expected);
  expect(body.toString()).toMatch(/^[A-Z][A-Za-z ]+$/);
  expect(headers).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
  });
  expect(headers["cache-control"]).toBeUndefined();
  expect(headers["content-encoding"]).toBeUndefined();
});

test("nothing can be sent to a file", async () => {
  const { status, headers } = await ask(script, BROWSER, "POST");
  expect(status).toBe(405);
  expect(headers.allow).toBe("GET, HEAD");
});

test.each(["assets-br", "assets-gzip", "client-sources.json", ".stamp", "server/index.js"])(
  "build/%s has no address",
  async (name) => {
    const inFolder = name.startsWith("assets-") ? script.replace("/assets", "") : "";
    expect((await ask(`/${name}${inFolder}`, BROWSER)).status).toBe(404);
  },
);

test("pages are compressed as they are made", async () => {
  const { headers, body } = await ask("/", { "accept-encoding": "gzip" });
  expect(headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(body).toString()).toContain("<!DOCTYPE html>");
});
