import type { Asked } from "./asked.schema";
import type { JobDefinition } from "./define-job";
import type { GradingQueue } from "./queue-store";

export const GRADING_QUEUE = "grading";

/** What the product may ask of the worker. */
export type JobQueue = {
  /**
   * Puts a job for one row on the queue; one that already waits or runs for it is left alone. It carries
   * the id of the request that asked for it, where there is one, into the worker's log.
   * @throws when the queue can't be reached; a sweep enqueues gradings, dry runs and checks later
   */
  enqueue: (job: JobDefinition, rowId: string, asked?: Asked) => Promise<void>;
  /** @throws when the queue can't be reached. */
  getCounts: () => Promise<QueueCounts>;
};

/** Jobs on the queue: those that wait for a worker, that one works on, and that wait for their next try. */
export type QueueCounts = { waiting: number; active: number; delayed: number };

/** The product's side of an open queue. */
export function createJobQueue(queue: GradingQueue): JobQueue {
  return {
    enqueue: async (job, rowId, asked = {}) => {
      const { data, options } = job.toQueue(rowId, asked);
      await queue.add(job.name, data, options);
    },
    getCounts: async () => {
      const { waiting = 0, prioritized = 0, active = 0, delayed = 0 } = await queue.getJobCounts();
      return { waiting: waiting + prioritized, active, delayed };
    },
  };
}
