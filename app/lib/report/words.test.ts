import { describe, expect, it } from "vitest";
import { VERDICTS } from "#domain/grading/verdicts";
import { VERDICT_WORDS } from "./verdict-words";
import { findNextBar, sayBars, sayConfidence } from "./words";
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
    expect(sayBars(98, bars)).toBe("Staff level.");
    expect(sayBars(53.2, bars)).toBe("Mid level. The senior bar is at 62.");
    expect(sayBars(61, bars)).toBe("Between mid and senior. The senior bar is at 62.");
    expect(sayBars(20, bars)).toBe("Below mid. The mid bar is at 42.");
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
