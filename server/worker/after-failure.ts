import { JudgeError } from "../grading/judge";
import type { JudgeErrorKind } from "../grading/judge";
import type { GradingTask } from "../grades/take-grading";

/** What becomes of a grading that got no grade. */
export type AfterFailure = { errorKind: string; userMessage: string } & (
  { kind: "give_up" } | { kind: "try_later"; delayMs: number; countsAsFailure: boolean }
);

/** Failed tries after which a person has to look; being rate limited is not a failed try. */
const MAX_FAILURES = 5;
/** A provider that stays busy this long is an outage in all but name. */
const MAX_WAIT_MS = 30 * 60_000;
/** A grading that takes its worker down each time must not do so for ever. */
const MAX_LEASES = 40;
const MAX_DELAY_MS = 60_000;
/** Jitter, so that gradings refused together don't come back together. */
const JITTER_SHARE = 0.25;
/** A process that stops hands its grading on at once. */
const STOPPING_DELAY_MS = 0;

const USER_MESSAGES: Record<JudgeErrorKind, string> = {
  rate_limited: "The model is busy and asked us to wait.",
  unavailable: "The model can't be reached at the moment.",
  timeout: "The model took too long to answer.",
  aborted: "Grading was interrupted.",
  refused: "The model declined to grade this answer.",
  truncated: "The model's reply broke off before its end.",
  invalid_reply: "The model's reply could not be trusted, so it was not used.",
  misconfigured:
    "The connection to the model is not set up properly. An administrator has to look.",
  budget_exceeded: "Grading this answer would cost more than is allowed.",
  canary_failed: "The model failed a control question, so its verdicts were not used.",
};

/** What went wrong with the judge, for whoever waits for it. */
export function describeJudgeError(kind: JudgeErrorKind): string {
  return USER_MESSAGES[kind];
}

const KEPT = "Your answers and drawing are kept.";

/**
 * Decides what becomes of a grading after an error. Null for an error that is not the judge's: it
 * is a defect or an outage of our own, and the queue tries it again.
 * @param random 0–1, for the jitter
 */
export function decideAfterFailure(
  error: unknown,
  task: Pick<GradingTask, "failures" | "waitedMs">,
  state: { isStopping: boolean; isOutOfTime: boolean; firstDelayMs: number },
  random: () => number = Math.random,
): AfterFailure | null {
  if (!(error instanceof JudgeError)) return null;
  const errorKind = error.kind === "aborted" && state.isOutOfTime ? "timeout" : error.kind;
  const userMessage = `${USER_MESSAGES[errorKind]} ${KEPT}`;
  if (errorKind === "aborted" && state.isStopping) {
    return {
      kind: "try_later",
      errorKind,
      userMessage,
      delayMs: STOPPING_DELAY_MS,
      countsAsFailure: false,
    };
  }
  const countsAsFailure = errorKind !== "rate_limited";
  const isTooOften = countsAsFailure && task.failures + 1 >= MAX_FAILURES;
  const isTooLong = task.waitedMs > MAX_WAIT_MS;
  if (!error.retryable || isTooOften || isTooLong) {
    return { kind: "give_up", errorKind, userMessage };
  }
  const backoffMs = Math.min(MAX_DELAY_MS, state.firstDelayMs * 2 ** task.failures);
  const delayMs = Math.round((error.retryAfterMs ?? backoffMs) * (1 + JITTER_SHARE * random()));
  return { kind: "try_later", errorKind, userMessage, delayMs, countsAsFailure };
}

/** Refuses a grading that was taken up again and again and never ended. */
export function tooManyRestarts(task: Pick<GradingTask, "lease">): AfterFailure | null {
  if (task.lease.leaseEpoch <= MAX_LEASES) return null;
  return {
    kind: "give_up",
    errorKind: "interrupted",
    userMessage: `Grading was interrupted ${MAX_LEASES} times. ${KEPT}`,
  };
}
