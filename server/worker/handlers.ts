import type { Job } from "bullmq";
import { UnrecoverableError } from "bullmq";
import type { JobDefinition, JobPayload } from "../jobs/define-job";
import { dryRunJob } from "../jobs/dry-run-job";
import { gradingJob } from "../jobs/grading-job";
import { judgeCheckJob } from "../jobs/judge-check-job";
import { judgeTestJob } from "../jobs/judge-test-job";
import { lateDebriefJob } from "../jobs/late-debrief-job";
import { probeJob } from "../jobs/probe-job";
import { questionJob } from "../jobs/question-job";
import { createQuestionHandler } from "./answer-question";
import type { QuestionTools } from "./answer-question";
import { createDryRunHandler } from "./dry-run";
import type { DryRunTools } from "./dry-run";
import { createGradingHandler } from "./grade-attempt";
import type { GradingTools } from "./grade-attempt";
import { createJudgeCheckHandler } from "./judge-check";
import type { JudgeCheckTools } from "./judge-check";
import { createJudgeTestHandler } from "./judge-test";
import type { JudgeTestTools } from "./judge-test";
import { createLateDebriefHandler } from "./late-debrief";
import type { LateDebriefTools } from "./late-debrief";
import { createProbeHandler } from "./write-probe";
import type { ProbeTools } from "./write-probe";

export type WorkerTools = GradingTools &
  DryRunTools &
  JudgeTestTools &
  JudgeCheckTools &
  QuestionTools &
  ProbeTools &
  LateDebriefTools;

/** A job as a handler gets it: its payload is read by its own definition. */
export type JobHandler = (job: Job<JobPayload>, token?: string) => Promise<void>;

/** Our own fault, or a job of a later version; trying it again changes nothing. */
export class UnknownJobError extends UnrecoverableError {
  constructor(name: string) {
    super(`no handler for a job called ${name}`);
    this.name = "UnknownJobError";
  }
}

/**
 * Runs a job by its name. A new kind of work is a definition in `jobs/`, a handler here and a line below.
 * @throws UnknownJobError for a name that no line has
 */
export function createHandlers(tools: WorkerTools): JobHandler {
  const handlers: [JobDefinition, JobHandler][] = [
    [gradingJob, createGradingHandler(tools)],
    [dryRunJob, createDryRunHandler(tools)],
    [judgeTestJob, createJudgeTestHandler(tools)],
    [judgeCheckJob, createJudgeCheckHandler(tools)],
    [questionJob, createQuestionHandler(tools)],
    [probeJob, createProbeHandler(tools)],
    [lateDebriefJob, createLateDebriefHandler(tools)],
  ];
  const byName = new Map(handlers.map(([{ name }, handle]) => [name, handle]));
  return async (job, token) => {
    const handle = byName.get(job.name);
    if (!handle) throw new UnknownJobError(job.name);
    await handle(job, token);
  };
}
