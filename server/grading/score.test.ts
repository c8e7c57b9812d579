import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoreVerdicts } from "./score";
import type { ScoreRules } from "./score";
import {
  NO_RULES,
  criteriaArbitrary,
  rulesArbitrary,
  scored,
} from "../../test/support/scored-criteria";
import type { Verdict } from "#domain/grading/verdicts";

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
