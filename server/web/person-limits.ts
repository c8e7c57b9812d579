import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../errors";
import { describeWait } from "../text/describe-wait";

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
/** Somebody who tries one address after the other; as many GETs leave for addresses that they typed. */
const MODEL_LISTS_PER_HOUR = 30;

/** Counts what a person asks for. @throws AppError `too_many` */
type PersonLimit = (userId: string) => Promise<void>;

/** Counts checks of unsaved drafts by person, in this process: each takes it a moment of work. */
export function createPreviewLimit(perMinute: number): PersonLimit {
  return createLimit(perMinute, MINUTE_S, (waitMs) => {
    const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
    return new AppError("too_many", {
      message: "preview limit reached",
      userMessage: `The preview pauses for ${seconds} seconds: it got too many requests. What you wrote is still here and can be saved.`,
    });
  });
}

/** Counts questions to servers which models they have, by person, in this process. */
export function createModelListLimit(): PersonLimit {
  return createLimit(
    MODEL_LISTS_PER_HOUR,
    HOUR_S,
    (waitMs) =>
      new AppError("too_many", {
        message: "model list limit reached",
        userMessage: `You have listed models ${MODEL_LISTS_PER_HOUR} times in the past hour. Type the model’s name, or wait ${describeWait(waitMs)}.`,
      }),
  );
}

function createLimit(
  points: number,
  duration: number,
  refuse: (waitMs: number) => AppError,
): PersonLimit {
  const limiter = new RateLimiterMemory({ points, duration });
  return async function take(userId) {
    try {
      await limiter.consume(userId);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw refuse(error.msBeforeNext);
    }
  };
}
