import fc from "fast-check";
import { LEVELS, SECTION_IDS } from "#domain/problems/scale";
import type { ScoredCriterion, ScoreRules } from "#server/grading/score";
import type { Verdict } from "#domain/grading/verdicts";

export const NO_RULES: ScoreRules = { caps: [], exclusions: [] };

/** A criterion of mid in the first section, unless told otherwise. */
export function scored(id: string, verdict: Verdict, weight = 1, changes = {}): ScoredCriterion {
  return { id, section: "scenario", level: "mid", weight, verdict, ...changes };
}

const IDS = ["a", "b", "c", "d", "e", "f", "g"];
/** Seven criteria of any level, weight and verdict. */
export const criteriaArbitrary = fc
  .tuple(
    ...IDS.map((id) =>
      fc.record({
        id: fc.constant(id),
        section: fc.constantFrom(...SECTION_IDS),
        level: fc.constantFrom(...LEVELS),
        weight: fc.integer({ min: 0, max: 200 }).map((tenths) => tenths / 10),
        verdict: fc.constantFrom<Verdict>("met", "partial", "not_met", "cannot_assess"),
      }),
    ),
  )
  .map((tuple) => [...tuple]);

/** Caps and exclusions over the seven. */
export const rulesArbitrary: fc.Arbitrary<ScoreRules> = fc.record({
  caps: fc.array(
    fc.record({
      id: fc.constant("cap"),
      whenNoneMet: fc.subarray(IDS, { minLength: 1 }),
      maxTotal: fc.integer({ min: 0, max: 100 }),
      reason: fc.constant("r"),
    }),
    { maxLength: 3 },
  ),
  exclusions: fc.array(
    fc.record({
      whenMet: fc.constantFrom(...IDS),
      drop: fc.subarray(IDS, { minLength: 1, maxLength: 3 }),
      reason: fc.constant("r"),
    }),
    { maxLength: 3 },
  ),
});
