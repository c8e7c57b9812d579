import { describe, expect, it } from "vitest";
import { atLeastOnce, countTail, normalTail } from "./gate-odds";

describe("countTail", () => {
  it.each([
    // By hand: three of three, and none of two.
    [3, 0.5, 2, 0.125],
    [2, 0.1, 0, 0.19],
    // Tables of the binomial distribution: P(X ≥ 8), n = 10, p = 0.5 is 56 of 1,024.
    [10, 0.5, 7, 56 / 1024],
    [20, 0.5, -1, 1],
    [20, 0.5, 20, 0],
    [5, 0, 0, 0],
    [5, 1, 4, 1],
  ])("of %d at %d, above %d", (n, rate, bar, expected) => {
    expect(countTail(n, rate, bar)).toBeCloseTo(expected, 9);
  });

  it("stays exact where one case is rarer than the smallest number", () => {
    expect(countTail(60_000, 0.5, 30_000)).toBeCloseTo(0.498371, 5);
  });
});

describe("normalTail", () => {
  it.each([
    [0, 0.5],
    [1.645, 0.04998],
    [1.96, 0.025],
    [-1, 0.841345],
    [6, 1e-9],
  ])("above %d standard errors", (z, expected) => {
    expect(normalTail(z)).toBeCloseTo(expected, 5);
  });
});

describe("atLeastOnce", () => {
  it("grows with the looks", () => {
    expect(atLeastOnce(0.0041, 12)).toBeCloseTo(0.0481, 4);
    expect(atLeastOnce(0.2, 1)).toBeCloseTo(0.2, 12);
  });
});
