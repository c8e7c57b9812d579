import { describe, expect, it } from "vitest";
import { toBest, toResult } from "./result";

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
