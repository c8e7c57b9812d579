import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { attemptTurns } from "../db/tables/turns";
import { AppError } from "../errors";
import type { Turns } from "#domain/attempts/turn.schema";
import { isPending, listTurnRows, listTurns } from "./list-turns";
import { isOver, requireOwnAttempt } from "./own-attempt";

type Input = { attemptId: string; userId: string; turn: number };

/**
 * Passes on a follow-up: what was begun of a reply doesn't count. Doing it again changes nothing.
 * @returns all that the interviewer has said
 * @throws AppError `not_found` for a turn that wasn't asked; `conflict` when the attempt is over, and for
 *   what a retry carried over
 */
export function declineProbe(db: Db, input: Input): Promise<Turns> {
  return setDeclined(db, input, true);
}

/**
 * Takes a follow-up up again.
 * @throws AppError also `conflict` when another was asked since
 */
export function undoDecline(db: Db, input: Input): Promise<Turns> {
  return setDeclined(db, input, false);
}

async function setDeclined(db: Db, input: Input, isDeclined: boolean): Promise<Turns> {
  await db.transaction(async (tx) => {
    const attempt = await requireOwnAttempt(tx, input, { lock: true });
    if (isOver(attempt, 0)) {
      throw new AppError("conflict", {
        message: `attempt ${attempt.id} takes no more replies`,
        userMessage: "The interview is over. Your replies stay as they were.",
      });
    }
    const rows = await listTurnRows(tx, attempt.id);
    const row = rows.find(({ seq, kind }) => seq === input.turn && kind === "probe");
    if (!row || isPending(row)) {
      throw new AppError("not_found", {
        message: `no turn ${input.turn} in attempt ${attempt.id}`,
        userMessage: "There is no such question.",
      });
    }
    if (attempt.probing === "off") {
      throw new AppError("conflict", {
        message: `turn ${input.turn} of attempt ${attempt.id} was carried over`,
        userMessage: "This reply was carried over and is locked. It stays as it was.",
      });
    }
    if ((row.declinedAt !== null) === isDeclined) return;
    if (!isDeclined && rows.some(({ seq }) => seq > row.seq)) {
      throw new AppError("conflict", {
        message: `turn ${input.turn} is not the newest`,
        userMessage: "The interviewer has gone on to another question.",
      });
    }
    // A submit that was read before this starts over: what it freezes has changed.
    await tx
      .update(attempts)
      .set({ revision: sql`${attempts.revision} + 1` })
      .where(eq(attempts.id, attempt.id));
    await tx
      .update(attemptTurns)
      .set({ declinedAt: isDeclined ? sql`now()` : null })
      .where(and(eq(attemptTurns.attemptId, attempt.id), eq(attemptTurns.seq, row.seq)));
  });
  return listTurns(db, input);
}
