import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sayLevel } from "#domain/grading/level";
import { listAsked } from "#domain/rubrics/bars";
import { reaches } from "./reach";
import { scoreVerdicts } from "./score";
import {
  NO_RULES,
  criteriaArbitrary,
  rulesArbitrary,
  scored,
} from "../../test/support/scored-criteria";
import { standAtBars } from "./stand-at-bars";
import type { Verdict } from "#domain/grading/verdicts";

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

describe("a staff bar with a share of the staff criteria", () => {
  const bars = { mid: 40, senior: 60, staff: { points: 80, weightOfStaff: 0.5 } };
  /** Ninety points of mid or senior, and three staff criteria of 4, 4 and 2. */
  function staffOf(first: Verdict, second: Verdict, third: Verdict, base = 90) {
    const criteria = [
      scored("base", "met", base),
      scored("rest", "not_met", 90 - base),
      scored("first", first, 4, { level: "staff" }),
      scored("second", second, 4, { level: "staff" }),
      scored("third", third, 2, { level: "staff" }),
    ];
    const staff = standAtBars(criteria, NO_RULES, bars)[2];
    if (staff?.ofStaff === undefined) throw new Error("staff asks for a share");
    const { total } = scoreVerdicts(criteria, NO_RULES);
    const said = sayLevel(total, standAtBars(criteria, NO_RULES, bars));
    return { ...staff, ofStaff: staff.ofStaff, said };
  }

  it("isn't reached by points alone", () => {
    const none = staffOf("not_met", "not_met", "not_met");
    expect(none).toMatchObject({ standing: "below", said: "senior level" });
    expect(none.ofStaff).toEqual({ needed: 0.5, earned: 0, isNear: false });
    expect(none.separates).toEqual(["first", "second"]);
  });

  it("isn't reached by staff criteria without the points", () => {
    expect(staffOf("met", "met", "met", 55)).toMatchObject({ standing: "below" });
  });

  it("is near one criterion from half of the weight, on both sides", () => {
    expect(staffOf("met", "not_met", "not_met")).toMatchObject({
      standing: "approaching",
      separates: ["second"],
      ofStaff: { earned: 0.4, isNear: true },
      said: "between senior and staff",
    });
    expect(staffOf("met", "not_met", "partial")).toMatchObject({
      standing: "at",
      separates: [],
      ofStaff: { earned: 0.5, isNear: true },
      said: "at the staff bar",
    });
    expect(staffOf("met", "met", "met")).toMatchObject({
      standing: "above",
      ofStaff: { earned: 1, isNear: false },
      said: "staff level",
    });
  });

  it("leaves out what couldn't be assessed", () => {
    expect(staffOf("cannot_assess", "not_met", "met").ofStaff.earned).toBeCloseTo(1 / 3);
    const unseen = staffOf("cannot_assess", "cannot_assess", "cannot_assess");
    expect(unseen).toMatchObject({ standing: "below", ofStaff: { earned: 0, isNear: false } });
  });

  it("is no bar of a rubric without one", () => {
    const levels = standAtBars([scored("a", "met")], NO_RULES, { mid: 40, senior: 60 });
    expect(levels.map(({ level }) => level)).toEqual(["mid", "senior"]);
    expect(sayLevel(100, levels)).toBe("senior level");
  });

  it("is reached by raising what separates, and one more met criterion never loses it", () => {
    const asked = listAsked(bars)[2];
    if (!asked) throw new Error("no staff bar");
    fc.assert(
      fc.property(criteriaArbitrary, fc.nat(), (criteria, at) => {
        const raise = (ids: readonly string[]) =>
          criteria.map((c) => (ids.includes(c.id) ? { ...c, verdict: "met" as const } : c));
        const open = criteria.filter(({ verdict }) => ["not_met", "partial"].includes(verdict));
        const staff = standAtBars(criteria, NO_RULES, bars)[2];
        if (reaches(raise(open.map(({ id }) => id)), NO_RULES, asked)) {
          expect(reaches(raise(staff?.separates ?? []), NO_RULES, asked)).toBe(true);
        }
        const one = open[at % Math.max(1, open.length)];
        if (one && reaches(criteria, NO_RULES, asked)) {
          expect(reaches(raise([one.id]), NO_RULES, asked)).toBe(true);
        }
      }),
    );
  });
});
