import { describe, expect, it } from "vitest";
import { attend, readWords } from "./attention";
import type { AttentionPlan } from "./attention";

const WORDS = ["the", "cat", "sat", "on", "the", "mat"];
const PLAN: AttentionPlan = { words: WORDS, width: 4, isScaled: true, isMasked: true };

function round(values: readonly (number | null)[] = []): (number | null)[] {
  return values.map((value) => (value === null ? null : Math.round(value * 1e6) / 1e6));
}

describe("the vectors of words", () => {
  // From the same generator in Python, with whole numbers of any size.
  it("are drawn from the words alone", () => {
    const { queries, values } = attend(PLAN);
    expect(queries[5]).toEqual([1, 1, 1.5, -0.5]);
    expect(queries[2]).toEqual([0, 0.5, 1.5, -0.5]);
    expect(values[5]).toEqual([-1.5, -1, 1.5, 1.5]);
    expect(attend({ ...PLAN, words: ["Mat"] }).queries[0]).toEqual(queries[5]);
    expect(values[4]).toEqual(values[0]);
  });

  it("have a mean near 0 and a variance near 1", () => {
    const names = Array.from({ length: 50 }, (_, index) => `word${index}`);
    const all = attend({ ...PLAN, words: names, width: 64 }).queries.flat();
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    const variance = all.reduce((sum, value) => sum + value ** 2, 0) / all.length;
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });
});

describe("attention", () => {
  /*
   * From a program in Python that computes the formula of study/topics/attention.md for "mat". The first
   * score by hand: q = (1, 1, 1.5, -0.5) and k = (0.5, 1, 0, 1.5) give 0.5 + 1 - 0.75 = 0.75, over √4 0.375.
   */
  it("takes scores, scale and softmax one after the other", () => {
    const { scores, scaled, weights, outputs } = attend(PLAN);
    expect(scores[5]).toEqual([0.75, -2, -2.5, 1.75, 0.75, 1]);
    expect(scaled[5]).toEqual([0.375, -1, -1.25, 0.875, 0.375, 0.5]);
    expect(round(weights[5])).toEqual([0.191145, 0.048329, 0.037639, 0.315145, 0.191145, 0.216596]);
    expect(round(outputs[5])).toEqual([-1.094824, -0.27433, 0.349062, 0.220996]);
  });

  it("hides later words by the mask, and only them", () => {
    const { weights, outputs } = attend(PLAN);
    expect(round(weights[2])).toEqual([0.486578, 0.33442, 0.179002, null, null, null]);
    expect(round(outputs[2])).toEqual([-0.988208, -0.473156, 0.104553, 0.412129]);
    const open = attend({ ...PLAN, isMasked: false });
    expect(round(open.weights[2])).toEqual([
      0.127341, 0.08752, 0.046846, 0.305476, 0.127341, 0.305476,
    ]);
    expect(open.weights[5]).toEqual(weights[5]);
  });

  it.each([
    [4, false, [0.1638, 0.010471, 0.006351, 0.445254, 0.1638, 0.210323]],
    [16, true, [0.021425, 0.139706, 0.022806, 0.62612, 0.021425, 0.168518]],
    [64, true, [0.155263, 0.272495, 0.060802, 0.150486, 0.155263, 0.20569]],
    [64, false, [0.009777, 0.880069, 0.000005, 0.007614, 0.009777, 0.092759]],
  ])("of width %d, scaled %s", (width, isScaled, expected) => {
    expect(round(attend({ ...PLAN, width, isScaled }).weights[5])).toEqual(expected);
  });

  it("of a single word gives its value", () => {
    const { weights, outputs, values } = attend({ ...PLAN, words: ["once"] });
    expect(weights).toEqual([[1]]);
    expect(outputs).toEqual(values);
    expect(outputs).toEqual([[0.5, 0.5, 0, 1]]);
  });
});

describe("a sentence", () => {
  it("is one to six words of at most ten characters", () => {
    expect(readWords("  the cat\tsat ")).toEqual(["the", "cat", "sat"]);
    expect(readWords("a b c d e f")).toHaveLength(6);
    expect(readWords("abcdefghij")).toEqual(["abcdefghij"]);
  });

  it.each(["", "   ", "a b c d e f g", "abcdefghijk"])("isn't %j", (sentence) => {
    expect(readWords(sentence)).toBeNull();
  });
});
