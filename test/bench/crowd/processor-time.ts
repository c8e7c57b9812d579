import { readFileSync } from "node:fs";
import type { ProcessInfo } from "../../support/processes";

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;
const USER_TICKS_FIELD = 11;

/**
 * Processor time that processes have used so far, in milliseconds, summed by what they are. Only
 * where there is a /proc; elsewhere it is empty.
 */
export function readProcessorTime(family: readonly ProcessInfo[]): Map<string, number> {
  const byName = new Map<string, number>();
  if (process.platform !== "linux") return byName;
  for (const { pid, command } of family) {
    const name = nameOf(command);
    byName.set(name, (byName.get(name) ?? 0) + readMs(pid));
  }
  return byName;
}

function nameOf(command: string): string {
  if (command.includes("/server/web/main.ts")) return "web";
  if (command.includes("/server/worker/main.ts")) return "worker";
  return /postgres/.test(command) ? "PostgreSQL" : "other";
}

function readMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[USER_TICKS_FIELD]) + Number(fields[USER_TICKS_FIELD + 1])) * TICK_MS;
  } catch (error) {
    // It ended between being listed and being read.
    if (error instanceof Error && "code" in error) return 0;
    throw error;
  }
}
