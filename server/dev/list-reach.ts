import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { errorCode } from "../db/embedded/start-error";

/** They leave nothing behind at run time. */
const TYPES_ONLY = /^(?:import|export) type [^;]*;/gm;
/** Of our own files, also those that a thread is started with: `new URL("./run-task.ts", …)`. */
const SPECIFIER = /\b(?:from|import|import\(|URL\()\s*"((?:\.\.?|#server|~)\/[^"]+)"/g;

/**
 * The files of ours that programs run: they themselves, what they import, and so on. Read from the
 * text, so that a file that doesn't parse is among them too.
 * @param programs paths from the root
 * @returns absolute paths
 */
export async function listReach(rootDir: string, programs: string[]): Promise<Set<string>> {
  const reached = new Set<string>();

  async function visit(candidates: string[]): Promise<void> {
    for (const path of candidates) {
      if (reached.has(path)) return;
      const text = await readOrNull(path);
      if (text === null) continue;
      reached.add(path);
      await Promise.all(listImports(rootDir, path, text).map(visit));
      return;
    }
  }

  await Promise.all(programs.map((program) => visit([join(rootDir, program)])));
  return reached;
}

/** For each import the paths under which it may lie. */
function listImports(rootDir: string, path: string, text: string): string[][] {
  return [...text.replace(TYPES_ONLY, "").matchAll(SPECIFIER)].map(([, specifier = ""]) => {
    const place = specifier.replace(/^#(domain|server)/, join(rootDir, "$1"));
    const target = resolve(dirname(path), place.replace(/^~/, join(rootDir, "app")));
    return [`${target}.ts`, `${target}.tsx`, target];
  });
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "EISDIR") return null;
    throw error;
  }
}
