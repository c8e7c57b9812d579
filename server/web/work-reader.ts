import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Viewer } from "../accounts/sessions";
import { findLastLate, listLate } from "../attempts/list-late";
import { getAnswers } from "../attempts/get-answers";
import { getDrawingText } from "../attempts/scene-store";
import { requireSubmittedAttempt } from "../attempts/visible-attempt";
import type { Db } from "../db/client";
import { AppError } from "../errors";
import type { LateWork } from "#domain/attempts/late-work";
import type { Scene } from "#domain/diagram/scene.schema";
import type { Lane, Threads } from "../threads/open-threads";
import type { DrawingRead, ReadTasks, WorkCompared, WorkToRead } from "../threads/read-tasks";
import { TextTaskError } from "../threads/text-task-error";

/** Whose look at which attempt. */
type Look = { attemptId: string; viewer: Viewer };

/**
 * What pages show of handed-in work beyond its words. It is read once, in a thread, and kept, as what
 * was handed in doesn't change.
 * @throws AppError `not_found` and `conflict` as for the page itself; `unavailable` when there is no
 *   room for it now. The signal's reason, when the client is gone.
 */
export type WorkReader = {
  drawing: (look: Look, signal: AbortSignal) => Promise<DrawingRead>;
  /** Of a scene that is at hand: a solution's, a sample's. */
  scene: (scene: Scene, signal: AbortSignal) => Promise<DrawingRead>;
  comparison: (
    pair: { before: string; after: string; viewer: Viewer },
    signal: AbortSignal,
  ) => Promise<WorkCompared>;
  /** Null when nothing came late. */
  lateWork: (look: Look, signal: AbortSignal) => Promise<LateWork | null>;
};

type How = { lane: Lane; deadlineMs: number };

/** Milliseconds for one reading. The worst drawings that can be saved take under 1.5 s. */
const DEADLINE_MS = 10_000;
/** Longer than this an input waits in the long lane; drawings of candidates have up to 110,000. */
const LONG_CHARS = 200_000;
/** Of all that is kept, two a character. A full drawing's parts take a megabyte, an ordinary one's 10 kB. */
const MAX_KEPT_BYTES = 12_000_000;
const BYTES_PER_CHAR = 2;
/** So that work of a deleted account doesn't stay in memory. */
const KEPT_MS = 60 * 60_000;

/** A drawing that can't be read in time is shown without its parts. */
const UNREAD: DrawingRead = { isDrawn: true, parts: [] };

export function createWorkReader(db: Db, threads: Pick<Threads<ReadTasks>, "run">): WorkReader {
  const kept = new LRUCache<string, string>({
    maxSize: MAX_KEPT_BYTES,
    sizeCalculation: ({ length }, key) => BYTES_PER_CHAR * (length + key.length),
    ttl: KEPT_MS,
  });
  const underWay = new Map<string, Promise<string>>();

  function start(key: string, make: () => Promise<string>): Promise<string> {
    const reading = make()
      .then((text) => {
        kept.set(key, text);
        return text;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, reading);
    return reading;
  }

  /**
   * What is kept under a key, or is read now, together with whoever else asks for the same. A reading
   * that has begun is ended for nobody who leaves: to stop a thread and start another costs more.
   */
  async function read<Value>(
    key: string,
    signal: AbortSignal,
    make: () => Promise<string>,
  ): Promise<Value> {
    signal.throwIfAborted();
    const text = kept.get(key) ?? (await (underWay.get(key) ?? start(key, make)));
    signal.throwIfAborted();
    return JSON.parse(text) as Value;
  }

  /** @param unread what is kept where reading it is too much */
  async function inThread(
    input: { length: number },
    run: (how: How) => Promise<string>,
    unread: unknown,
  ): Promise<string> {
    const lane = input.length > LONG_CHARS ? "long" : "quick";
    try {
      return await run({ lane, deadlineMs: DEADLINE_MS });
    } catch (error) {
      if (!(error instanceof TextTaskError)) throw error;
      if (error.isOwnDoing) return JSON.stringify(unread);
      throw new AppError("unavailable", {
        message: error.message,
        userMessage: "The server is busy reading other drawings. Try again in a moment.",
        cause: error,
      });
    }
  }

  function readText(drawingText: string): Promise<string> {
    const run = (how: How) => threads.run("readDrawing", [drawingText], how);
    return inThread(drawingText, run, UNREAD);
  }

  async function openWork(attemptId: string): Promise<WorkToRead> {
    const [answers, drawingText] = await Promise.all([
      getAnswers(db, attemptId),
      getDrawingText(db, attemptId),
    ]);
    return { answers, drawingText };
  }

  return {
    drawing: async (look, signal) => {
      const attempt = await requireSubmittedAttempt(db, look);
      return read(`drawing ${keyOf(attempt)}`, signal, async () =>
        readText(await getDrawingText(db, attempt.id)),
      );
    },
    scene: (scene, signal) => {
      const text = JSON.stringify(scene);
      return read(`scene ${createHash("sha256").update(text).digest("base64")}`, signal, () =>
        readText(text),
      );
    },
    comparison: async ({ before, after, viewer }, signal) => {
      const [one, other] = await Promise.all(
        [before, after].map((attemptId) => requireSubmittedAttempt(db, { attemptId, viewer })),
      );
      if (!one || !other) throw new Error("a pair is two");
      const key = `pair ${keyOf(one)} ${keyOf(other)}`;
      const compared = await read<WorkCompared | null>(key, signal, async () => {
        const [from, to] = await Promise.all([openWork(one.id), openWork(other.id)]);
        const length = from.drawingText.length + to.drawingText.length;
        const run = (how: How) => threads.run("compareWork", [from, to], how);
        return inThread({ length }, run, null);
      });
      if (compared !== null) return compared;
      throw new AppError("unavailable", {
        message: `comparing ${one.id} with ${other.id} takes too long`,
        userMessage:
          "These two attempts are too much to compare here. Their reports can be opened.",
      });
    },
    lateWork: async (look, signal) => {
      const attempt = await requireSubmittedAttempt(db, look);
      const lastId = await findLastLate(db, attempt.id);
      if (lastId === null) return null;
      return read(`late ${keyOf(attempt)} ${lastId}`, signal, async () => {
        const [rows, drawingText] = await Promise.all([
          listLate(db, attempt.id),
          getDrawingText(db, attempt.id),
        ]);
        const length = rows.reduce((sum, { payload }) => sum + payload.length, drawingText.length);
        const run = (how: How) => threads.run("readLate", [rows, drawingText], how);
        return inThread({ length }, run, toUnreadLate(rows.at(-1)?.receivedAt ?? ""));
      });
    },
  };
}

/** The id as well: receipts of example data may be alike for work that isn't. */
function keyOf({ id, contentHash }: { id: string; contentHash: string }): string {
  return `${id} ${contentHash}`;
}

function toUnreadLate(receivedAt: string): LateWork {
  return { receivedAt, texts: [], drawing: null, isCut: true };
}
