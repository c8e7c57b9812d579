import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "../errors";

const MINUTE_S = 60;

/** Counts checks of unsaved drafts by person, in this process: each takes it a moment of work. */
export function createPreviewLimit(perMinute: number): (userId: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: MINUTE_S });
  return async function takePreview(userId) {
    try {
      await limiter.consume(userId);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
      throw new AppError("too_many", {
        message: "preview limit reached",
        userMessage: `The preview pauses for ${seconds} seconds: it got too many requests. What you wrote is still here and can be saved.`,
      });
    }
  };
}
