import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { lockFolder } from "../db/embedded/folder-lock";
import { StartError, errorCode } from "../db/embedded/start-error";
import { requireUnusedBuild } from "./build-users";
import { compressAssets } from "./compress-assets";
import { fingerprintSources, hashSources } from "./fingerprint";
import { noteCommit } from "./note-commit";

/**
 * Small: minified as ADR 9 has it, for servers. Quick: 3 to 16 kB larger a page, in half the processor
 * time, for the machine that has just been set up. A small one serves for both.
 */
export type BuildKind = "small" | "quick";
type BuildOptions = {
  rootDir: string;
  kind: BuildKind;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
};

/** In build/: the fingerprint of its sources and its kind, once it is whole. */
const STAMP = ".stamp";
const WAIT_MS = 250;
const OUTPUT_TAIL_LINES = 30;

/** Whether build/ was made from other sources than those here now, or is larger than wanted. */
export async function isBuildStale(rootDir: string, kind: BuildKind): Promise<boolean> {
  const buildDir = join(rootDir, "build");
  const [stamp, bundled] = await Promise.all([
    unlessMissing(readFile(join(buildDir, STAMP), "utf8")),
    unlessMissing(readBundled(buildDir)),
  ]);
  if (stamp === null || bundled === null) return true;
  const [builtFrom, builtKind] = stamp.split(" ");
  if (kind === "small" && builtKind !== "small") return true;
  if (builtFrom !== fingerprintSources(await hashSources(rootDir), bundled)) return true;
  return (await unlessMissing(stat(join(buildDir, "server", "index.js")))) === null;
}

/**
 * Builds the app into build/, one start at a time: who comes second waits, and then mostly finds
 * the work done.
 * @throws StartError with the end of the build's output, or where a process serves from build/
 */
export async function buildApp(options: BuildOptions): Promise<void> {
  // Not in build/, which Remix takes away before it builds.
  const lockDir = join(options.rootDir, "node_modules", ".cache", "scaleboard-build");
  await mkdir(lockDir, { recursive: true });
  while (await isBuildStale(options.rootDir, options.kind)) {
    const outcome = await lockFolder(lockDir);
    if ("unlock" in outcome) {
      try {
        await requireUnusedBuild(options.rootDir);
        return await runBuild(options);
      } finally {
        await outcome.unlock();
      }
    }
    await delay(WAIT_MS, undefined, { signal: options.signal });
  }
}

/** The sources are read before, so that an edit during the build makes it stale again. */
async function runBuild(options: BuildOptions): Promise<void> {
  const buildDir = join(options.rootDir, "build");
  const hashes = await hashSources(options.rootDir);
  await rm(join(buildDir, STAMP), { force: true });
  const child = spawn(process.execPath, [findRemix(), "vite:build"], {
    cwd: options.rootDir,
    env: { ...options.env, SCALEBOARD_QUICK_BUILD: options.kind === "quick" ? "1" : "" },
    // A Ctrl-C is the parent's to hear; it then ends the build by `signal`.
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    signal: options.signal,
    killSignal: "SIGKILL",
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  const [exitCode] = await once(child, "close");
  if (exitCode !== 0) throw buildFailed(output);
  await compressAssets(buildDir, options.kind);
  // Loaded here: most starts build nothing.
  const { drawPictures } = await import("./draw-pictures");
  await drawPictures(options.rootDir, join(buildDir, "client"));
  await noteCommit(options.rootDir, { isFresh: true });
  const fingerprint = fingerprintSources(hashes, await readBundled(buildDir));
  await writeFile(join(buildDir, STAMP), `${fingerprint} ${options.kind}`);
}

function findRemix(): string {
  const manifest = createRequire(import.meta.url).resolve("@remix-run/dev/package.json");
  return join(dirname(manifest), "dist", "cli.js");
}

/** Files that went into the bundles, as vite.config.ts recorded them. */
async function readBundled(buildDir: string): Promise<string[]> {
  const records = await Promise.all(
    ["client", "server"].map((side) => readFile(join(buildDir, `${side}-sources.json`), "utf8")),
  );
  return records.flatMap((record) => JSON.parse(record) as string[]);
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

function buildFailed(output: string): StartError {
  const tail = output.trim().split("\n").slice(-OUTPUT_TAIL_LINES).join("\n");
  return new StartError(
    `The app could not be built:\n${tail}`,
    "If you changed code, fix what is named above. If you did not, run `npm ci` again.",
  );
}
