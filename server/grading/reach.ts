import { earn, scoreVerdicts } from "./score";
import type { StaffShare } from "#domain/grading/level";
import type { Asked } from "#domain/rubrics/bars";
import type { Score, ScoredCriterion, ScoreRules } from "./score";

/** Sums of fractions that mean half must count as half. */
const HAIR = 1e-9;

/** Whether an answer has what a level asks: its points, and its share of the staff weight. */
export function reaches(
  criteria: readonly ScoredCriterion[],
  rules: ScoreRules,
  asked: Asked,
): boolean {
  const score = scoreVerdicts(criteria, rules);
  const share = shareOfStaff(criteria, score, asked);
  return score.total >= asked.points && (!share || share.earned >= share.needed);
}

/**
 * What the staff criteria earn of their own weight: of those assessed and not excluded, a partial
 * counting half. Nothing where none could be assessed. Undefined where the level asks for points alone.
 */
export function shareOfStaff(
  criteria: readonly ScoredCriterion[],
  { excluded }: Pick<Score, "excluded">,
  { weightOfStaff: needed }: Asked,
): StaffShare | undefined {
  if (needed === null) return undefined;
  const counted = criteria.filter(
    ({ id, level, verdict }) =>
      level === "staff" && verdict !== "cannot_assess" && !excluded.has(id),
  );
  const possible = counted.reduce((sum, { weight }) => sum + weight, 0);
  if (possible === 0) return { needed, earned: 0, isNear: false };
  const points = counted.reduce((sum, { weight, verdict }) => sum + earn(weight, verdict), 0);
  const target = needed * possible - HAIR;
  const isReached = points >= target;
  const isNear = counted.some(({ weight, verdict }) => {
    const own = earn(weight, verdict);
    return isReached ? points - own < target : points - own + weight >= target;
  });
  // The exact share would be lost in a quotient: half is said as half.
  const earned = isReached ? Math.max(points / possible, needed) : points / possible;
  return { needed, earned: Math.min(1, earned), isNear };
}
