import { eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import type { DebriefPoint, MadeDebrief } from "#domain/grading/debrief.schema";
import type { PointEdit } from "#domain/reviews/point-edit.schema";
import { listPointEdits } from "./list-point-edits";

/** A point as the judge wrote it, with what reviewers did to it. */
export type ReviewedPoint = Pick<
  DebriefPoint,
  "id" | "danger" | "section" | "headline" | "consequence" | "sayInstead" | "failureId" | "sceptic"
> & {
  /** It holds the level below senior, unless it is struck or lifted. */
  isHolding: boolean;
  /** Quotes; null for a part of the drawing. */
  places: (string | null)[];
  /** Newest first; also what was taken back. */
  edits: PointEdit[];
};

/** A debrief as reviewers see it. */
export type ReviewedDebrief = Pick<MadeDebrief, "isLater" | "dropped"> & {
  points: ReviewedPoint[];
};

/** For reviewers alone; null where the grade has no debrief. */
export async function getReviewedDebrief(db: Db, gradeId: string): Promise<ReviewedDebrief | null> {
  const [[grade], edits] = await Promise.all([
    db
      .select({ summary: grades.summary, heldBy: grades.heldBy })
      .from(grades)
      .where(eq(grades.id, gradeId)),
    listPointEdits(db, gradeId),
  ]);
  const debrief = grade?.summary?.debrief;
  if (debrief?.status !== "made") return null;
  return {
    isLater: debrief.isLater,
    dropped: debrief.dropped,
    points: debrief.points.map((point) => ({
      id: point.id,
      danger: point.danger,
      section: point.section,
      headline: point.headline,
      consequence: point.consequence,
      sayInstead: point.sayInstead,
      failureId: point.failureId,
      sceptic: point.sceptic,
      isHolding: grade?.heldBy?.includes(point.id) ?? false,
      places: point.places.map((place) => (place.source === "diagram" ? null : place.quote)),
      edits: edits.filter(({ pointId }) => pointId === point.id),
    })),
  };
}
