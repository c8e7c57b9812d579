import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Lens } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";

/** Points that the heaviest criterion is worth. */
export function heaviestShare({ criteria }: Rubric, lens: Lens): number {
  const weights = criteria.map((criterion) => weightOf(criterion, lens));
  return (100 * Math.max(...weights)) / weights.reduce((sum, weight) => sum + weight, 0);
}
