import type { Verdict } from "#domain/grading/verdicts";
import type { Lens, Level } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";

/** What one person says of an answer. */
export type Voice = {
  source: "rating" | "sign-off";
  /** Of the criteria that they have a verdict on. */
  verdicts: ReadonlyMap<string, Verdict>;
  /** By the sums of a grade, points of 100; null unless they have a verdict on every criterion. */
  total: number | null;
  /** Of the rubric, 0 to 3; null where the total is. */
  barsReached: number | null;
};

/** An attempt on which a person has spoken, with the newest grade there is. */
export type RatedAttempt = {
  attemptId: string;
  slug: string;
  title: string;
  level: Level;
  lens: Lens;
  model: string;
  rubricVersion: number;
  rubric: Rubric;
  judgedAt: Date;
  judged: ReadonlyMap<string, Verdict>;
  judgeTotal: number;
  /** In the order in which they began. */
  voices: Voice[];
};
