import { cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT_DIR = fileURLToPath(new URL("../..", import.meta.url));
const COPIED = [
  ...["app", "domain", "server", "problems", "rubrics", "study", "migrations", "public"],
  ...["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "remix.config.js"],
];

/** The sources of the product in a folder of their own, to be changed at will. */
export type Sources = {
  rootDir: string;
  /** @param path from the root @throws Error when `from` isn't in the file */
  replaceIn: (path: string, from: string, to: string) => Promise<void>;
  remove: () => Promise<void>;
};

/** Copies the sources; the packages are those of the original. */
export async function copySources(): Promise<Sources> {
  const rootDir = await realpath(await mkdtemp(join(tmpdir(), "scaleboard-sources-")));
  await Promise.all(
    COPIED.map((name) => cp(join(ROOT_DIR, name), join(rootDir, name), { recursive: true })),
  );
  await symlink(join(ROOT_DIR, "node_modules"), join(rootDir, "node_modules"), "junction");
  return {
    rootDir,
    replaceIn: async (path, from, to) => {
      const text = await readFile(join(rootDir, path), "utf8");
      if (!text.includes(from)) throw new Error(`${path} does not say ${from}`);
      await writeFile(join(rootDir, path), text.replace(from, to));
    },
    remove: () => rm(rootDir, { recursive: true, force: true }),
  };
}
