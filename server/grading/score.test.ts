import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEVELS, SECTION_IDS } from "#domain/problems/scale";
import { scoreVerdicts } from "./score";
import { standAtBars } from "./stand-at-bars";
import type { ScoredCriterion, ScoreRules } from "./score";
import type { Verdict } from "#domain/grading/verdicts";

const NO_RULES: ScoreRules = { caps: [], exclusions: [] };

function scored(id: string, verdict: Verdict, weight = 1, changes = {}): ScoredCriterion {
  return { id, section: "scenario", level: "mid", weight, verdict, ...changes };
}

describe("scoreVerdicts", () => {
  it("adds weights by verdict over what was assessed", () => {
    const score = scoreVerdicts(
      [
        scored("a", "met", 3),
        scored("b", "partial", 2),
        scored("c", "not_met", 3, { section: "evaluation" }),
        scored("d", "cannot_assess", 10, { section: "components" }),
      ],
      NO_RULES,
    );
    expect(score.total).toBe(50); // (3 + 1) / 8
    expect(score.assessedWeight).toBe(8);
    expect(score.sections.find((s) => s.section === "scenario")).toEqual({
      section: "scenario",
      points: 4,
      possible: 5,
      percent: 80,
    });
    expect(score.sections.find((s) => s.section === "evaluation")?.percent).toBe(0);
    expect(score.sections.find((s) => s.section === "components")?.percent).toBeNull();
  });

  it("caps the total only when every listed criterion is known to be not met", () => {
    const caps = [{ id: "gap", whenNoneMet: ["b", "c"], maxTotal: 30, reason: "r" }];
    const at = (b: Verdict, c: Verdict) =>
      scoreVerdicts([scored("a", "met", 8), scored("b", b), scored("c", c)], {
        caps,
        exclusions: [],
      });
    expect(at("not_met", "not_met")).toMatchObject({ total: 30, uncappedTotal: 80 });
    expect(at("not_met", "partial")).toMatchObject({ total: 85, caps: [] });
    expect(at("not_met", "cannot_assess").caps).toEqual([]);
  });

  it("tells of a cap only where it lowers the total, and knows of those the points don't reach", () => {
    const caps = [
      { id: "low", whenNoneMet: ["b"], maxTotal: 30, reason: "r" },
      { id: "even", whenNoneMet: ["b"], maxTotal: 50, reason: "r" },
      { id: "high", whenNoneMet: ["b"], maxTotal: 60, reason: "r" },
    ];
    const at = (a: Verdict) =>
      scoreVerdicts([scored("a", a), scored("b", "not_met")], { caps, exclusions: [] });
    const half = at("met");
    expect(half).toMatchObject({ total: 30, uncappedTotal: 50, caps: [{ id: "low" }] });
    const nothing = at("not_met");
    expect(nothing).toMatchObject({ total: 0, uncappedTotal: 0, caps: [] });
    expect([...nothing.triggeredCaps]).toEqual(["low", "even", "high"]);
  });

  it("drops what another right way makes needless, and lifts the cap that hung on it", () => {
    const rules: ScoreRules = {
      caps: [{ id: "gap", whenNoneMet: ["b"], maxTotal: 10, reason: "r" }],
      exclusions: [{ whenMet: "a", drop: ["b"], reason: "did a instead" }],
    };
    const score = scoreVerdicts([scored("a", "met"), scored("b", "not_met")], rules);
    expect(score).toMatchObject({ total: 100, caps: [] });
    expect([...score.excluded]).toEqual([["b", "did a instead"]]);
    const without = scoreVerdicts([scored("a", "not_met"), scored("b", "not_met")], rules);
    expect(without.excluded.size).toBe(0);
  });

  it("never lets an exclusion take away what was earned", () => {
    const exclusions = [{ whenMet: "a", drop: ["b", "c"], reason: "r" }];
    const score = scoreVerdicts(
      [
        scored("a", "met"),
        scored("b", "met", 9),
        scored("c", "partial"),
        scored("d", "not_met", 90),
      ],
      { caps: [], exclusions },
    );
    expect(score.excluded.size).toBe(0);
  });

  it("scores nothing as 0 with no weight, which is no grade", () => {
    expect(scoreVerdicts([scored("a", "cannot_assess")], NO_RULES)).toMatchObject({
      total: 0,
      assessedWeight: 0,
    });
  });
});

