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
    expect(queries[5]).toEqual([1, -1, 1, -1]);
    expect(queries[2]).toEqual([-1.5, -1, -1.5, 0.5]);
    expect(values[5]).toEqual([-0.5, 1, 0.5, 1]);
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
   * score by hand: q = (1, -1, 1, -1) and k = (0, 0.5, 1.5, 0) give -0.5 + 1.5 = 1, and 1 / √4 = 0.5.
   */
  it("takes scores, scale and softmax one after the other", () => {
    const { scores, scaled, weights, outputs } = attend(PLAN);
    expect(scores[5]).toEqual([1, -1.5, 0, -2, 1, -1]);
    expect(scaled[5]).toEqual([0.5, -0.75, 0, -1, 0.5, -0.5]);
    expect(round(weights[5])).toEqual([0.287023, 0.082233, 0.174088, 0.064043, 0.287023, 0.10559]);
    expect(round(outputs[5])).toEqual([-0.047984, 0.671861, 0.7243, 0.145386]);
  });

  it("hides later words by the mask, and only them", () => {
    const { weights, outputs } = attend(PLAN);
    expect(round(weights[2])).toEqual([0.070672, 0.759795, 0.169533, null, null, null]);
    expect(round(outputs[2])).toEqual([-0.675028, 0.584767, 1.429328, -0.514095]);
    const open = attend({ ...PLAN, isMasked: false });
    expect(round(open.weights[2])).toEqual([
      0.048469, 0.521095, 0.116272, 0.217225, 0.048469, 0.048469,
    ]);
    expect(open.weights[5]).toEqual(weights[5]);
  });

  it.each([
    [4, false, [0.379494, 0.031151, 0.139608, 0.018894, 0.379494, 0.051359]],
    [16, true, [0.129226, 0.021096, 0.06917, 0.034781, 0.129226, 0.616502]],
    [64, true, [0.091003, 0.045759, 0.159716, 0.12056, 0.091003, 0.491959]],
    [64, false, [0.000001, 0, 0.000123, 0.000013, 0.000001, 0.999861]],
  ])("of width %d, scaled %s", (width, isScaled, expected) => {
    expect(round(attend({ ...PLAN, width, isScaled }).weights[5])).toEqual(expected);
  });

  it("of a single word gives its value", () => {
    const { weights, outputs, values } = attend({ ...PLAN, words: ["once"] });
    expect(weights).toEqual([[1]]);
    expect(outputs).toEqual(values);
    expect(outputs).toEqual([[0, 0.5, -1, 1]]);
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
