import { describe, expect, it } from "vitest";
import { countPairs } from "./confusion";
import { cohenKappa, quadraticKappa } from "./kappa";

describe("cohenKappa", () => {
  it("agrees with known values", () => {
    // The worked example of two readers of 50 grant proposals, Wikipedia "Cohen's kappa".
    const proposals = [
      [20, 5],
      [10, 15],
    ];
    expect(cohenKappa(proposals)).toBeCloseTo(0.4, 10);
    // The example of scikit-learn's cohen_kappa_score.
    const pairs = [2, 0, 2, 2, 0, 1].map((a, i) => [a, [0, 0, 2, 2, 0, 2][i] ?? 0] as const);
    expect(cohenKappa(countPairs(pairs, 3))).toBeCloseTo(0.4285714, 6);
  });

  it("is 1 for agreement, 0 for chance, and has no value for a single class", () => {
    expect(
      cohenKappa([
        [4, 0],
        [0, 6],
      ]),
    ).toBe(1);
    expect(
      cohenKappa([
        [4, 4],
        [4, 4],
      ]),
    ).toBe(0);
    expect(
      cohenKappa([
        [7, 0],
        [0, 0],
      ]),
    ).toBeNull();
    expect(cohenKappa(countPairs([], 2))).toBeNull();
  });
});

describe("quadraticKappa", () => {
  it("agrees with a known value", () => {
    // Raters 1, 3, 5 and 2, 4, 6 on a scale of 1–6: 1 − 1 ÷ (57 ÷ 9), as in the test of the R package Metrics.
    const pairs = [
      [0, 1],
      [2, 3],
      [4, 5],
    ] as const;
    expect(quadraticKappa(countPairs(pairs, 6))).toBeCloseTo(0.8421052631578947, 12);
  });

  it("forgives near misses, where Cohen's does not", () => {
    const near = countPairs([[0, 1] as const, [5, 5] as const, [9, 8] as const], 10);
    const far = countPairs([[0, 9] as const, [5, 5] as const, [9, 0] as const], 10);
    expect(quadraticKappa(near)).toBeGreaterThan(0.9);
    expect(quadraticKappa(far)).toBeLessThan(-0.9);
    expect(cohenKappa(near)).toBeLessThan(0.5);
  });

  it("is Cohen's kappa for two classes", () => {
    const table = [
      [20, 5],
      [10, 15],
    ];
    expect(quadraticKappa(table)).toBe(cohenKappa(table));
  });
});
