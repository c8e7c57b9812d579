import { describe, expect, it } from "vitest";
import { decileOf, meanAbsoluteError, quantile, shareInOrder, signedBias } from "./totals";

describe("metrics of totals", () => {
  const pairs = [
    { expected: 80, given: 70 },
    { expected: 50, given: 56 },
    { expected: 10, given: 10 },
  ];

  it("tells the mean distance from the mean direction", () => {
    expect(meanAbsoluteError(pairs)).toBeCloseTo(16 / 3, 12);
    expect(signedBias(pairs)).toBeCloseTo(-4 / 3, 12);
    expect(meanAbsoluteError([])).toBeNull();
    expect(signedBias([])).toBeNull();
  });

  it("puts the top into the last decile", () => {
    expect([0, 9.9, 10, 99.9, 100].map(decileOf)).toEqual([0, 0, 1, 9, 9]);
  });

  it("counts pairs in order, ties not", () => {
    expect(shareInOrder([80, 60], [60, 20])).toBe(0.75);
    expect(shareInOrder([80], [])).toBeNull();
  });

  it("finds quantiles by nearest rank", () => {
    expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    expect(quantile([5, 1, 4, 2, 3], 0.95)).toBe(5);
    expect(quantile([5, 1, 4, 2, 3], 0)).toBe(1);
    expect(quantile([], 0.5)).toBeNull();
  });
});
