import { RUBRIC } from "../../support/grading-fixture";
import { SECTION_IDS } from "#domain/problems/scale";

/**
 * Milliseconds of the five calls of one answer, by section: uneven, as real calls are. One after
 * the other they take 3.68 times the slowest.
 */
const LATENCIES_MS = [2_000, 1_200, 1_500, 900, 1_760] as const;
export const SLOWEST_MS = Math.max(...LATENCIES_MS);

/** The latency of a call, by the section of the first criterion it asks about. */
export function latencyFor(criterionIds: string[]): number {
  const asked = RUBRIC.criteria.find(({ id }) => criterionIds.includes(id));
  const section = asked ? SECTION_IDS.indexOf(asked.section) : 0;
  return LATENCIES_MS[section] ?? SLOWEST_MS;
}
