import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../../db/client";
import { grades } from "../../db/tables/grades";
import type { Judge } from "../../grading/judge";
import { holdTurn } from "./hold-turn";
import type { HeldTurn } from "./hold-turn";
import { GRADING_RANKS } from "./grading-ranks";
import { leaveLine, takeTurn } from "../../db/turn";

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
  const place = {
    server: oneAtATime.server,
    turnOf: "grading" as const,
    workId: gradeId,
    rank: GRADING_RANKS.candidate,
  };
  if (!open) {
    // It was stopped while a look like this one put it back in line.
    await leaveLine(db, place);
    return "gone";
  }
  const turn = await takeTurn(db, { ...place, waitedMs: open.waitedMs });
  return turn ? holdTurn(db, turn) : "later";
}
