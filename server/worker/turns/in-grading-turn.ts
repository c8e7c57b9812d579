import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Db } from "../../db/client";
import type { Judge } from "../../grading/judge";
import { JudgeError } from "../../grading/judge";
import { GRADING_RANKS } from "./grading-ranks";
import { holdTurn } from "./hold-turn";
import { leaveLine, takeTurn } from "../../db/turn";

const LOOK_EVERY_MS = 500;

/**
 * Grades one answer of a dry run or check once no candidate's grading is before it, and lets them come
 * again after it. At once where the judge's server takes all calls.
 * @throws JudgeError `aborted` where it was stopped in line; whatever the work throws
 */
export async function inGradingTurn<Result>(
  db: Db,
  { oneAtATime }: Judge,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (!oneAtATime) return work(signal);
  const sinceMs = performance.now();
  const place = {
    server: oneAtATime.server,
    turnOf: "grading" as const,
    workId: randomUUID(),
    rank: GRADING_RANKS.trial,
  };
  while (!signal.aborted) {
    const turn = await takeTurn(db, { ...place, waitedMs: performance.now() - sinceMs });
    if (turn) {
      const held = holdTurn(db, turn);
      try {
        return await work(AbortSignal.any([signal, held.lost]));
      } finally {
        await held.release();
      }
    }
    await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  await leaveLine(db, place);
  throw new JudgeError("aborted", "stopped before its turn had come", { retryable: true });
}
