import type { RequestHandler } from "express";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { saveAttempt } from "../attempts/save-attempt";
import { saveSchema } from "../attempts/save.schema";
import type { Db } from "../db/client";
import { AppError } from "../errors";
import { requireViewer } from "./viewer";

/** A client saves at most about three times a second; this leaves room for three tabs. */
const SAVES_PER_MINUTE = 600;
const MINUTE_S = 60;

/** POST /api/attempts/:attemptId/save: one save in, its reply out once it is durable. */
export function saveRoute(tools: { db: Db }): RequestHandler {
  const limiter = new RateLimiterMemory({ points: SAVES_PER_MINUTE, duration: MINUTE_S });
  return async (request, response, next) => {
    try {
      const viewer = requireViewer(response);
      await requireRoom(limiter, viewer.id);
      const parsed = saveSchema.safeParse(request.body);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        throw new AppError("bad_request", {
          message: `save refused: ${issue?.path.join(".")} ${issue?.message}`,
          userMessage: `This change can't be saved (${issue?.path.join(".")}: ${issue?.message}). What was saved before is kept.`,
        });
      }
      const reply = await saveAttempt(tools.db, {
        attemptId: request.params.attemptId ?? "",
        userId: viewer.id,
        save: parsed.data,
      });
      response.json(reply);
    } catch (error) {
      next(error);
    }
  };
}

async function requireRoom(limiter: RateLimiterMemory, userId: string): Promise<void> {
  try {
    await limiter.consume(userId);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new AppError("too_many", {
      message: "save limit reached",
      userMessage: "Too many saves at once. Your work is kept in this browser and sent shortly.",
    });
  }
}
