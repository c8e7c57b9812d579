import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../text/sentences";
import { findSums } from "./find-sums";
import { NO_SUMS, RIGHT_SUMS, SUMS } from "./sums.fixture";

const CASES = SUMS.trim().split("\n").map(readCase);
const RIGHT = [...CASES.map(({ right }) => right), ...RIGHT_SUMS.trim().split("\n")];
const WRONG = CASES.flatMap(({ wrong }) => wrong);

/** The results of a line stand in brackets, the right one first; "≈ 3" is a right one, too. */
function readCase(line: string): { right: string; wrong: string[] } {
  const [, before = "", results = "", after = ""] =
    /^(.*?)\[([^\]]+\|[^\]]+)\](.*)$/.exec(line) ?? [];
  const [right = "", ...wrong] = results.split("|").map((one) => before + one + after);
  return { right, wrong };
}

function listContent(): string[] {
  const root = "problems";
  return readdirSync(root).flatMap((slug) => [
    ...["problem.md", "solution.md"].map((file) => join(root, slug, file)),
    ...readdirSync(join(root, slug, "answers"))
      .filter((file) => file.endsWith(".md"))
      .map((file) => join(root, slug, "answers", file)),
  ]);
}

/** For each sum of a text, its line up to a little behind it, with ten times the stated figure. */
function falsifySums(text: string): string[] {
  return findSums(text).flatMap(({ start, end, stated }) => {
    const at = text.indexOf(stated, end - stated.length - 2);
    const figure = /\d[\d,]*(?:\.\d+)?/.exec(stated);
    if (!figure || at < 0 || at > end) return [];
    const from = at + figure.index;
    const tenfold = Number(figure[0].replaceAll(",", "")) * 10;
    const line = text.lastIndexOf("\n", start) + 1;
    const after = text.slice(from + figure[0].length, end + 80);
    return [`${text.slice(line, from)}${Number(tenfold.toPrecision(12))}${after}`];
  });
}

describe("sums of the corpus", () => {
  it("are more than four hundred", () => {
    expect(RIGHT.length).toBeGreaterThan(180);
    expect(WRONG.length).toBeGreaterThan(220);
  });

  it.each(RIGHT)("follows %s", (text) => {
    const sums = findSums(text);
    expect(sums.length).toBeGreaterThan(0);
    expect(sums.filter(({ holds }) => !holds)).toEqual([]);
  });

  it.each(WRONG)("notices %s", (text) => {
    expect(findSums(text).some(({ holds }) => !holds)).toBe(true);
  });
});

describe("sentences without a sum", () => {
  it.each(NO_SUMS.trim().split("\n"))("calls nothing wrong in: %s", (text) => {
    expect(findSums(text).filter(({ holds }) => !holds)).toEqual([]);
  });
});

describe("what is said of a sum", () => {
  it("is where it stands, its two sides, and what it comes to in the stated unit", () => {
    const text = "Memory: 70B × 16 bytes = 11.2 TB, too much.";
    const [sum] = findSums(text);
    expect(sum).toMatchObject({
      text: "70B × 16 bytes = 11.2 TB",
      left: "70B × 16 bytes",
      stated: "11.2 TB",
      computedText: "1.12 TB",
      holds: false,
    });
    expect(text.slice(sum?.start, sum?.end)).toBe(sum?.text);
    expect(sum?.computed).toBeCloseTo(1.12, 6);
    expect(sum?.offBy).toBeCloseTo(10, 6);
  });

  it("goes on along a chain", () => {
    const chain = "60k users × 4 = 240k/day / 86,400 = 28/s";
    expect(findSums(chain).map(({ left, holds }) => [left, holds])).toEqual([
      ["60k users × 4", true],
      ["240k/day / 86,400", false],
    ]);
  });

  it("counts 5 % as right, and more as wrong", () => {
    expect(findSums("20 × 50 = 1,050").map(({ holds }) => holds)).toEqual([true]);
    expect(findSums("20 × 50 = 1,060").map(({ holds }) => holds)).toEqual([false]);
  });

  it("lets the last written digit be rounded", () => {
    expect(findSums("240,000 / 86,400 ≈ 3/s").map(({ holds }) => holds)).toEqual([true]);
    expect(findSums("240,000 / 86,400 ≈ 3.0/s").map(({ holds }) => holds)).toEqual([false]);
  });
});

it("ends soon with signs of roots that nothing follows", () => {
  expect(findSums("√".repeat(100_000))).toEqual([]);
  expect(findSums(`${"√".repeat(200)} and √16 × 2 = 8`)).toMatchObject([{ text: "√16 × 2 = 8" }]);
}, 10_000);

/**
 * Right sums that are called wrong, in answers that the reader wasn't made with: notes that are read as
 * factors, a price per million that isn't said, a running total.
 */
const CALLED_WRONG = [
  "100 small (18.9k) + 6 large (24.8k) = 44k",
  "15 in 21 × (6 + 4 min of lost round) = 2.5 h",
  "15.75k × 15 = 0.24",
  "17 TB. ×2 on flash = 120 TB",
  "√36 = 54",
];

describe("our own content", () => {
  const texts = listContent().map((file) => readFileSync(file, "utf8"));
  const listWrong = (parts: readonly string[]): string[] => [
    ...new Set(parts.flatMap(findSums).flatMap(({ holds, text }) => (holds ? [] : [text]))),
  ];

  it("has 1,500 sums, and five are called wrong", () => {
    expect(texts.flatMap(findSums).length).toBeGreaterThan(1_500);
    expect(listWrong(texts).sort()).toEqual(CALLED_WRONG);
  });

  // The rest stand where the expression may mean something else: behind "so", "of", "at".
  it("with a result ten times as large: 96 in 100 are noticed", () => {
    const falsified = texts.flatMap(falsifySums);
    const noticed = falsified.filter((text) => findSums(text).some(({ holds }) => !holds));
    expect(falsified.length).toBeGreaterThan(1_200);
    expect(noticed.length / falsified.length).toBeGreaterThan(0.96);
  });

  it("has 3,000 sentences without a sum, and none of them is called wrong", () => {
    const sentences = texts.flatMap(splitSentences).map(({ text }) => text);
    const without = sentences.filter((text) => findSums(text).length === 0);
    expect(without.length).toBeGreaterThan(3_000);
    expect(listWrong(sentences).filter((text) => !CALLED_WRONG.includes(text))).toEqual([]);
  });
});
