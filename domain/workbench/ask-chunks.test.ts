import { describe, expect, it } from "vitest";
import { askChunks } from "./ask-chunks";
import { cutPages } from "./cut-pages";
import { PAGES, QUESTIONS } from "./help-pages";

/** What became of each answer, and the means of recall@k, reciprocal rank and nDCG@k. */
function askAll(size: number, overlap: number, k: number) {
  const chunks = cutPages(PAGES, { size, overlap });
  const asked = QUESTIONS.map((question) => askChunks(question, PAGES, chunks, k));
  const mean = (values: number[]) =>
    Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1e3) / 1e3;
  return [
    asked.map(({ isCut, scores }) => (isCut ? "cut" : scores.firstRank)),
    mean(asked.map(({ scores }) => scores.recall)),
    mean(asked.map(({ scores }) => scores.reciprocalRank)),
    mean(asked.map(({ scores }) => scores.ndcg)),
  ];
}

describe("a question put to chunks", () => {
  const pages = [
    { title: "Bikes", text: "Bikes cost money. Return it by noon. Late bikes cost more." },
    { title: "Boats", text: "Boats cost nothing at noon." },
  ];
  const question = { text: "When must bikes return?", answer: "Return it by noon." };
  const ask = (size: number, overlap: number, k = 1) =>
    askChunks(question, pages, cutPages(pages, { size, overlap }), k);

  /*
   * By hand: the chunks are "Bikes cost money. Return", "it by noon. Late", "bikes cost more." and
   * "Boats cost nothing at", "noon.". Only the first and the third have a term of the question; the
   * first has two.
   */
  it("finds nothing where the answer is cut", () => {
    const { answer, hits, holders, isCut, scores } = ask(4, 0);
    expect(answer).toEqual({ page: "Bikes", start: 3, end: 7 });
    expect(hits.map(({ chunk }) => chunk.number)).toEqual([1, 3]);
    expect(holders.map(({ part }) => part && [part.start, part.end])).toEqual([
      [3, 4],
      [4, 7],
    ]);
    expect(isCut).toBe(true);
    expect(scores).toMatchObject({ recall: 0, firstRank: null, reciprocalRank: 0, ndcg: 0 });
  });

  /*
   * By hand, of chunks of 8 with an overlap of 4: words 0 to 8 and 4 to 11 of the first page, and the
   * second page. "must" is nowhere; "bikes" is in two of three chunks, "return" in the first alone.
   */
  it("finds the whole answer", () => {
    const { hits, isCut, scores } = ask(8, 4);
    expect(hits.map(({ chunk, isWhole }) => [chunk.number, isWhole])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(isCut).toBe(false);
    expect(scores).toMatchObject({ recall: 1, firstRank: 1, reciprocalRank: 1, ndcg: 1 });
  });

  // By hand: the chunks of the first page begin at its words 0 to 3, so each has words 3 to 7.
  it("counts an answer once where several chunks have it", () => {
    const chunks = cutPages(pages, { size: 8, overlap: 7 });
    const { holders, scores } = askChunks(question, pages, chunks, 6);
    expect(holders.filter(({ isWhole }) => isWhole)).toHaveLength(4);
    expect(scores).toMatchObject({ found: 1, relevant: 1, recall: 1, ndcg: 1 });
  });
});

/*
 * Ranks and means are those of a program in Python that shares no code with this one. By hand for the
 * first row: 5 / 8 answers are among the first three; the reciprocal ranks are
 * (1 + 1/2 + 1 + 1 + 1/3) / 8 = 0.479, and the discounts (1 + 0.631 + 1 + 1 + 0.5) / 8 = 0.516.
 */
it.each([
  [60, 0, 3, ["cut", 1, 2, "cut", "cut", 1, 1, 3], 0.625, 0.479, 0.516],
  [60, 24, 3, [2, 2, 3, 10, 1, 3, 3, 3], 0.875, 0.429, 0.533],
  [60, 30, 3, [2, 1, 3, 16, 1, 2, 2, 3], 0.875, 0.529, 0.612],
  [120, 24, 3, [1, 1, 1, 5, 1, 1, 1, 1], 0.875, 0.9, 0.875],
  [20, 0, 3, ["cut", "cut", "cut", "cut", "cut", "cut", 2, "cut"], 0.125, 0.063, 0.079],
  [250, 0, 1, [1, 1, 1, 1, 1, 1, 1, 1], 1, 1, 1],
])("chunks of %d words with an overlap of %d at k = %d", (size, overlap, k, ...expected) => {
  expect(askAll(size, overlap, k)).toEqual(expected);
});
