import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { LogFile } from "./log-file";

/** A line of pino. Levels: 30 info, 40 warn, 50 error. */
const logLineSchema = z.object({
  level: z.number(),
  msg: z.string().default(""),
  err: z.object({ message: z.string() }).optional(),
});
const WARN = 40;

/** Writes all that a child says to its log file, and shows the person what needs them. */
export function followOutput(
  child: ChildProcess,
  name: string,
  logFile: Pick<LogFile, "write">,
  show: (line: string) => void,
): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => {
      logFile.write(`${line}\n`);
      const text = pickForPerson(line);
      if (text !== null) show(`${name}: ${text}`);
    });
  }
}

/** Warnings and errors in plain words, anything that isn't a log line as it is; null for the rest. */
export function pickForPerson(line: string): string | null {
  if (line.trim() === "") return null;
  const parsed = logLineSchema.safeParse(readJson(line));
  if (!parsed.success) return line;
  const { level, msg, err } = parsed.data;
  if (level < WARN) return null;
  if (!err || err.message === msg) return msg;
  return msg === "" ? err.message : `${msg}: ${err.message}`;
}

function readJson(line: string): unknown {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
