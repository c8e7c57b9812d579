import { describe, expect, it } from "vitest";
import { listTerms, rankPassages } from "./rank-passages";
import type { Ranking } from "./rank-passages";
import { PASSAGES, QUERIES } from "./toy-corpus";

function rank(query: number, ranking: Ranking): [string, number][] {
  const hits = rankPassages(QUERIES[query]?.text ?? "", PASSAGES, ranking);
  return hits.map(({ title, score }) => [title, Math.round(score * 1e3) / 1e3]);
}

describe("the toy corpus", () => {
  it("has twelve passages, and four queries whose grades name some of them", () => {
    const titles = new Set(PASSAGES.map(({ title }) => title));
    expect([titles.size, QUERIES.length]).toEqual([12, 4]);
    const graded = QUERIES.flatMap(({ grades }) => Object.keys(grades));
    expect(graded.filter((title) => !titles.has(title))).toEqual([]);
  });
});

describe("terms", () => {
  it("are words in lower case, without stop words", () => {
    expect(listTerms("I can’t log in to my account")).toEqual(["log", "account"]);
    expect(listTerms("When do I get the money for my return?")).toEqual(["money", "return"]);
  });
});

describe("a ranking", () => {
  // From an implementation in Python of the same formula and stop words.
  it("by BM25 prefers rare terms and short passages", () => {
    expect(rank(0, "bm25")).toEqual([
      ["Money back on a credit card", 2.1],
      ["Gift cards", 1.776],
      ["Start a return", 1.494],
      ["Return window", 1.419],
      ["Refund times", 1.019],
      ["Cancel an order", 1.019],
    ]);
    expect(rank(3, "bm25")).toEqual([
      ["Cancel an order", 5.094],
      ["Gift cards", 3.552],
      ["Card declined", 1.776],
    ]);
  });

  it("by count adds up the matches, and keeps the corpus's order where they are equal", () => {
    expect(rank(0, "count")).toEqual([
      ["Start a return", 2],
      ["Return window", 2],
      ["Money back on a credit card", 2],
      ["Refund times", 1],
      ["Cancel an order", 1],
      ["Gift cards", 1],
    ]);
  });

  // "log" isn't in "login", so the passage with the login page is missed.
  it("misses a passage with other words", () => {
    expect(rank(2, "bm25")).toEqual([["Locked account", 2.818]]);
  });

  /*
   * By hand, for "late": it occurs in 1 of 2 passages, twice, among 3 terms; the mean length is 2.5.
   * ln(1 + 1.5 / 1.5) × 2 × 2.2 / (2 + 1.2 × (0.25 + 0.75 × 3 / 2.5)) = 0.6931 × 4.4 / 3.38 = 0.9023
   */
  it("scores as the formula does", () => {
    const passages = [
      { title: "Late", text: "late parcel" },
      { title: "Gift", text: "card" },
    ];
    const [hit, ...others] = rankPassages("late", passages, "bm25");
    expect(hit?.score).toBeCloseTo(0.9023, 4);
    expect(others).toEqual([]);
  });
});
