import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../text/sentences";
import { findSums } from "./find-sums";
import { NO_SUMS, SUMS } from "./sums.fixture";

const CASES = SUMS.trim().split("\n").map(readCase);
const RIGHT = CASES.map(({ right }) => right);
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

describe("sums of the corpus", () => {
  it("are two hundred and more", () => {
    expect(RIGHT.length).toBeGreaterThanOrEqual(100);
    expect(WRONG.length).toBeGreaterThanOrEqual(200);
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

describe("our own content", () => {
  it("has thousands of sentences and sums, and nothing in it is called wrong", () => {
    const texts = listContent().map((file) => readFileSync(file, "utf8"));
    const sums = texts.flatMap(findSums);
    expect(texts.flatMap(splitSentences).length).toBeGreaterThan(5_000);
    expect(sums.length).toBeGreaterThan(1_200);
    expect(sums.filter(({ holds }) => !holds)).toEqual([]);
  });
});
