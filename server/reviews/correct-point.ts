import type { Db } from "../db/client";
import type { CorrectPointInput } from "#domain/reviews/point-edit.schema";
import { saveEdit } from "./point-edits";
import type { ReviewerAt } from "./reviewable-attempt";

/** Puts a point in other words for its candidate; the judge's are kept. @throws as `saveEdit` */
export async function correctPoint(
  db: Db,
  who: ReviewerAt,
  { gradeId, pointId, ...wording }: CorrectPointInput,
): Promise<void> {
  await saveEdit(db, who, { gradeId, pointId, kind: "corrected", wording });
}
