import { describe, expect, it } from "vitest";
import { rankPassages } from "./rank-passages";
import type { Ranking } from "./rank-passages";
import { meanScores, scoreRanking } from "./retrieval-metrics";
import { PASSAGES, QUERIES } from "./toy-corpus";

const GRADES = { p1: 3, p2: 2, p3: 1 };

function round(values: number[]): number[] {
  return values.map((value) => Math.round(value * 1e6) / 1e6);
}

describe("the scores of a ranking", () => {
  // The output of the program in study/topics/retrieval-evaluation.md, which a test runs.
  it.each([
    ["A", ["p1", "x1", "p2", "x2", "x3", "p3"], 1, 0.943],
    ["B", ["x1", "p2", "p1", "p3", "x2", "x3"], 0.5, 0.62],
  ])("of the lesson's system %s", (_, ranking, reciprocalRank, ndcg) => {
    expect(scoreRanking(ranking, GRADES, 3).recall).toBeCloseTo(2 / 3, 6);
    const scores = scoreRanking(ranking, GRADES, 6);
    expect(scores).toMatchObject({ recall: 1, reciprocalRank });
    expect(scores.ndcg).toBeCloseTo(ndcg, 3);
  });

  // By hand, as in the lesson: 7 / 1 + 3 / 2 + 1 / log2(7), and 7 / 1 + 3 / log2(3) + 1 / 2.
  it("has its sums", () => {
    const scores = scoreRanking(["p1", "x1", "p2", "x2", "x3", "p3"], GRADES, 6);
    expect(scores.dcg).toBeCloseTo(8.856, 3);
    expect(scores.bestDcg).toBeCloseTo(9.393, 3);
    expect(scores.results.map(({ gain }) => gain)).toEqual([7, 0, 3, 0, 0, 1]);
  });

  // recall(), reciprocal_rank() and ndcg() of the lesson, on the rankings of the toy corpus.
  it.each<[Ranking, number, number[][]]>([
    [
      "bm25",
      1,
      [
        [0.333333, 1, 0.428571],
        [0.333333, 1, 1],
        [0.5, 1, 1],
        [0.333333, 1, 1],
      ],
    ],
    [
      "bm25",
      3,
      [
        [0.333333, 1, 0.319394],
        [1, 1, 1],
        [0.5, 1, 0.613147],
        [0.333333, 1, 0.86091],
      ],
    ],
    [
      "count",
      3,
      [
        [0.666667, 0.5, 0.226869],
        [1, 1, 1],
        [0.5, 1, 0.613147],
        [0.333333, 1, 0.86091],
      ],
    ],
  ])("by %s at k = %d", (ranking, k, expected) => {
    const found = QUERIES.map(({ text, grades }) => {
      const titles = rankPassages(text, PASSAGES, ranking).map(({ title }) => title);
      const { recall, reciprocalRank, ndcg } = scoreRanking(titles, grades, k);
      return round([recall, reciprocalRank, ndcg]);
    });
    expect(found).toEqual(expected);
  });

  it("without a relevant result is 0", () => {
    const scores = scoreRanking(["x1", "x2"], GRADES, 2);
    expect(scores).toMatchObject({ found: 0, firstRank: null, reciprocalRank: 0, ndcg: 0 });
  });

  // By hand: recall 2 / 3 and 0, reciprocal ranks 1 / 1 and 1 / 4, DCG 7.5 of 9.393 and 0.
  it("has a mean over the queries", () => {
    const scores = [
      ["p1", "x1", "p3"],
      ["x1", "x2", "x3", "p1"],
    ].map((ranking) => scoreRanking(ranking, GRADES, 3));
    const { recall, reciprocalRank, ndcg } = meanScores(scores);
    expect(round([recall, reciprocalRank])).toEqual([0.333333, 0.625]);
    expect(ndcg).toBeCloseTo(7.5 / 9.393 / 2, 4);
  });

  it("finds the first relevant result after k too", () => {
    expect(scoreRanking(["x1", "x2", "p3"], GRADES, 2)).toMatchObject({ recall: 0, firstRank: 3 });
  });
});
