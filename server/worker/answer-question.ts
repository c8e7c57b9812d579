import type { Job } from "bullmq";
import type { Logger } from "pino";
import { MODEL_WAIT_MS } from "../attempts/list-questions";
import { answerByModel } from "../attempts/questions/answer-by-model";
import {
  getWaitingQuestion,
  saveAnswering,
  saveQuestionBill,
  settleByList,
} from "../attempts/save-question-answer";
import type { ModelBill, WaitingQuestion } from "../attempts/save-question-answer";
import type { Db } from "../db/client";
import { getPersonSpendUsd } from "../grades/get-person-spend";
import { JudgeError } from "../grading/judge";
import type { JudgeBill } from "../grading/judge";
import { questionJob } from "../jobs/question-job";
import type { JobPayload } from "../jobs/define-job";
import { restrictToFacts } from "../judges/restrict-to-facts";
import { getJudgeControls } from "../settings/get-judge-controls";
import type { JudgeControls } from "#domain/settings/judge-controls.schema";
import { isDayUsedUp } from "./day-budget";
import type { Judges } from "./judges";
import { shareOf } from "../grades/share-of";

export type QuestionTools = {
  db: Db;
  judges: Pick<Judges, "current">;
  log: Logger;
  stopping: AbortSignal;
  /** What the environment says; an admin may have set otherwise. */
  defaults: JudgeControls;
  /** Percent of the day's dollars that one candidate or reviewer may use up. */
  maxSharePercent: number;
  /** How long after it was asked a question may still be with the model; ends before the page stops waiting. */
  waitMs?: number;
};

const DEFAULT_WAIT_MS = MODEL_WAIT_MS - 2_000;

/**
 * Answers a candidate's question with the model, held to the facts of the problem's own list. Where
 * there is no model, no money left (today's, or the asker's share of it), no answer in time, or an answer that doesn't hold, the list
 * answers. Whoever is first counts: a late answer changes nothing, but is on the bill.
 */
export function createQuestionHandler(tools: QuestionTools) {
  return async function handleQuestion(job: Pick<Job<JobPayload>, "data">): Promise<void> {
    const { rowId: questionId, requestId } = questionJob.read(job.data);
    const waiting = await getWaitingQuestion(tools.db, questionId);
    if (!waiting) return;
    const isAnswered = await askModel(tools, questionId, waiting);
    if (!isAnswered) await settleByList(tools.db, questionId);
    tools.log.info(
      { questionId, requestId, byModel: isAnswered },
      "answered a candidate's question",
    );
  };
}

async function askModel(
  tools: QuestionTools,
  questionId: string,
  waiting: WaitingQuestion,
): Promise<boolean> {
  const { db, judges, log, stopping, defaults, maxSharePercent } = tools;
  const { waitMs = DEFAULT_WAIT_MS } = tools;
  // Time spent in the queue is gone: a call that can only come too late is not paid for.
  const leftMs = Math.floor(waitMs - waiting.waitedMs);
  if (leftMs <= 0) return false;
  const { interviewer } = await judges.current();
  if (interviewer === null) return false;
  const { maxUsdPerDay } = (await getJudgeControls(db, defaults)).inForce;
  if (await isDayUsedUp(db, maxUsdPerDay)) return false;
  const { asker } = waiting;
  const shareUsd = shareOf(asker, maxUsdPerDay, { maxSharePercent });
  if (shareUsd !== null && (await getPersonSpendUsd(db, asker.id)) >= shareUsd) return false;
  const calledAt = new Date();
  const toBill = (bill: JudgeBill): ModelBill => ({
    requestedModel: interviewer.requestedModel,
    returnedModel: bill.returnedModel,
    inputTokens: bill.usage?.inputTokens ?? null,
    outputTokens: bill.usage?.outputTokens ?? null,
    costUsd: bill.costUsd,
    calledAt,
  });
  try {
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(leftMs)]);
    const reply = await interviewer.answer(waiting, waiting.question, signal);
    const held = restrictToFacts(waiting, waiting.question, reply);
    // Together, or a worker killed in between would ask and pay again.
    await db.transaction(async (tx) => {
      await saveQuestionBill(tx, questionId, toBill(reply.bill));
      if (held) await saveAnswering(tx, questionId, answerByModel(waiting.question, waiting, held));
    });
    return held !== null;
  } catch (error) {
    if (!(error instanceof JudgeError)) throw error;
    log.warn({ questionId, errorKind: error.kind }, "the model gave no answer to a question");
    if (error.bill) await saveQuestionBill(db, questionId, toBill(error.bill));
    return false;
  }
}
