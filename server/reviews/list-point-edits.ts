import { desc, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { pointEdits } from "../db/tables/reviews";
import type { PointEdit } from "#domain/reviews/point-edit.schema";

/** What reviewers did to the points of a grade's debrief, newest first; also what was taken back. */
export async function listPointEdits(db: DbOrTx, gradeId: string): Promise<PointEdit[]> {
  const rows = await db
    .select({ edit: pointEdits, by: users.name })
    .from(pointEdits)
    .innerJoin(users, eq(users.id, pointEdits.reviewerId))
    .where(eq(pointEdits.gradeId, gradeId))
    .orderBy(desc(pointEdits.createdAt));
  return rows.map(({ edit, by }) => {
    const { id, pointId, reason, wording } = edit;
    const at = edit.createdAt.toISOString();
    const withdrawnAt = edit.withdrawnAt?.toISOString() ?? null;
    const head = { id, pointId, by, at, withdrawnAt };
    return wording === null
      ? { ...head, kind: "struck", reason: reason ?? "" }
      : { ...head, kind: "corrected", wording };
  });
}
