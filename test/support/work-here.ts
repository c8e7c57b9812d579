import type { Db } from "#server/db/client";
import type { Threads } from "#server/threads/open-threads";
import { TASKS } from "#server/threads/tasks";
import { createWorkReader } from "#server/threads/work-reader";
import type { WorkReader } from "#server/threads/work-reader";

/** Runs tasks in the test's own process. */
const run = (async (name: keyof typeof TASKS, args: unknown[]) => {
  const task = TASKS[name] as (...given: unknown[]) => unknown;
  return await task(...args);
}) as Threads["run"];

/** Reads handed-in work there. */
export function createWorkReaderHere(db: Db): WorkReader {
  return createWorkReader(db, { run });
}
