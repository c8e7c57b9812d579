import type { Request, RequestHandler, Response } from "express";
import { watchSchema } from "#domain/notices/watch.schema";
import { getViewer } from "../accounts/sessions";
import type { Viewer } from "../accounts/sessions";
import { requireSubmittedAttempt } from "../attempts/visible-attempt";
import type { Db } from "../db/client";
import { AppError } from "../errors";
import { getGradeState } from "../grades/grade-state";
import { getNoticeState } from "../notices/get-notice-state";
import type { EventHub } from "./event-hub";
import { createStreamLimit } from "./stream-limit";
import { requireViewer } from "./viewer";

/** Proxies close a silent connection after a minute or so. */
const HEARTBEAT_MS = 15_000;
/** A tab whose stream made room for a newer one looks again after this, so that tabs take turns. */
const CROWDED_RETRY_MS = 60_000;
/** The session is looked at before anything is sent, and this often where nothing is. */
const SESSION_CHECK_MS = 5 * 60_000;

/**
 * GET /api/events?person=…&attempt=…: a person's notices as they come, and the gradings of the
 * attempts that are named. The state is sent at once on every connection, so a reload or a lost
 * connection misses nothing. It ends with the session.
 */
export function eventsRoute(tools: {
  db: Db;
  hub: EventHub;
  streamsPerPerson: number;
}): RequestHandler {
  const { db, hub } = tools;
  const limit = createStreamLimit(tools.streamsPerPerson);
  return async (request, response, next) => {
    try {
      const viewer = requireViewer(response);
      const attemptIds = readWatched(request, viewer);
      const watched = await Promise.all(
        attemptIds.map((attemptId) => findGrading(db, { attemptId, viewer })),
      );
      // Gone meanwhile: nothing would count it out again.
      if (response.destroyed) return;
      const leave = limit.enter(viewer.id, () => response.end(`retry: ${CROWDED_RETRY_MS}\n\n`));
      const session = watchSession(db, response.locals.sessionToken as string, viewer);
      const stream = openStream(response, session, (error) =>
        request.log.warn({ err: error }, "event stream broke off"),
      );
      const stops = [
        hub.subscribe(
          viewer.id,
          stream.source("notices", () => getNoticeState(db, viewer.id)),
        ),
        ...watched.map(({ attemptId, gradeId }) =>
          hub.subscribe(
            gradeId,
            stream.source("grade", async () => {
              const state = await getGradeState(db, attemptId);
              return state && { attemptId, state };
            }),
          ),
        ),
        repeat(HEARTBEAT_MS, () => response.write(": still here\n\n")),
        repeat(SESSION_CHECK_MS, stream.checkSession),
      ];
      response.on("close", () => {
        leave();
        for (const stop of stops) stop();
      });
    } catch (error) {
      next(error);
    }
  };
}

/**
 * The attempts to follow.
 * @throws AppError `bad_request` for an address that is none of ours; `forbidden` when the page was
 *   made for somebody else than who is signed in now
 */
function readWatched(request: Request, viewer: Viewer): string[] {
  const asked = watchSchema.safeParse(request.query);
  if (!asked.success) {
    throw new AppError("bad_request", {
      message: "an event stream without a person, or of too many attempts",
      userMessage: "There is no such stream.",
    });
  }
  if (asked.data.person !== viewer.id) {
    throw new AppError("forbidden", {
      message: `${viewer.id} asked for the stream of another person`,
      userMessage: "Someone else is signed in here now. Reload the page.",
    });
  }
  return [...new Set(asked.data.attempt)];
}

async function findGrading(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
): Promise<{ attemptId: string; gradeId: string }> {
  const { id } = await requireSubmittedAttempt(db, who);
  const state = await getGradeState(db, id);
  if (!state) throw new Error(`submitted attempt ${id} has no grading`);
  return { attemptId: id, gradeId: state.gradeId };
}

/** Tells whether the session still is that of this person, with the rights they came with. */
function watchSession(db: Db, token: string, viewer: Viewer): () => Promise<boolean> {
  return async () => {
    const now = await getViewer(db, token);
    return now?.id === viewer.id && now.role === viewer.role;
  };
}

type Stream = {
  /**
   * Sends what `read` gives: at once, and each time that the function it returns is called. One read
   * at a time; a change during a read is followed by another read. Null sends nothing.
   */
  source: (event: string, read: () => Promise<unknown>) => () => void;
  checkSession: () => void;
};

function openStream(
  response: Response,
  isStillValid: () => Promise<boolean>,
  onError: (error: unknown) => void,
): Stream {
  response
    .status(200)
    .set({
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    });
  response.flushHeaders();

  /** The browser connects again by itself: it is told the state then, or that it is signed out. */
  async function orEnd(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      onError(error);
      response.end();
    }
  }

  function source(event: string, read: () => Promise<unknown>): () => void {
    let isBusy = false;
    let isStale = false;

    async function send(): Promise<void> {
      isStale = true;
      if (isBusy) return;
      isBusy = true;
      while (isStale && !response.writableEnded) {
        isStale = false;
        if (!(await isStillValid())) return void response.end();
        const state = await read();
        if (state === null || response.writableEnded) break;
        response.write(`event: ${event}\ndata: ${JSON.stringify(state)}\n\n`);
      }
      isBusy = false;
    }

    const tell = () => void orEnd(send);
    tell();
    return tell;
  }

  return {
    source,
    checkSession: () =>
      void orEnd(async () => {
        if (!(await isStillValid())) response.end();
      }),
  };
}

/** @returns a function that stops it */
function repeat(everyMs: number, work: () => void): () => void {
  const timer = setInterval(work, everyMs);
  return () => clearInterval(timer);
}
