import type { DebriefPoint, LEFT_OUT_REASONS, MadeDebrief } from "./debrief.schema";

/**
 * Whether a grade has a debrief, and whether that was made after the grade. Grades of drills, estimates
 * and those older than debriefs are without.
 */
export type DebriefState = "with" | "without" | "later";

export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** A point as its candidate may see it: in a reviewer's words where one corrected it. */
export type ShownPoint = Omit<DebriefPoint, "failureId"> & {
  /** Who corrected its wording, and when (ISO 8601); null where it is as the judge wrote it. */
  corrected: { by: string; at: string } | null;
};

/** What of a debrief is shown: no failure it recognised, nothing that was dropped, no struck point. */
export type ShownDebrief = Pick<
  MadeDebrief,
  "isLater" | "heart" | "sinks" | "strengths" | "nextQuestion"
> & {
  /** Worst first. */
  points: ShownPoint[];
  /** Smaller things than the points. */
  asides: NonNullable<MadeDebrief["asides"]>;
};

/** What a report says of a grade's debrief; null where none was due. */
export type DebriefGiven = ShownDebrief | { leftOut: LeftOutReason } | null;
