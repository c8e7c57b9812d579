import { listAllCriteria, weightOf } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { Lens } from "#domain/problems/scale";
import type { CriterionGrade, Grade } from "#domain/grading/grade.schema";
import { scoreVerdicts } from "./score";
import type { ScoredCriterion } from "./score";
import { standAtBars } from "./stand-at-bars";
import type { Verdict } from "#domain/grading/verdicts";

/** Written on a criterion whose evidence was lost: it is scored as not met though nobody could tell. */
export const LOST_NOTE = "Counts as not shown until a person decides.";

export type Rescored = Pick<Grade, "total" | "uncappedTotal" | "caps" | "sections" | "bars">;

/**
 * The score of stored verdicts with some of them replaced by a person's: the same arithmetic as when
 * the judge's were scored, so that with no replacement it is the judge's score. Points of 100. What
 * the rubric says follows from a criterion is not drawn again: a person speaks of one criterion.
 */
export function rescore(
  judged: readonly Pick<CriterionGrade, "id" | "verdict" | "notes">[],
  personal: ReadonlyMap<string, Verdict>,
  rubric: Rubric,
  lens: Lens,
): Rescored {
  const byId = new Map(judged.map((criterion) => [criterion.id, criterion]));
  const scored = listAllCriteria(rubric).flatMap((criterion): ScoredCriterion[] => {
    const stored = byId.get(criterion.id);
    if (!stored) return [];
    const judges = stored.notes.includes(LOST_NOTE) ? "not_met" : stored.verdict;
    const { id, section, level } = criterion;
    const verdict = personal.get(id) ?? judges;
    return [{ id, section, level, weight: weightOf(criterion, lens), verdict }];
  });
  const { total, uncappedTotal, caps, sections } = scoreVerdicts(scored, rubric);
  return { total, uncappedTotal, caps, sections, bars: standAtBars(scored, rubric, rubric.bars) };
}
