import { desc, eq, inArray } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { pointEdits } from "../db/tables/reviews";
import type { PointEdit } from "#domain/reviews/point-edit.schema";

/** What reviewers did to the points of a grade's debrief, newest first; also what was taken back. */
export async function listPointEdits(db: DbOrTx, gradeId: string): Promise<PointEdit[]> {
  return (await listEditsByGrade(db, [gradeId])).get(gradeId) ?? [];
}

/** The same of several grades; those without any are left out. */
export async function listEditsByGrade(
  db: DbOrTx,
  gradeIds: readonly string[],
): Promise<Map<string, PointEdit[]>> {
  if (gradeIds.length === 0) return new Map();
  const rows = await db
    .select({ edit: pointEdits, by: users.name })
    .from(pointEdits)
    .innerJoin(users, eq(users.id, pointEdits.reviewerId))
    .where(inArray(pointEdits.gradeId, [...gradeIds]))
    .orderBy(desc(pointEdits.createdAt));
  const byGrade = new Map<string, PointEdit[]>();
  for (const { edit, by } of rows) {
    byGrade.set(edit.gradeId, [...(byGrade.get(edit.gradeId) ?? []), toPointEdit(edit, by)]);
  }
  return byGrade;
}

/** Ids of the points that are struck. */
export function listStruck(edits: readonly PointEdit[] | undefined): Set<string> {
  const standing = edits?.filter(({ withdrawnAt }) => withdrawnAt === null) ?? [];
  return new Set(standing.flatMap(({ kind, pointId }) => (kind === "struck" ? [pointId] : [])));
}

function toPointEdit(edit: typeof pointEdits.$inferSelect, by: string): PointEdit {
  const { id, pointId, reason, wording } = edit;
  const at = edit.createdAt.toISOString();
  const withdrawnAt = edit.withdrawnAt?.toISOString() ?? null;
  const head = { id, pointId, by, at, withdrawnAt };
  return wording === null
    ? { ...head, kind: "struck", reason: reason ?? "" }
    : { ...head, kind: "corrected", wording };
}
