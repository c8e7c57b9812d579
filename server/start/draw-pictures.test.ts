import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawPictures } from "./draw-pictures";

const ROOT_DIR = join(import.meta.dirname, "../..");
let clientDir: string;

beforeAll(async () => {
  clientDir = await mkdtemp(join(tmpdir(), "scaleboard-pictures-"));
  await drawPictures(ROOT_DIR, clientDir);
}, 60_000);
afterAll(() => rm(clientDir, { recursive: true, force: true }));

/** "1200x630" of a PNG. */
function sizeOf(png: Buffer): string {
  expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

/** Pictures whose words are missing are lighter than half of these. */
const MIN_PREVIEW_BYTES = 25_000;

describe("the build's pictures", () => {
  it("are previews of the size that other sites take, with words and a drawing", async () => {
    const names = await readdir(join(clientDir, "previews"));
    expect(names.sort()).toEqual(["home.png", "learn.png", "problem.png", "report.png"]);
    for (const name of names) {
      const png = await readFile(join(clientDir, "previews", name));
      expect(sizeOf(png), name).toBe("1200x630");
      expect(png.length, name).toBeGreaterThan(MIN_PREVIEW_BYTES);
    }
  });

  it("are the icons that the manifest and browsers ask for", async () => {
    const manifest = await readFile(join(ROOT_DIR, "public/manifest.webmanifest"), "utf8");
    const { icons } = JSON.parse(manifest) as { icons: { src: string; sizes: string }[] };
    for (const { src, sizes } of icons.filter(({ src }) => src.endsWith(".png")))
      expect(sizeOf(await readFile(join(clientDir, src))), src).toBe(sizes);
    expect(sizeOf(await readFile(join(clientDir, "apple-touch-icon.png")))).toBe("180x180");
    const ico = await readFile(join(clientDir, "favicon.ico"));
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, at) => {
      const [length, from] = [
        ico.readUInt32LE(6 + 16 * at + 8),
        ico.readUInt32LE(6 + 16 * at + 12),
      ];
      return sizeOf(ico.subarray(from, from + length));
    });
    expect(sizes).toEqual(["16x16", "32x32", "48x48"]);
  });
});
