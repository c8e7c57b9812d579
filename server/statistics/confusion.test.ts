import { describe, expect, it } from "vitest";
import {
  accuracy,
  addConfusions,
  awardBias,
  balancedAccuracy,
  collapse,
  countPairs,
  macroF1,
} from "./confusion";

/** Pairs of label and verdict out of two lists. */
function tableOf(labels: number[], verdicts: number[], classes: number): number[][] {
  return countPairs(
    labels.map((label, i) => [label, verdicts[i] ?? 0] as const),
    classes,
  );
}

describe("metrics of a confusion table", () => {
  it("counts labels in rows and verdicts in columns", () => {
    expect(tableOf([0, 2, 2], [1, 2, 0], 3)).toEqual([
      [0, 1, 0],
      [0, 0, 0],
      [1, 0, 1],
    ]);
    expect(() => countPairs([[0, 3]], 3)).toThrow(RangeError);
  });

  // The examples of scikit-learn's reference pages.
  it("agrees with known values", () => {
    const balanced = tableOf([0, 1, 0, 0, 1, 0], [0, 1, 0, 0, 0, 1], 2);
    expect(balancedAccuracy(balanced)).toBeCloseTo(0.625, 10);
    const f1 = tableOf([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], 3);
    expect(macroF1(f1)).toBeCloseTo(0.26666, 4);
    expect(accuracy(tableOf([0, 1, 2, 3], [0, 2, 1, 3], 4))).toBe(0.5);
  });

  it("weighs a rare class as much as a common one", () => {
    const table = [
      [90, 0],
      [10, 0],
    ];
    expect(accuracy(table)).toBe(0.9);
    expect(balancedAccuracy(table)).toBe(0.5);
  });

  it("leaves out classes that never occur", () => {
    const table = [
      [3, 0, 1],
      [0, 0, 0],
      [0, 0, 4],
    ];
    expect(balancedAccuracy(table)).toBe((0.75 + 1) / 2);
    expect(macroF1(table)).toBeCloseTo((6 / 7 + 8 / 9) / 2, 12);
  });

  it("has no value without verdicts", () => {
    const none = countPairs([], 3);
    for (const metric of [accuracy, balancedAccuracy, macroF1, awardBias]) {
      expect(metric(none)).toBeNull();
    }
  });

  it("sets met against anything less", () => {
    const table = [
      [5, 1, 2],
      [1, 3, 1],
      [2, 2, 7],
    ];
    expect(collapse(table)).toEqual([
      [10, 3],
      [4, 7],
    ]);
  });

  it("counts half of a thing as half in the award bias", () => {
    // Ten verdicts: one met for nothing, two partial for nothing, one partial for met.
    const table = [
      [3, 2, 1],
      [0, 1, 0],
      [0, 1, 2],
    ];
    expect(awardBias(table)).toBeCloseTo((100 * (1 + 2 * 0.5 - 0.5)) / 10, 12);
    expect(awardBias(transpose(table))).toBeLessThan(0);
  });

  it("adds tables cell by cell", () => {
    const one = [
      [1, 2],
      [3, 4],
    ];
    expect(addConfusions([one, one], 2)).toEqual([
      [2, 4],
      [6, 8],
    ]);
    expect(addConfusions([], 2)).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

/** Label and verdict changed places: what was given too much is now missing. */
function transpose(table: number[][]): number[][] {
  return table.map((row, i) => row.map((_, j) => table[j]?.[i] ?? 0));
}
