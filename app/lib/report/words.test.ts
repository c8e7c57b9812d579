import { describe, expect, it } from "vitest";
import { VERDICTS } from "#domain/grading/verdicts";
import { VERDICT_WORDS } from "./verdict-words";
import { findNextBar, sayConfidence, sayStanding, sayWhatLifts } from "./words";
import type { Bar } from "./words";

function bar(level: Bar["level"], points: number, standing: Bar["standing"]): Bar {
  return { level, bar: points, standing, separates: [] };
}

describe("words", () => {
  it("has a different word for every verdict", () => {
    expect(new Set(VERDICTS.map((verdict) => VERDICT_WORDS[verdict])).size).toBe(VERDICTS.length);
  });

  it("says the level of a total and where the next bar is, without a distance", () => {
    const bars = [bar("staff", 80, "below"), bar("mid", 42, "at"), bar("senior", 62, "below")];
    expect(sayStanding({ total: 98, bars, holds: [] })).toBe("Staff level.");
    expect(sayStanding({ total: 53.2, bars, holds: [] })).toBe(
      "Mid level. The senior bar is at 62.",
    );
    expect(sayStanding({ total: 61, bars, holds: [] })).toBe(
      "Between mid and senior. The senior bar is at 62.",
    );
    expect(sayStanding({ total: 20, bars, holds: [] })).toBe("Below mid. The mid bar is at 42.");
  });

  it("says both conditions of staff, and what the answer has of the second", () => {
    const staff = (earned: number) => [
      bar("mid", 42, "above"),
      bar("senior", 62, "above"),
      { ...bar("staff", 80, "below"), ofStaff: { needed: 0.5, earned, isNear: false } },
    ];
    expect(sayStanding({ total: 88, bars: staff(0.4999), holds: [] })).toBe(
      "Senior level. Staff takes 80 points and half of the weight of the staff criteria; this answer has 49% of it.",
    );
    expect(sayStanding({ total: 88, bars: staff(0), holds: [] })).toContain("has none of it");
    expect(sayStanding({ total: 88, bars: staff(0.75), holds: [] })).toBe(
      "Staff level. Staff takes 80 points and half of the weight of the staff criteria; this answer has 75% of it.",
    );
  });

  it("says a held level with its reason, and no bar or distance", () => {
    const bars = [bar("mid", 42, "above"), bar("senior", 62, "above"), bar("staff", 80, "at")];
    const bill = {
      id: "p1",
      headline: "Your launch figure rests on a bill that is ten times too low.",
      number: 1,
    };
    const redis = { id: "p3", headline: "Redis forgets who was charged", number: 3 };
    for (const total of [62, 78, 81, 100]) {
      expect(sayStanding({ total, bars, holds: [bill] })).toBe(
        "Held at mid: your launch figure rests on a bill that is ten times too low (Fix first 1).",
      );
    }
    expect(sayStanding({ total: 78, bars, holds: [{ ...redis, number: null }, bill] })).toBe(
      "Held at mid by 2 points: Redis forgets who was charged; your launch figure rests on a bill that is ten times too low (Fix first 1).",
    );
    expect(sayWhatLifts([bill])).toBe("A new answer that fixes this gets the level of its points.");
    expect(sayWhatLifts([bill, redis])).toContain("fixes these");
  });

  it("says nothing of what holds an answer that is below senior anyway", () => {
    const bars = [bar("mid", 42, "above"), bar("senior", 62, "approaching")];
    const holds = [{ id: "p1", headline: "No queue", number: 1 }];
    expect(sayStanding({ total: 61.9, bars, holds })).toBe(
      "Between mid and senior. The senior bar is at 62.",
    );
  });

  it("finds the lowest bar not reached, in whatever order the bars come", () => {
    const mid = bar("mid", 45, "above");
    const senior = bar("senior", 65, "approaching");
    const staff = bar("staff", 82, "below");
    expect(findNextBar([staff, senior, mid])).toBe(senior);
    expect(
      findNextBar([
        { ...staff, standing: "at" },
        { ...senior, standing: "above" },
      ]),
    ).toBeNull();
    expect(findNextBar([])).toBeNull();
  });

  it("puts confidence in words", () => {
    expect([1, 0.85, 0.84, 0.6, 0.59, 0].map(sayConfidence)).toEqual([
      "high",
      "high",
      "fair",
      "fair",
      "low",
      "low",
    ]);
  });
});
