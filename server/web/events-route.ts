import type { RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { requireSubmittedAttempt } from "../attempts/visible-attempt";
import type { Db } from "../db/client";
import { getGradeState } from "../grades/grade-state";
import type { GradeState } from "../grades/grade-state";
import type { GradeHub } from "./grade-hub";
import { createStreamLimit } from "./stream-limit";
import { requireViewer } from "./viewer";

/** Proxies close a silent connection after a minute or so. */
const HEARTBEAT_MS = 15_000;
/** A tab whose stream made room for a newer one looks again after this, so that tabs take turns. */
const CROWDED_RETRY_MS = 60_000;

/**
 * GET /api/attempts/:attemptId/events: the grading of an attempt as it goes. The state is sent at
 * once on every connection, so a reload or a lost connection misses nothing; the stream ends with
 * the grading.
 */
export function eventsRoute(tools: {
  db: Db;
  hub: GradeHub;
  streamsPerPerson: number;
}): RequestHandler {
  const limit = createStreamLimit(tools.streamsPerPerson);
  return async (request, response, next) => {
    try {
      const attemptId = request.params.attemptId ?? "";
      const viewer = requireViewer(response);
      await requireSubmittedAttempt(tools.db, { attemptId, viewer });
      const state = await getGradeState(tools.db, attemptId);
      if (!state) throw new Error(`submitted attempt ${attemptId} has no grading`);
      const enter = (close: () => void): (() => void) => limit.enter(viewer.id, close);
      stream(
        response,
        enter,
        state.gradeId,
        tools.hub,
        () => getGradeState(tools.db, attemptId),
        request.log,
      );
    } catch (error) {
      next(error);
    }
  };
}

function stream(
  response: Response,
  enter: (close: () => void) => () => void,
  gradeId: string,
  hub: GradeHub,
  read: () => Promise<GradeState | null>,
  log: Logger,
): void {
  const leave = enter(() => response.end(`retry: ${CROWDED_RETRY_MS}\n\n`));
  response
    .status(200)
    .set({
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    });
  response.flushHeaders();
  let isBusy = false;
  let isStale = false;
  const unsubscribe = hub.subscribe(gradeId, () => void send());
  const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
  response.on("close", end);
  void send();

  /** One read at a time; a change during a read is followed by another read. */
  async function send(): Promise<void> {
    isStale = true;
    if (isBusy) return;
    isBusy = true;
    try {
      while (isStale && !response.writableEnded) {
        isStale = false;
        const state = await read();
        if (!state) break;
        response.write(`event: progress\ndata: ${JSON.stringify(state)}\n\n`);
        if (state.status === "graded" || state.status === "needs_attention") response.end();
      }
    } catch (error) {
      // The browser connects again by itself, and is told the state then.
      log.warn({ err: error, gradeId }, "event stream broke off");
      response.end();
    } finally {
      isBusy = false;
    }
  }

  function end(): void {
    leave();
    clearInterval(heartbeat);
    unsubscribe();
  }
}
