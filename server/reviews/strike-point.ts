import type { Db } from "../db/client";
import type { StrikePointInput } from "#domain/reviews/point-edit.schema";
import { saveEdit } from "./point-edits";
import type { ReviewerAt } from "./reviewable-attempt";

/** Takes a point out of what the candidate sees; reviewers see it struck. @throws as `saveEdit` */
export async function strikePoint(
  db: Db,
  who: ReviewerAt,
  { gradeId, pointId, reason }: StrikePointInput,
): Promise<void> {
  await saveEdit(db, who, { gradeId, pointId, kind: "struck", reason });
}
