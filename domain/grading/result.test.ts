import { describe, expect, it } from "vitest";
import { isBetter, toBest, toResult, toStandingResult } from "./result";

const estimate = { isEstimate: true, isUnreadable: false };

describe("what a grading came to", () => {
  it("is points where a judge read the answer", () => {
    const grade = { total: 62.5, isEstimate: false, isUnreadable: false };
    expect(toResult(grade)).toEqual({ kind: "grade", total: 62.5 });
  });

  it.each([
    [63, 43, 73],
    [59.7, 40, 70],
    [5, 0, 15],
    [0, 0, 10],
    [98.2, 78, 100],
    [100, 80, 100],
  ])("is a range around an estimate of %d", (total, low, high) => {
    expect(toResult({ total, ...estimate })).toEqual({ kind: "estimate", low, high });
  });

  it("is no number where the answer couldn't be read", () => {
    expect(toResult({ total: 59.7, isEstimate: true, isUnreadable: true })).toEqual({
      kind: "unreadable",
    });
  });

  it("is nothing without points", () => {
    expect(toResult({ total: null, ...estimate })).toBeNull();
  });
});

describe("a person's best", () => {
  it("is a grade, whatever estimates say", () => {
    expect(toBest({ grade: 40, estimate: 95 })).toEqual({ kind: "grade", total: 40 });
  });

  it("is an estimate where there is no grade", () => {
    expect(toBest({ grade: null, estimate: 63 })).toEqual({ kind: "estimate", low: 43, high: 73 });
    expect(toBest({ grade: null, estimate: null })).toBeNull();
  });
});

describe("a result with people's verdicts", () => {
  const estimate = { kind: "estimate", low: 40, high: 70 } as const;

  it("is their points where a judge read the answer, or a person signed the whole", () => {
    const grade = { kind: "grade", total: 50 } as const;
    const points = { kind: "grade", total: 63 };
    expect(toStandingResult(grade, { total: 63, isSigned: false })).toEqual(points);
    expect(toStandingResult(estimate, { total: 63, isSigned: true })).toEqual(points);
    expect(toStandingResult({ kind: "unreadable" }, { total: 63, isSigned: true })).toEqual(points);
  });

  it("stays an estimate, moved, or nothing, until then", () => {
    const unsigned = { total: 63, isSigned: false };
    expect(toStandingResult(estimate, unsigned)).toEqual({ kind: "estimate", low: 43, high: 73 });
    expect(toStandingResult({ kind: "unreadable" }, unsigned)).toEqual({ kind: "unreadable" });
  });

  it("is a better best as a grade than as an estimate, and by its points", () => {
    const low = { kind: "grade", total: 5 } as const;
    expect(isBetter(low, estimate)).toBe(true);
    expect(isBetter(estimate, low)).toBe(false);
    expect(isBetter(low, { kind: "grade", total: 5 })).toBe(false);
    expect(isBetter({ kind: "grade", total: 6 }, low)).toBe(true);
    expect(isBetter({ kind: "estimate", low: 50, high: 80 }, estimate)).toBe(true);
    expect(isBetter(estimate, null)).toBe(true);
    expect(isBetter({ kind: "unreadable" }, null)).toBe(false);
  });
});
