/**
 * Loaded into the processes of a started product by NODE_OPTIONS. When one ends it leaves the paths of
 * the CommonJS modules that it had loaded in NOTE_LOADED_DIR, a file a process.
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { isMainThread } from "node:worker_threads";

const dir = process.env.NOTE_LOADED_DIR;
const program = process.argv[1] ?? "";
const { cache } = createRequire(import.meta.url);

if (isMainThread && dir !== undefined && program.endsWith("main.ts")) {
  const name = basename(dirname(program));
  process.on("exit", () => {
    // What was only looked at for its exports is there, too, and not loaded.
    const loaded = Object.values(cache).filter((module) => module.loaded);
    writeFileSync(join(dir, `${name}.json`), JSON.stringify(loaded.map(({ id }) => id)));
  });
}
