import { describe, expect, it } from "vitest";
import { LEVEL_MARGIN, findLevel, sayLevel } from "./level";

const BARS = [
  { level: "staff", bar: 85 },
  { level: "mid", bar: 40 },
  { level: "senior", bar: 70 },
] as const;

describe("a level", () => {
  it.each([
    [10, "below mid"],
    [36, "just below mid"],
    [40, "at the mid bar"],
    [44, "at the mid bar"],
    [44.1, "mid level"],
    [65.9, "mid level"],
    [66, "between mid and senior"],
    [69.9, "between mid and senior"],
    [70, "at the senior bar"],
    [80, "senior level"],
    [84, "between senior and staff"],
    [85, "at the staff bar"],
    [95, "staff level"],
  ])("of %d is %s", (total, said) => {
    expect(sayLevel(total, BARS)).toBe(said);
  });

  it("is said by one margin on both sides", () => {
    expect(sayLevel(70 - LEVEL_MARGIN, BARS)).toContain("between");
    expect(sayLevel(70 + LEVEL_MARGIN, BARS)).toContain("bar");
  });

  it("of staff takes its share of the staff criteria too", () => {
    const at = (earned: number, isNear = false) => [
      ...BARS.filter(({ level }) => level !== "staff"),
      { level: "staff" as const, bar: 85, ofStaff: { needed: 0.5, earned, isNear } },
    ];
    expect(sayLevel(95, at(0.6))).toBe("staff level");
    expect(sayLevel(95, at(0.2))).toBe("senior level");
    expect(sayLevel(95, at(0.45, true))).toBe("between senior and staff");
    expect(sayLevel(95, at(0.5, true))).toBe("at the staff bar");
    expect(sayLevel(82, at(0.6))).toBe("between senior and staff");
    expect(sayLevel(82, at(0.2))).toBe("senior level");
    expect(findLevel(95, at(0.2)).next?.level).toBe("staff");
  });
});
