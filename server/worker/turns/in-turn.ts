import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Db } from "../../db/client";
import { JudgeError } from "../../grading/judge";
import { holdTurn } from "./hold-turn";
import { leaveLine, takeTurn } from "../../db/turn";
import type { Turn, Waiting } from "../../db/turn";

/** How often who waits for its call looks: short against the seconds that a call takes. */
const LOOK_EVERY_MS = 100;

/** Candidates wait in front of an open page for these; a grading goes on after the call. */
export const CALL_RANKS = { person: 0, grading: 1 } as const;

/**
 * Makes one call when this server has nothing else to do: never two at a time, over all processes. The
 * time before counts for nothing; only the signal ends it.
 * @throws JudgeError `aborted` where it was stopped in line, or its turn was lost; whatever the call throws
 */
export async function inTurn<Reply>(
  db: Db,
  { server, rank }: Pick<Waiting, "server" | "rank">,
  signal: AbortSignal,
  call: (signal: AbortSignal) => Promise<Reply>,
): Promise<Reply> {
  const waiting = { server, turnOf: "call" as const, workId: randomUUID(), rank };
  const held = holdTurn(db, await waitForTurn(db, waiting, signal));
  try {
    return await call(AbortSignal.any([signal, held.lost]));
  } finally {
    await held.release();
  }
}

async function waitForTurn(
  db: Db,
  waiting: Omit<Waiting, "waitedMs">,
  signal: AbortSignal,
): Promise<Turn> {
  const sinceMs = performance.now();
  while (!signal.aborted) {
    const turn = await takeTurn(db, { ...waiting, waitedMs: performance.now() - sinceMs });
    if (turn) return turn;
    await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  await leaveLine(db, waiting);
  throw new JudgeError("aborted", "stopped before its turn had come", { retryable: true });
}
