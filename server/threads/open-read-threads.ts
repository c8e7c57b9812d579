import { openThreads } from "./open-threads";
import type { Threads, ThreadOptions } from "./open-threads";
import type { ReadTasks } from "./read-tasks";

const ENTRY = new URL("./run-read.ts", import.meta.url);

/** Opens threads that read handed-in work for pages. */
export function openReadThreads(options: Omit<ThreadOptions, "file">): Threads<ReadTasks> {
  return openThreads<ReadTasks>({ ...options, file: ENTRY });
}
