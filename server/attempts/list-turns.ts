import { and, asc, eq, isNull } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { attemptTurns } from "../db/tables/turns";
import type { Turn, Turns } from "#domain/attempts/turn.schema";
import { requireOwnAttempt } from "./own-attempt";
import type { OwnAttempt } from "./own-attempt";
import { settleByAuthor, waitedMs } from "./save-probe";

/** A worker that has not asked by then, by the database's clock, is not waited for. */
export const PROBE_WAIT_MS = 12_000;

type Who = { attemptId: string; userId: string };
export type TurnRow = typeof attemptTurns.$inferSelect;

/**
 * What the interviewer of an attempt has said, and of a retry what was carried over. A follow-up that was left waiting for too long is asked
 * in its author's words, here and now.
 * @throws AppError `not_found` for an attempt that is not this person's
 */
export async function listTurns(db: Db, who: Who): Promise<Turns> {
  return listTurnsOf(db, await requireOwnAttempt(db, who, { lock: false }));
}

/** As `listTurns`, for an attempt that was read and is known to be this person's. */
export async function listTurnsOf(
  db: Db,
  attempt: Pick<OwnAttempt, "id" | "kind" | "probing">,
): Promise<Turns> {
  if (attempt.probing === "off" && attempt.kind !== "retry") return { opening: null, turns: [] };
  let rows = await listTurnRows(db, attempt.id);
  if (rows.some(isPending)) {
    for (const { id, waited } of await listWaits(db, attempt.id))
      if (waited > PROBE_WAIT_MS) await settleByAuthor(db, id);
    rows = await listTurnRows(db, attempt.id);
  }
  return {
    opening: rows.find(({ kind }) => kind === "opening")?.text ?? null,
    turns: rows.flatMap(toTurn),
  };
}

function listWaits(db: Db, attemptId: string): Promise<{ id: string; waited: number }[]> {
  return db
    .select({ id: attemptTurns.id, waited: waitedMs })
    .from(attemptTurns)
    .where(and(eq(attemptTurns.attemptId, attemptId), isNull(attemptTurns.text)));
}

/** As they are stored, oldest first. */
export function listTurnRows(db: DbOrTx, attemptId: string): Promise<TurnRow[]> {
  return db
    .select()
    .from(attemptTurns)
    .where(eq(attemptTurns.attemptId, attemptId))
    .orderBy(asc(attemptTurns.seq));
}

/** When each follow-up was asked, ISO 8601, by its turn. */
export async function getAskTimes(db: DbOrTx, attemptId: string): Promise<Map<number, string>> {
  const rows = await listTurnRows(db, attemptId);
  return new Map(rows.map(({ seq, askedAt }) => [seq, askedAt.toISOString()]));
}

export function isPending({ text }: Pick<TurnRow, "text">): boolean {
  return text === null;
}

/** As candidates see it: not a word of what it was asked for. */
function toTurn(row: TurnRow): Turn[] {
  if (row.section === null) return [];
  return [{ turn: row.seq, section: row.section, status: statusOf(row), text: row.text }];
}

function statusOf(row: TurnRow): Turn["status"] {
  if (isPending(row)) return "pending";
  if (row.kind === "nothing") return "nothing";
  return row.declinedAt === null ? "asked" : "declined";
}
