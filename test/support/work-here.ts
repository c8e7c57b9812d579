import type { Db } from "#server/db/client";
import type { Threads } from "#server/threads/open-threads";
import { READ_TASKS } from "#server/threads/read-tasks";
import type { ReadTasks } from "#server/threads/read-tasks";
import { createWorkReader } from "#server/web/work-reader";
import type { WorkReader } from "#server/web/work-reader";

/** Runs tasks in the test's own process. */
const run = (async (name: keyof ReadTasks, args: unknown[]) => {
  const task = READ_TASKS[name] as (...given: unknown[]) => unknown;
  return await task(...args);
}) as Threads<ReadTasks>["run"];

/** Reads handed-in work there. */
export function createWorkReaderHere(db: Db): WorkReader {
  return createWorkReader(db, { run });
}
