import type { Asked } from "./asked.schema";
import { DRY_RUN_JOB, DRY_RUN_JOB_OPTIONS, dryRunJobId } from "./dry-run-job";
import { JUDGE_CHECK_JOB, JUDGE_CHECK_JOB_OPTIONS, judgeCheckJobId } from "./judge-check-job";
import { JUDGE_TEST_JOB, JUDGE_TEST_JOB_OPTIONS, judgeTestJobId } from "./judge-test-job";
import { GRADING_JOB, GRADING_JOB_OPTIONS, gradingJobId } from "./grading-job";
import { QUESTION_JOB, QUESTION_JOB_OPTIONS, questionJobId } from "./question-job";
import type { GradingQueue } from "./queue-store";

export const GRADING_QUEUE = "grading";

/**
 * What the product may ask of the worker. Ids only: Postgres is the truth, the queue delivers. A job
 * carries the id of the request that asked for it, where there is one, into the worker's log.
 */
export type JobQueue = {
  /**
   * Puts one grading on the queue; a job that already waits or runs for it is left alone.
   * @throws when the queue can't be reached; the sweep will enqueue it then.
   */
  enqueueGrading: (gradeId: string, asked?: Asked) => Promise<void>;
  /** As `enqueueGrading`, for a dry run. */
  enqueueDryRun: (dryRunId: string, asked?: Asked) => Promise<void>;
  /** As `enqueueGrading`, for a question that an admin asks the judge; no sweep looks after it. */
  enqueueJudgeTest: (judgeTestId: string, asked?: Asked) => Promise<void>;
  /** As `enqueueGrading`, for a check of the judge. */
  enqueueJudgeCheck: (judgeCheckId: string, asked?: Asked) => Promise<void>;
  /** As `enqueueJudgeTest`, for a question that a candidate asks; unanswered, the list answers it. */
  enqueueQuestion: (questionId: string, asked?: Asked) => Promise<void>;
  /** @throws when the queue can't be reached. */
  getCounts: () => Promise<QueueCounts>;
};

/** Jobs on the queue: those that wait for a worker, that one works on, and that wait for their next try. */
export type QueueCounts = { waiting: number; active: number; delayed: number };

/** The product's side of an open queue. */
export function createJobQueue(queue: GradingQueue): JobQueue {
  return {
    enqueueGrading: async (gradeId, asked) => {
      await queue.add(
        GRADING_JOB,
        { gradeId, ...asked },
        { ...GRADING_JOB_OPTIONS, jobId: gradingJobId(gradeId) },
      );
    },
    enqueueDryRun: async (dryRunId, asked) => {
      await queue.add(
        DRY_RUN_JOB,
        { dryRunId, ...asked },
        { ...DRY_RUN_JOB_OPTIONS, jobId: dryRunJobId(dryRunId) },
      );
    },
    enqueueJudgeTest: async (judgeTestId, asked) => {
      await queue.add(
        JUDGE_TEST_JOB,
        { judgeTestId, ...asked },
        { ...JUDGE_TEST_JOB_OPTIONS, jobId: judgeTestJobId(judgeTestId) },
      );
    },
    enqueueJudgeCheck: async (judgeCheckId, asked) => {
      await queue.add(
        JUDGE_CHECK_JOB,
        { judgeCheckId, ...asked },
        { ...JUDGE_CHECK_JOB_OPTIONS, jobId: judgeCheckJobId(judgeCheckId) },
      );
    },
    enqueueQuestion: async (questionId, asked) => {
      await queue.add(
        QUESTION_JOB,
        { questionId, ...asked },
        { ...QUESTION_JOB_OPTIONS, jobId: questionJobId(questionId) },
      );
    },
    getCounts: async () => {
      const { waiting = 0, prioritized = 0, active = 0, delayed = 0 } = await queue.getJobCounts();
      return { waiting: waiting + prioritized, active, delayed };
    },
  };
}
