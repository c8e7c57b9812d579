import type { Asked } from "./asked.schema";
import type { JobQueue } from "./queue";
import { withinMs } from "./within-ms";

/**
 * How long the web process waits for the queue, in milliseconds. On a queue in order adding a job
 * takes 1 to 3 ms (PostgreSQL and Redis alike); somebody who hands in is to have an answer within a
 * second of the commit.
 */
export const QUEUE_WAIT_MS = 500;

/**
 * The same queue, whose calls end within `waitMs`, and for the request `asked.requestId` where it is
 * given. A call that took longer may still get through, and then does no harm: a job's id is that of
 * its row.
 * @throws TookTooLong from each call, beside what it throws anyway
 */
export function boundQueue(jobs: JobQueue, waitMs: number, asked: Asked = {}): JobQueue {
  const within = <Result>(work: () => Promise<Result>): Promise<Result> =>
    withinMs(waitMs, work, "the queue");
  return {
    enqueue: (job, rowId) => within(() => jobs.enqueue(job, rowId, asked)),
    getCounts: () => within(() => jobs.getCounts()),
  };
}
