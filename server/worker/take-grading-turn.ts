import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import type { Judge } from "../grading/judge";
import { holdTurn } from "../turns/hold-turn";
import type { HeldTurn } from "../turns/hold-turn";
import { GRADING_RANKS } from "../turns/grading-ranks";
import { takeTurn } from "../turns/take-turn";

/**
 * Takes the turn of a whole grading where the judge's server answers one call after the other.
 * @returns null where no turn is needed; "later" while others are before it; "gone" where the grading has
 *   ended
 */
export async function takeGradingTurn(
  db: Db,
  gradeId: string,
  { oneAtATime }: Judge,
): Promise<HeldTurn | "later" | "gone" | null> {
  if (!oneAtATime) return null;
  const [open] = await db
    .select({
      waitedMs: sql<number>`(extract(epoch from now() - ${grades.queuedAt}) * 1000)::float8`,
    })
    .from(grades)
    .where(and(eq(grades.id, gradeId), inArray(grades.status, ["queued", "running"])));
  if (!open) return "gone";
  const turn = await takeTurn(db, {
    server: oneAtATime.server,
    turnOf: "grading",
    workId: gradeId,
    rank: GRADING_RANKS.candidate,
    waitedMs: open.waitedMs,
  });
  return turn ? holdTurn(db, turn) : "later";
}
