import { LENSES } from "#domain/problems/scale";
import { listAllCriteria, weightOf } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { JudgeError } from "./judge";
import type { Judge } from "./judge";
import type { Coverage } from "#domain/grading/verdicts";

/**
 * Share of the weight, through every lens, that a judge must have something to judge by. Set by hand:
 * with less, the total would say more about which criteria it knows than about the answer.
 */
const MIN_COVERED_SHARE = 0.6;

/**
 * Null for a judge that reads: it can judge any criterion. Those of the curveball count as others do.
 * @param asked what of the rubric is asked; all of it where nothing is said
 */
export function measureCoverage(
  { covers }: Pick<Judge, "covers">,
  rubric: Rubric,
  asked: Rubric = rubric,
): Coverage | null {
  if (!covers) return null;
  const known = covers(rubric);
  const criteria = listAllCriteria(asked);
  const shares = LENSES.map((lens) => {
    const sum = (ids: ReadonlySet<string> | null): number =>
      asked.criteria.reduce(
        (total, one) => total + (ids && !ids.has(one.id) ? 0 : weightOf(one, lens)),
        0,
      );
    return sum(known) / sum(null);
  });
  return {
    isEnough: Math.min(...shares) >= MIN_COVERED_SHARE,
    covered: criteria.filter(({ id }) => known.has(id)).length,
    of: criteria.length,
  };
}

/** @throws JudgeError `not_estimated` when the judge has too little to judge this rubric by */
export function requireCoverage(judge: Judge, rubric: Rubric, asked: Rubric = rubric): void {
  const coverage = measureCoverage(judge, rubric, asked);
  if (coverage === null || coverage.isEnough) return;
  throw notEstimated(
    `${coverage.covered} of ${coverage.of} criteria can be judged without a model`,
  );
}

export function notEstimated(message: string): JudgeError {
  return new JudgeError("not_estimated", message, { retryable: false });
}
