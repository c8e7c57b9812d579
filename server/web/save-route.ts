import type { Request, RequestHandler, Response } from "express";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { LateLimits } from "../attempts/late-limits";
import { createOwnerCheck } from "../attempts/owner-check";
import { saveAttempt } from "../attempts/save-attempt";
import { saveSchema } from "#domain/attempts/save.schema";
import type { Save } from "#domain/attempts/save.schema";
import type { Db } from "../db/client";
import { MAX_SCENE_BYTES } from "#domain/diagram/scene.schema";
import { AppError } from "../errors";
import { createJsonReader } from "./read-json";
import { requireViewer } from "./viewer";

/** A client saves at most about three times a second; this leaves room for three tabs. */
const SAVES_PER_MINUTE = 600;
const MINUTE_S = 60;
/** One a tab is under way at a time; each holds its whole body in memory until it is parsed. */
const SAVES_AT_ONCE = 10;
const LIMITS = {
  /** A whole scene with its pictures in base64, and five long answers. */
  maxBytes: MAX_SCENE_BYTES * 2,
  /** An arrow's fixed segment lies 7 deep. */
  maxDepth: 16,
  /** As many points as fit into `maxBytes`, at 10 bytes each. */
  maxContainers: 400_000,
  /** Our client sends 1,000 elements of at most 50 keys in one save. */
  maxKeys: 200_000,
  /** An arrow has 36, a save names up to 50 pictures. */
  maxKeysPerObject: 100,
};

/**
 * POST /api/attempts/:attemptId/save: one save in, its reply out once it is durable. Whose attempt it
 * is, and whether there is room for another save, is settled before any of the body is read.
 */
export function saveRoute(tools: { db: Db; late: LateLimits; maxBytes: number }): RequestHandler {
  const limiter = new RateLimiterMemory({ points: SAVES_PER_MINUTE, duration: MINUTE_S });
  const underWay = new Map<string, number>();
  const requireOwn = createOwnerCheck(tools.db);
  const readJson = createJsonReader(LIMITS);

  async function save(request: Request, response: Response, userId: string): Promise<void> {
    const attemptId = request.params["attemptId"] ?? "";
    await requireUnderSaveLimit(limiter, userId);
    await requireOwn({ attemptId, userId });
    const body = parseSave(await readJson(request, response));
    const { late, maxBytes } = tools;
    const input = { attemptId, userId, save: body, late, maxBytes };
    response.json(await saveAttempt(tools.db, input));
  }

  return async (request, response, next) => {
    try {
      const { id } = requireViewer(response);
      const others = underWay.get(id) ?? 0;
      if (others >= SAVES_AT_ONCE) throw tooMany(`${others} saves under way`);
      underWay.set(id, others + 1);
      try {
        await save(request, response, id);
      } finally {
        const left = (underWay.get(id) ?? 1) - 1;
        if (left > 0) underWay.set(id, left);
        else underWay.delete(id);
      }
    } catch (error) {
      next(error);
    }
  };
}

function parseSave(body: unknown): Save {
  const parsed = saveSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError("bad_request", {
    message: `save refused: ${issue?.path.join(".")} ${issue?.message}`,
    userMessage: `This change can't be saved (${issue?.path.join(".")}: ${issue?.message}). What was saved before is kept.`,
  });
}

async function requireUnderSaveLimit(limiter: RateLimiterMemory, userId: string): Promise<void> {
  try {
    await limiter.consume(userId);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw tooMany("save limit reached");
  }
}

function tooMany(message: string): AppError {
  return new AppError("too_many", {
    message,
    userMessage: "Too many saves at once. Your work is kept in this browser and sent shortly.",
  });
}
