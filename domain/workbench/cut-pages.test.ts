import { describe, expect, it } from "vitest";
import { cutPages, expectCuts, findSentence, intersect, splitWords } from "./cut-pages";
import { PAGES, QUESTIONS } from "./help-pages";

const TEN = { title: "Ten", text: "one two three four five six seven eight nine ten" };
const TWO = { title: "Two", text: "Eleven.\n  Twelve." };

function cut(size: number, overlap: number): string[] {
  const chunks = cutPages([TEN, TWO], { size, overlap });
  return chunks.map(({ page, number, start, end }) => `${page} ${number}: ${start}–${end}`);
}

describe("the help pages", () => {
  it("are short, and have each answer once, as one whole sentence", () => {
    const lengths = PAGES.map(({ text }) => splitWords(text).length);
    expect(lengths).toEqual([209, 212, 185, 196]);
    const all = PAGES.map(({ text }) => splitWords(text).join(" ")).join(" ");
    for (const { answer } of QUESTIONS) {
      expect(all.split(answer)).toHaveLength(2);
      expect(answer).toMatch(/^[A-Z][^.?!]*\.$/);
      expect(all.split(answer)[0]).toMatch(/\. $/);
    }
  });
});

describe("pages are cut", () => {
  it("into windows, the last of which may be shorter", () => {
    expect(cut(4, 0)).toEqual(["Ten 1: 0–4", "Ten 2: 4–8", "Ten 3: 8–10", "Two 1: 0–2"]);
  });

  // 1 + ⌈(10 - 4) / (4 - 1)⌉ = 3.
  it("with an overlap, and not once more where the page has ended", () => {
    expect(cut(4, 1)).toEqual(["Ten 1: 0–4", "Ten 2: 3–7", "Ten 3: 6–10", "Two 1: 0–2"]);
    expect(cut(10, 5)).toEqual(["Ten 1: 0–10", "Two 1: 0–2"]);
  });

  it("so that a chunk has its words", () => {
    const chunks = cutPages([TEN, TWO], { size: 4, overlap: 2 });
    expect(chunks.map(({ words }) => words.join(" "))).toEqual([
      "one two three four",
      "three four five six",
      "five six seven eight",
      "seven eight nine ten",
      "Eleven. Twelve.",
    ]);
  });

  // 1 + ⌈149 / 36⌉, 1 + ⌈152 / 36⌉, 1 + ⌈125 / 36⌉ and 1 + ⌈136 / 36⌉.
  it("into as many chunks as the lesson's formula says", () => {
    const chunks = cutPages(PAGES, { size: 60, overlap: 24 });
    const counts = PAGES.map(({ title }) => chunks.filter(({ page }) => page === title).length);
    expect(counts).toEqual([6, 6, 5, 5]);
  });
});

describe("a sentence", () => {
  it("is found on its page, over a line's end too", () => {
    expect(findSentence([TEN, TWO], "three four")).toEqual({ page: "Ten", start: 2, end: 4 });
    expect(findSentence([TEN, TWO], "Eleven. Twelve.")).toEqual({ page: "Two", start: 0, end: 2 });
    expect(() => findSentence([TEN], "four three")).toThrow("no page says");
  });

  it("has some words in common with a chunk, or none", () => {
    const sentence = { page: "Ten", start: 2, end: 6 };
    expect(intersect(sentence, { page: "Ten", start: 4, end: 8 })).toEqual({
      page: "Ten",
      start: 4,
      end: 6,
    });
    expect(intersect(sentence, { page: "Ten", start: 6, end: 10 })).toBeNull();
    expect(intersect(sentence, { page: "Two", start: 2, end: 6 })).toBeNull();
  });
});

// The lesson's table, for one answer of 60: 0.59 of 100 words, 0.119 of 200 with 40, and none with 59.
it.each([
  [100, 0, 0.59],
  [200, 40, 0.11875],
  [200, 59, 0],
  [40, 0, 1],
])("chunks of %d with an overlap of %d are expected to cut %d", (size, overlap, share) => {
  const sentence = { length: 60, pageLength: 100_000 };
  expect(expectCuts([sentence], { size, overlap })).toBeCloseTo(share, 6);
  expect(expectCuts([sentence, sentence], { size, overlap })).toBeCloseTo(2 * share, 6);
});

it.each([
  [199, 0],
  [200, 0],
  [201, 0.295],
])("a page of %d words is expected to have %d of a sentence cut by 200", (pageLength, share) => {
  const found = expectCuts([{ length: 60, pageLength }], { size: 200, overlap: 0 });
  expect(found).toBeCloseTo(share, 6);
});
