import { toWholeTotal } from "#domain/grading/whole-total";
import type { TimePoint } from "./time-line";
import { HELD_WORDS } from "~/lib/report/result-words";

/** What of a score is drawn over time. */
type DatedScore = { attemptId: string; at: string };

/** A total that is held says so in the plot. */
export function toTotalPoint(
  score: DatedScore & { total: number; heldBy?: readonly string[] | undefined },
): TimePoint {
  const point = toPoint(score, toWholeTotal(score.total));
  return score.heldBy === undefined ? point : { ...point, note: HELD_WORDS };
}

export function toPoint({ attemptId, at }: DatedScore, value: number): TimePoint {
  return { key: attemptId, at, value };
}
