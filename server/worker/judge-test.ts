import type { Job } from "bullmq";
import type { Logger } from "pino";
import type { Db } from "../db/client";
import { buildKnownQuestion, KNOWN_VERDICTS } from "../grading/known-question";
import { JudgeError } from "../grading/judge";
import type { JudgeBill } from "../grading/judge";
import { judgeTestJob } from "../jobs/judge-test-job";
import type { JobPayload } from "../jobs/define-job";
import { getJudgeControls } from "../settings/get-judge-controls";
import type { Paces } from "#domain/settings/grading-plan";
import type { JudgeControls } from "#domain/settings/judge-controls.schema";
import type { JudgeTestResult } from "#domain/settings/judge-test.schema";
import { saveJudgeTest } from "../settings/save-judge-test";
import { takeJudgeTest } from "../settings/take-judge-test";
import { requireDayBudget } from "./day-budget";
import { holdJudgeTest } from "./hold-judge-test";
import type { JudgeInUse, Judges } from "./judges";

export type JudgeTestTools = {
  db: Db;
  judges: Judges;
  log: Logger;
  stopping: AbortSignal;
  /** What the environment says; an admin may have set otherwise. */
  defaults: JudgeControls;
  /** For the call and its repair, of a server that isn't at home. */
  testBudgetMs: number;
};

/**
 * Puts an admin's question to the judge, once, through the adapter that grades, and keeps what came
 * of it: an answer or the error. What it cost counts into the day's spending.
 */
export function createJudgeTestHandler(tools: JudgeTestTools) {
  return async function handleJudgeTest(job: Pick<Job<JobPayload>, "data">): Promise<void> {
    const { rowId: judgeTestId, requestId } = judgeTestJob.read(job.data);
    const taken = await takeJudgeTest(tools.db, judgeTestId);
    if (taken === null) return;
    const { connectionId, lease } = taken;
    const held = holdJudgeTest(tools.db, lease);
    try {
      let paces: Paces | null = null;
      const onPaces = (seen: Paces): void => {
        paces = seen;
      };
      const asked =
        connectionId === null
          ? await tools.judges.current()
          : await tools.judges.tried(connectionId, { onStep: held.tell, onPaces });
      if (asked?.judge.oneAtATime) held.tell({ kind: "in_line" });
      const result = asked === null ? GIVEN_UP : await askKnownQuestion(tools, asked, held.lost);
      const isAtHome = asked?.judge.oneAtATime !== undefined;
      const measured = result.isReached && isAtHome ? { ...result, paces } : result;
      await saveJudgeTest(tools.db, lease, measured);
      tools.log.info(
        { judgeTestId, requestId, isReached: result.isReached },
        "asked the judge for an admin",
      );
    } finally {
      await held.release();
    }
  };
}

/** Another was tried before this one's turn had come. */
const GIVEN_UP: JudgeTestResult = {
  kind: "none",
  requestedModel: "",
  returnedModel: null,
  durationMs: 0,
  tokens: null,
  costUsd: 0,
  isReached: false,
  errorKind: "aborted",
  message: "this connection was let go before it was tried",
};

async function askKnownQuestion(
  tools: JudgeTestTools,
  { judge, findContext }: JudgeInUse,
  lost: AbortSignal,
): Promise<JudgeTestResult> {
  const { stopping, testBudgetMs } = tools;
  const startedAt = performance.now();
  const describe = (bill: JudgeBill | null) => ({
    kind: judge.kind,
    label: judge.label,
    isLocal: judge.isLocal,
    requestedModel: judge.requestedModel,
    returnedModel: bill?.returnedModel ?? null,
    durationMs: Math.round(performance.now() - startedAt),
    tokens: bill?.usage
      ? {
          input: bill.usage.inputTokens,
          cachedInput: bill.usage.cachedInputTokens,
          output: bill.usage.outputTokens,
        }
      : null,
    costUsd: bill?.costUsd ?? null,
  });
  try {
    // A server at home is hung up on when it is silent, however long it takes.
    const bounds = judge.oneAtATime ? [] : [AbortSignal.timeout(testBudgetMs)];
    const signal = AbortSignal.any([stopping, lost, ...bounds]);
    const reply = await judge.judge(await buildQuestion(tools), signal);
    // Loaded now, so the server can say it.
    const contextTokens = await findContext();
    const given = new Map(reply.answers.map(({ id, verdict }) => [id, verdict]));
    return {
      ...describe(reply),
      isReached: true,
      replyShape: reply.replyShape ?? null,
      repairs: reply.repairs,
      contextTokens,
      verdicts: KNOWN_VERDICTS.map(({ id, text, expected }) => {
        const verdict = given.get(id);
        if (verdict === undefined) {
          const message = `no answer to "${id}"`;
          throw new JudgeError("invalid_reply", message, { retryable: true, bill: reply });
        }
        return { text, expected, given: verdict };
      }),
    };
  } catch (error) {
    if (!(error instanceof JudgeError)) {
      tools.log.error({ err: error }, "the judge's test broke");
      const message = "This is our fault, not the judge’s. See the worker’s log.";
      return { ...describe(null), isReached: false, errorKind: "unknown", message };
    }
    const { bill, kind: errorKind, message } = error;
    return { ...describe(bill), isReached: false, errorKind, message };
  }
}

/** @throws JudgeError `budget_exceeded` when the day's bound is used up, as a grading would */
async function buildQuestion({ db, defaults }: JudgeTestTools) {
  const { maxUsdPerDay, maxUsdPerGrade } = (await getJudgeControls(db, defaults)).inForce;
  await requireDayBudget(db, maxUsdPerDay);
  return { ...buildKnownQuestion(), ...(maxUsdPerGrade !== null && { maxUsd: maxUsdPerGrade }) };
}
