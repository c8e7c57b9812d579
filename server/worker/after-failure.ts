import { JudgeError } from "../grading/judge";
import type { JudgeErrorKind } from "../grading/judge";
import type { GradingTask } from "../grades/take-grading";
import { TextTaskError } from "../threads/text-task-error";

/** What becomes of a grading that got no grade. */
export type AfterFailure = { errorKind: string; userMessage: string } & (
  | { kind: "give_up" }
  | {
      kind: "try_later";
      delayMs: number;
      countsAsFailure: boolean;
      /** Reading its text failed by its own doing, and nobody has counted it yet. */
      countsAsTextFailure: boolean;
    }
);

/** Failed tries after which a person has to look; being rate limited is not a failed try. */
const MAX_FAILURES = 5;
/** A provider that stays busy this long is an outage in all but name. */
const MAX_WAIT_MS = 30 * 60_000;
/** Tries after which nobody reads the text any more; the first was beside others, the rest alone. */
const MAX_TEXT_FAILURES = 3;
/**
 * Times that a worker may vanish with a grading. One whose text kills its worker is given up after
 * four (the first isn't counted, then MAX_TEXT_FAILURES), so this is twice what a neighbour can cause.
 */
const MAX_INTERRUPTIONS = 8;
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
  truncated: "The model's reply was cut off.",
  invalid_reply: "The model's reply could not be used.",
  misconfigured: "The connection to the model isn't set up correctly. An admin has to fix it.",
  budget_exceeded: "Grading this answer would cost more than is allowed.",
  canary_failed: "A control question was answered wrongly, so the verdicts were not used.",
  left_open:
    "The model gave no usable reply about some criteria, and without them there is no fair number. What it did answer is kept: asking again asks only for what is open.",
  not_estimated:
    "No model is connected, and the offline estimate knows too few of this problem’s criteria to give one. It needs a model or your own marks.",
};

/** What went wrong with the judge, for whoever waits for it. */
export function describeJudgeError(kind: JudgeErrorKind): string {
  return USER_MESSAGES[kind];
}

const KEPT = "Your answers and drawing are kept.";

type FailedTask = Pick<GradingTask, "failedTries" | "textFailures" | "interruptions" | "waitedMs">;

/**
 * Decides what becomes of a grading after an error. Null for an error that is neither the judge's nor
 * the text's: it is a defect or an outage of our own, and the queue tries it again.
 * @param random 0–1, for the jitter
 */
export function decideAfterFailure(
  error: unknown,
  task: FailedTask,
  state: {
    isStopping: boolean;
    isOutOfTime: boolean;
    /** Its turn came after a wait that says nothing of the model: its tries are counted, not its time. */
    isInTurn?: boolean;
    firstDelayMs: number;
  },
  random: () => number = Math.random,
): AfterFailure | null {
  if (error instanceof TextTaskError) return decideAfterText(error, task, state, random);
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
      countsAsTextFailure: false,
    };
  }
  const countsAsFailure = errorKind !== "rate_limited" || state.isInTurn === true;
  const isTooOften = countsAsFailure && task.failedTries + 1 >= MAX_FAILURES;
  const isTooLong = task.waitedMs > MAX_WAIT_MS && !state.isInTurn;
  if (!error.retryable || isTooOften || isTooLong) {
    return { kind: "give_up", errorKind, userMessage };
  }
  const backoffMs = Math.min(MAX_DELAY_MS, state.firstDelayMs * 2 ** task.failedTries);
  const delayMs = Math.round((error.retryAfterMs ?? backoffMs) * (1 + JITTER_SHARE * random()));
  return {
    kind: "try_later",
    errorKind,
    userMessage,
    delayMs,
    countsAsFailure,
    countsAsTextFailure: false,
  };
}

/** What becomes of a grading whose text could not be read. */
function decideAfterText(
  error: TextTaskError,
  task: FailedTask,
  state: { firstDelayMs: number },
  random: () => number,
): AfterFailure {
  const delayMs = Math.round(state.firstDelayMs * (1 + JITTER_SHARE * random()));
  if (!error.isOwnDoing) {
    return {
      kind: "try_later",
      errorKind: "busy",
      delayMs,
      countsAsFailure: false,
      countsAsTextFailure: false,
      userMessage: `Many answers are being graded. Yours is waiting its turn. ${KEPT}`,
    };
  }
  if (task.textFailures + 1 >= MAX_TEXT_FAILURES) return TEXT_GIVEN_UP;
  return {
    kind: "try_later",
    errorKind: "unreadable",
    delayMs,
    countsAsFailure: false,
    countsAsTextFailure: !isSuspect(task),
    userMessage: `Reading this answer took more time or memory than an answer should. ${KEPT}`,
  };
}

const TEXT_GIVEN_UP: AfterFailure = {
  kind: "give_up",
  errorKind: "unreadable",
  userMessage: `Reading this answer took more time or memory than an answer should, ${MAX_TEXT_FAILURES} times over. ${KEPT} A person will look at it.`,
};

/** Whether its text may be what ended an earlier try, so that nothing else must run beside it. */
export function isSuspect(task: Pick<GradingTask, "textFailures" | "interruptions">): boolean {
  return task.textFailures > 0 || task.interruptions > 0;
}

/** Refuses a grading whose tries ended again and again before they could say why. */
export function tooManyRestarts(
  task: Pick<GradingTask, "textFailures" | "interruptions">,
): AfterFailure | null {
  if (task.textFailures >= MAX_TEXT_FAILURES) return TEXT_GIVEN_UP;
  if (task.interruptions <= MAX_INTERRUPTIONS) return null;
  return {
    kind: "give_up",
    errorKind: "interrupted",
    userMessage: `Grading was interrupted ${MAX_INTERRUPTIONS} times. ${KEPT}`,
  };
}
