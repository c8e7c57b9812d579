import { LEVELS } from "#server/problems/scale";
import { scoreVerdicts } from "#server/grading/score";
import { weightOf } from "#server/rubrics/rubric.schema";
import type { Score } from "#server/grading/score";
import type { Verdict } from "#server/grading/verdicts";
import type { Lens } from "#server/problems/scale";
import type { Rubric } from "#server/rubrics/rubric.schema";

/**
 * The score of some verdicts by the product's own code. A criterion that is not in `verdicts` counts
 * as one that could not be assessed: it leaves the total.
 *
 * @returns points of 100
 */
export function scoreBy(
  rubric: Rubric,
  verdicts: ReadonlyMap<string, Verdict>,
  lens: Lens,
): Pick<Score, "total" | "sections"> {
  const scored = rubric.criteria.map((criterion) => ({
    id: criterion.id,
    section: criterion.section,
    level: criterion.level,
    weight: weightOf(criterion, lens),
    verdict: verdicts.get(criterion.id) ?? ("cannot_assess" as const),
  }));
  const { total, sections } = scoreVerdicts(scored, rubric);
  return { total, sections };
}

/** How many bars a total reaches: 0 none, 1 mid, 2 senior, 3 staff. */
export function countBarsReached(total: number, bars: Rubric["bars"]): number {
  return LEVELS.filter((level) => total >= bars[level]).length;
}

/** Points that the heaviest criterion is worth. */
export function heaviestShare({ criteria }: Rubric, lens: Lens): number {
  const weights = criteria.map((criterion) => weightOf(criterion, lens));
  return (100 * Math.max(...weights)) / weights.reduce((sum, weight) => sum + weight, 0);
}
