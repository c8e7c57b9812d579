import { GRADING_JOB, GRADING_JOB_OPTIONS, gradingJobId } from "./grading-job";
import type { GradingQueue } from "./queue-store";

export const GRADING_QUEUE = "grading";

/** What the product may ask of the worker. Ids only: Postgres is the truth, the queue delivers. */
export type JobQueue = {
  /**
   * Puts one grading on the queue; a job that already waits or runs for it is left alone.
   * @throws when the queue can't be reached; the sweep will enqueue it then.
   */
  enqueueGrading: (gradeId: string) => Promise<void>;
};

/** The product's side of an open queue. */
export function createJobQueue(queue: GradingQueue): JobQueue {
  return {
    enqueueGrading: async (gradeId) => {
      await queue.add(
        GRADING_JOB,
        { gradeId },
        { ...GRADING_JOB_OPTIONS, jobId: gradingJobId(gradeId) },
      );
    },
  };
}
