/** What the web side may ask of the worker. Ids only: Postgres is the truth, the queue delivers. */
export type JobQueue = {
  /**
   * Puts one grading on the queue; a job that already waits or runs for it is left alone.
   * @throws when the queue can't be reached; the sweep will enqueue it then.
   */
  enqueueGrading: (gradeId: string) => Promise<void>;
};
