import { listAsked } from "#domain/rubrics/bars";
import { weightOf } from "#domain/rubrics/rubric.schema";
import { reaches } from "./reach";
import { scoreVerdicts } from "./score";
import type { Lens } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { Score } from "./score";
import type { Verdict } from "#domain/grading/verdicts";

/** Bars reached: 0 none, 1 mid, 2 senior, 3 staff. */
type ScoreBy = Pick<Score, "total" | "sections"> & { barsReached: number };

/**
 * The score of some verdicts, whoever gave them, by the same sums as a grade's. A criterion that is
 * not in `verdicts` counts as one that could not be assessed: it leaves the total.
 *
 * @returns points of 100
 */
export function scoreBy(
  rubric: Rubric,
  verdicts: ReadonlyMap<string, Verdict>,
  lens: Lens,
): ScoreBy {
  const scored = rubric.criteria.map((criterion) => ({
    id: criterion.id,
    section: criterion.section,
    level: criterion.level,
    weight: weightOf(criterion, lens),
    verdict: verdicts.get(criterion.id) ?? ("cannot_assess" as const),
  }));
  const { total, sections } = scoreVerdicts(scored, rubric);
  const reached = listAsked(rubric.bars).filter((asked) => reaches(scored, rubric, asked));
  return { total, sections, barsReached: reached.length };
}