const IDS = ["a", "b", "c", "d", "e", "f", "g"];
const criteriaArbitrary = fc
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
const rulesArbitrary: fc.Arbitrary<ScoreRules> = fc.record({
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

describe("scoreVerdicts, for any rubric", () => {
  it("stays within 0 and 100, and every section too", () => {
    fc.assert(
      fc.property(criteriaArbitrary, rulesArbitrary, (criteria, rules) => {
        const { total, uncappedTotal, sections } = scoreVerdicts(criteria, rules);
        for (const points of [total, uncappedTotal, ...sections.map((s) => s.percent ?? 0)]) {
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(100);
        }
        expect(total).toBeLessThanOrEqual(uncappedTotal);
      }),
      { numRuns: 500 },
    );
  });

  it("never falls when a verdict rises", () => {
    fc.assert(
      fc.property(criteriaArbitrary, rulesArbitrary, fc.nat(), (criteria, rules, at) => {
        const index = at % criteria.length;
        const steps: Verdict[] = ["not_met", "partial", "met"];
        const totals = steps.map(
          (verdict) =>
            scoreVerdicts(
              criteria.map((c, i) => (i === index ? { ...c, verdict } : c)),
              rules,
            ).total,
        );
        expect(totals).toEqual([...totals].sort((a, b) => a - b));
      }),
      { numRuns: 3000 },
    );
  });

  it("doesn't depend on the order of the criteria", () => {
    fc.assert(
      fc.property(
        criteriaArbitrary.chain((criteria) =>
          fc.tuple(
            fc.constant(criteria),
            fc.shuffledSubarray(criteria, { minLength: criteria.length }),
          ),
        ),
        rulesArbitrary,
        ([criteria, shuffled], rules) => {
          expect(scoreVerdicts(shuffled, rules)).toEqual(scoreVerdicts(criteria, rules));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("standAtBars", () => {
  const bars = { mid: 40, senior: 60, staff: 90 };
  const standings = (met: number) =>
    standAtBars([scored("a", "met", met), scored("b", "not_met", 100 - met)], NO_RULES, bars).map(
      ({ standing }) => standing,
    );

  it("names the standing within 4 points of each bar", () => {
    expect(standings(35)).toEqual(["below", "below", "below"]);
    expect(standings(36)).toEqual(["approaching", "below", "below"]);
    expect(standings(40)).toEqual(["at", "below", "below"]);
    expect(standings(44)).toEqual(["at", "below", "below"]);
    expect(standings(56)).toEqual(["above", "approaching", "below"]);
    expect(standings(100)).toEqual(["above", "above", "above"]);
  });

  it("names the heaviest that carry it over the bar, those of its level first, and no more", () => {
    const criteria = [
      scored("base", "met", 50),
      scored("heavy-staff", "not_met", 20, { level: "staff" }),
      scored("small", "not_met", 8),
      scored("half", "partial", 12),
      scored("tiny", "not_met", 4),
    ];
    const [, senior, staff] = standAtBars(criteria, NO_RULES, { mid: 40, senior: 64, staff: 94 });
    // Now (50 + 6) / 94 = 59.6; with "small" 68.1.
    expect(senior?.separates).toEqual(["small"]);
    expect(staff?.separates).toEqual(["heavy-staff", "small", "half"]);
  });

  it("names what a cap hangs on, which no weight elsewhere can make up for", () => {
    const criteria = [
      scored("a", "met", 10),
      scored("b", "not_met", 5),
      scored("eval", "not_met", 1, { level: "staff" }),
    ];
    const rules = {
      caps: [{ id: "no-eval", whenNoneMet: ["eval"], maxTotal: 50, reason: "r" }],
      exclusions: [],
    };
    const [, senior] = standAtBars(criteria, rules, bars);
    expect(senior?.separates).toEqual(["eval"]);
  });

  it("what separates does carry the answer over the bar, where anything can", () => {
    fc.assert(
      fc.property(criteriaArbitrary, rulesArbitrary, (criteria, rules) => {
        for (const { bar, separates } of standAtBars(criteria, rules, bars)) {
          const raise = (ids: string[]) =>
            scoreVerdicts(
              criteria.map((c) => (ids.includes(c.id) ? { ...c, verdict: "met" as const } : c)),
              rules,
            ).total;
          const open = criteria
            .filter(({ verdict }) => verdict === "not_met" || verdict === "partial")
            .map(({ id }) => id);
          if (raise(open) >= bar && raise(separates) < bar) {
            // Only a criterion that an exclusion left out could still be missing.
            expect(open.some((id) => scoreVerdicts(criteria, rules).excluded.has(id))).toBe(true);
          }
        }
      }),
    );
  });
});
