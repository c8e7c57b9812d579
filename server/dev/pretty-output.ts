import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { prettyFactory } from "pino-pretty";

/** Makes of a line of a process's log what a person reads, in one line or, with a stack, several. */
export type Printer = (line: string) => string;

/** What each line is about stands in its message: see `describeLine`. */
const IGNORED = "pid,hostname,process,req,res,responseTime";

export function createPrinter(options: { colors: boolean }): Printer {
  return prettyFactory({
    colorize: options.colors,
    translateTime: "SYS:HH:MM:ss",
    ignore: IGNORED,
    messageFormat: describeLine,
    singleLine: true,
  });
}

/** Shows what a process says: lines of its log prettily, anything else as it is. */
export function followPrettily(
  child: ChildProcess,
  name: string,
  print: Printer,
  show: (line: string) => void,
): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on("line", (line) => {
      show(line.startsWith("{") ? print(line).trimEnd() : `${name}: ${line}`);
    });
  }
}

function describeLine(line: Record<string, unknown>, messageKey: string): string {
  const request = line["req"] as { method: string; path: string } | undefined;
  const response = line["res"] as { status: number } | undefined;
  const words = [`${String(line["process"])}:`];
  // What an answer's line says, its request and its status say better.
  if (!response) words.push(String(line[messageKey]));
  if (request) words.push(request.method, request.path);
  if (response) words.push(`${response.status}, ${String(line["responseTime"])} ms`);
  return words.join(" ");
}
