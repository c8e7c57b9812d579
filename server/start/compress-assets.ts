import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { ASSET_ENCODINGS, type AssetEncoding } from "./asset-encodings";

/**
 * Brotli's quality and gzip's level. Of 145 files, 5.8 MB: 5 and 6 take half a second of processor time
 * and make 1.93 and 2.07 MB; 11 and 9 take 13 s and make 1.73 and 2.06 MB.
 */
const EFFORT = { quick: { br: 5, gzip: 6 }, small: { br: 11, gzip: 9 } };

const TEXT_FILE = /\.(js|css|svg|json|txt)$/;
/** Below, it all fits into one packet anyway; the `compression` of pages draws the same line. */
const MIN_BYTES = 1024;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/**
 * Writes the text files among build/client/assets once more, in every encoding, where serve-assets
 * looks for them.
 */
export async function compressAssets(buildDir: string, effort: keyof typeof EFFORT): Promise<void> {
  const assetsDir = join(buildDir, "client", "assets");
  for (const folder of Object.values(ASSET_ENCODINGS))
    await rm(join(buildDir, folder), { recursive: true, force: true });
  const names = await readdir(assetsDir, { recursive: true });
  await Promise.all(
    names
      .filter((name) => TEXT_FILE.test(name))
      .map(async (name) => {
        const content = await readFile(join(assetsDir, name));
        if (content.length < MIN_BYTES) return;
        const { br, gzip: level } = EFFORT[effort];
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: br,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        };
        await write(buildDir, "br", name, await toBrotli(content, { params }));
        await write(buildDir, "gzip", name, await toGzip(content, { level }));
      }),
  );
}

async function write(
  buildDir: string,
  encoding: AssetEncoding,
  name: string,
  content: Buffer,
): Promise<void> {
  const path = join(buildDir, ASSET_ENCODINGS[encoding], name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
