import { appendFile, mkdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { evalResultSchema } from "./result.schema";
import type { EvalResult } from "./result.schema";

const FILE = "results.jsonl";
const FORMER = "results.previous.jsonl";

/** Results on disk, one line each, so that a run which was killed goes on where it stood. */
export type ResultLog = {
  /** By key: what an earlier run has graded. */
  known: ReadonlyMap<string, EvalResult>;
  append: (result: EvalResult) => Promise<void>;
};

/**
 * Opens the results of a folder. To resume, what is there is read; else it is put aside under
 * another name. A last line that was cut off by a kill is left out.
 *
 * @throws Error naming the line that can't be read
 */
export async function openResultLog(dir: string, resume: boolean): Promise<ResultLog> {
  await mkdir(dir, { recursive: true });
  const path = join(dir, FILE);
  const text = await readIfThere(path);
  const known = new Map<string, EvalResult>();
  if (text !== null && !resume) await rename(path, join(dir, FORMER));
  if (text !== null && resume) {
    for (const result of parseLines(text, path)) known.set(result.key, result);
    // What was cut off must not run into the next line.
    if (!text.endsWith("\n") && text !== "") await appendFile(path, "\n");
  }
  return { known, append: (result) => appendFile(path, `${JSON.stringify(result)}\n`) };
}

function parseLines(text: string, path: string): EvalResult[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const value = parseJson(line);
    // Half a line is what a kill leaves behind; it may have been closed by an earlier resume.
    if (value === null) return [];
    const parsed = evalResultSchema.safeParse(value);
    if (parsed.success) return [parsed.data];
    throw new Error(`${path}:${index + 1}: not a result of this version; start without --resume`);
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
