import { MAGNITUDES, NUMBER_WORD_SOURCE, parseNumber } from "./number-words";

/** What is rounded (a third) is given with three digits or so. */
type ToldNumber = { value: number; isRounded: boolean };

const DIGITS = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`;
/** "Twenty-four": each part is a number word of its own. */
const COMPOUND = String.raw`\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine)\b`;
const COUNT = String.raw`${DIGITS}|${COMPOUND}|\b(?:${NUMBER_WORD_SOURCE})\b`;
const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\d]|\d[.,])(?<count>${COUNT})(?:\s?(?<short>k|m|bn|b|t)(?![\p{L}\p{N}])|[\s-](?<long>hundred|thousand|million|billion|trillion)\b)?(?<percent>\s?%|[\s-]percent\b)?`,
  "giu",
);
const SHARES: Record<string, number> = {
  half: 2,
  third: 3,
  quarter: 4,
  fifth: 5,
  sixth: 6,
  eighth: 8,
  tenth: 10,
  twentieth: 20,
  hundredth: 100,
};
/** "a third", "two thirds", "four fifths", "half". */
const PART = new RegExp(
  String.raw`\b(?:(?<parts>a|one|two|three|four|five|seven|nine)\s+)?(?<share>${Object.keys(SHARES).join("|")}|halves)s?\b`,
  "giu",
);
/** "one search in five", "two tasks in a hundred", "nine out of ten". */
const ONE_IN = new RegExp(
  String.raw`(?<part>${COUNT})(?:\s+[\p{L}-]+){0,4}?\s+(?:in|out\s+of|of)\s+(?:every\s+)?(?<whole>${COUNT})(?!\s?%|\s+percent)`,
  "giu",
);
const WORDS: Record<string, number> = { dozen: 12, twice: 2, once: 1, double: 2, triple: 3 };
const WORD = new RegExp(String.raw`\b(?:${Object.keys(WORDS).join("|")})\b`, "giu");

/**
 * Whether a wording tells a number: digits with thousands separators, words up to ninety-nine, k, M,
 * B, T and their long forms, percent as a share (40 percent is 0.4), parts (a third, one in five), a
 * dozen. Units don't count: five cents are 5. A range tells both of its ends.
 */
export function tellsNumber(wording: string, value: number): boolean {
  return [readNumbers, readWords, readShares].some((read) =>
    read(wording).some((told) => {
      const slip = told.isRounded ? 0.002 : 1e-9;
      return Math.abs(told.value - value) <= slip * Math.abs(told.value);
    }),
  );
}

function readNumbers(wording: string): ToldNumber[] {
  return [...wording.matchAll(NUMBER)].map(({ groups = {} }) => {
    const scale = MAGNITUDES[(groups.short ?? groups.long ?? "").toLowerCase()] ?? 1;
    const value = parseCount(groups.count ?? "") * scale;
    return { value: groups.percent === undefined ? value : value / 100, isRounded: false };
  });
}

function readWords(wording: string): ToldNumber[] {
  return [...wording.matchAll(WORD)].map(([word]) => {
    return { value: WORDS[word.toLowerCase()] ?? NaN, isRounded: false };
  });
}

/** A part of a whole in words ("a third", "one search in five"); offsets are UTF-16, end exclusive. */
export type Share = { value: number; start: number; end: number; text: string };

export function findShares(wording: string): Share[] {
  const parts = [...wording.matchAll(PART)].map((match) => {
    const { parts: said = "a", share = "" } = match.groups ?? {};
    const count = said.toLowerCase() === "a" ? 1 : parseNumber(said);
    return toShare(match, count / (SHARES[share.toLowerCase()] ?? 2));
  });
  const ratios = [...wording.matchAll(ONE_IN)].map((match) => {
    const { part = "", whole = "" } = match.groups ?? {};
    return toShare(match, parseCount(part) / parseCount(whole));
  });
  return [...parts, ...ratios];
}

function toShare(match: RegExpExecArray, value: number): Share {
  const [text] = match;
  return { value, start: match.index, end: match.index + text.length, text };
}

function readShares(wording: string): ToldNumber[] {
  return findShares(wording).map(({ value }) => ({ value, isRounded: true }));
}

function parseCount(text: string): number {
  const [tens = "", ones] = /^[a-z]+-[a-z]+$/i.test(text) ? text.split("-") : [text];
  return parseNumber(tens) + (ones === undefined ? 0 : parseNumber(ones));
}
