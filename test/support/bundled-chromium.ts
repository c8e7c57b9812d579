import { execFile } from "node:child_process";
import { access, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

/** Paths of the browser that @sparticuz/chromium carries, unpacked, and of its font configuration. */
export type BundledChromium = { executable: string; libraries: string; fontConfig: string };

const run = promisify(execFile);
const UNPACK_TIMEOUT_MS = 120_000;
const packageSchema = z.object({ version: z.string() });
/** The package unpacks its own system libraries only where it believes to be on Lambda. */
const PRETEND = { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
const FONT_CONFIG = "scaleboard-fonts.conf";

/**
 * Unpacks the browser once per version and user, under a name that only a whole one gets: several
 * test workers may want it at the same time.
 */
export async function unpackBundledChromium(): Promise<BundledChromium> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("the bundled Chromium is made for Linux on x64 only");
  }
  const main = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const packageRoot = dirname(dirname(dirname(main)));
  const manifest: unknown = JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8"));
  const { version } = packageSchema.parse(manifest);
  const home = join(tmpdir(), `scaleboard-browser-${version}-${process.getuid?.() ?? 0}`);
  if (!(await isThere(home))) await unpackInto(home, join(packageRoot, "build", "esm", "index.js"));
  return {
    executable: join(home, "chromium"),
    libraries: join(home, "al2023", "lib"),
    fontConfig: join(home, FONT_CONFIG),
  };
}

async function unpackInto(home: string, packageEntry: string): Promise<void> {
  const unfinished = await mkdtemp(`${home}.unfinished-`);
  const program = `
    const { default: chromium } = await import(${JSON.stringify(pathToFileURL(packageEntry).href)});
    await chromium.executablePath();`;
  try {
    // It unpacks into the system's temporary folder, and believes TMPDIR on which that is.
    await run(process.execPath, ["--input-type=module", "-e", program], {
      env: { ...process.env, ...PRETEND, TMPDIR: unfinished },
      timeout: UNPACK_TIMEOUT_MS,
    });
    await writeFile(join(unfinished, FONT_CONFIG), describeFonts(home));
    await rename(unfinished, home);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another worker was faster.
    if (!(await isThere(home))) throw error;
  }
}

/**
 * The package's own configuration looks for fonts in fixed folders such as /tmp/fonts, none of which
 * is the unpacked one. A browser without a single font has nothing to fall back to, and dies on the
 * first character that a page's own fonts lack (SkFontMgr_FontConfigInterface: "Not implemented").
 */
function describeFonts(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
