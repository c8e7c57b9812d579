import { MAGNITUDES, NUMBER_WORD_SOURCE, parseNumber } from "./number-words";

/** A number where it stands in a wording: UTF-16 offsets, end exclusive. */
export type ToldNumber = {
  /** With its magnitude, percent as a share: "40 percent" is 0.4. */
  value: number;
  /** The same without the percent: 40. */
  plain: number;
  /** What is rounded (a third) is given with three digits or so. */
  isRounded: boolean;
  /** What one more of its last digit would add: 0.1 of "2.5", a thousand of "12k". */
  step: number;
  isPercent: boolean;
  kind: "digits" | "words" | "part" | "one_in";
  words: string;
  start: number;
  end: number;
};

const DIGITS = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`;
/** "Twenty-four": each part is a number word of its own. */
const COMPOUND = String.raw`\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine)\b`;
const COUNT = String.raw`${DIGITS}|${COMPOUND}|\b(?:${NUMBER_WORD_SOURCE})\b`;
/** A number may follow its sign of times: "x190 s". */
const NUMBER = new RegExp(
  String.raw`(?:(?<![\p{L}\d]|\d[.,])|(?<=(?<!\p{L})x))(?<count>${COUNT})(?:\s?(?<short>k|m|bn|b|t)(?![\p{L}\p{N}])|[\s-](?<long>hundred|thousand|million|billion|trillion)\b)?(?<percent>\s?%|[\s-]percent\b)?`,
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
  String.raw`(?<![\p{L}\p{N}]|\d[.,])(?<part>${COUNT})(?:\s+[\p{L}-]+){0,4}?\s+(?:in|out\s+of|of)\s+(?:every\s+)?(?<whole>${COUNT})(?!\s?%|\s+percent)`,
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
  return isAmong(readToldNumbers(wording), value);
}

/**
 * All the numbers that a wording tells, by the same reading, in the order in which they stand; "one in
 * five" is three of them, so what holds one may hold others.
 */
export function readToldNumbers(wording: string): ToldNumber[] {
  return [readFigures, readWords, readShares]
    .flatMap((read) => read(wording))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

export function isAmong(
  numbers: readonly Pick<ToldNumber, "value" | "isRounded">[],
  value: number,
): boolean {
  return numbers.some((told) => {
    const slip = told.isRounded ? 0.002 : 1e-9;
    return Math.abs(told.value - value) <= slip * Math.abs(told.value);
  });
}

type Read = Pick<ToldNumber, "value" | "kind"> & Partial<ToldNumber>;

function place(match: RegExpMatchArray, read: Read): ToldNumber {
  const start = match.index ?? 0;
  const [words] = match;
  const at = { words, start, end: start + words.length };
  const { value } = read;
  return { plain: value, isRounded: false, isPercent: false, step: 0, ...at, ...read };
}

/** Numbers written as such, in digits or words, each with its count of whatever unit: 12 of "12k". */
export function readFigures(wording: string): (ToldNumber & { count: number })[] {
  return [...wording.matchAll(NUMBER)].map((match) => {
    const { count = "", short, long, percent } = match.groups ?? {};
    const scale = MAGNITUDES[(short ?? long ?? "").toLowerCase()] ?? 1;
    const units = parseCount(count);
    const plain = units * scale;
    const isPercent = percent !== undefined;
    const decimals = /\.(\d+)$/.exec(count)?.[1]?.length ?? 0;
    const share = isPercent ? 100 : 1;
    const step = (scale * 10 ** -decimals) / share;
    const kind = /\d/.test(count) ? ("digits" as const) : ("words" as const);
    const read = place(match, { value: plain / share, plain, isPercent, step, kind });
    return { ...read, count: units };
  });
}

function readWords(wording: string): ToldNumber[] {
  return [...wording.matchAll(WORD)].map((match) =>
    place(match, { value: WORDS[match[0].toLowerCase()] ?? NaN, kind: "part" }),
  );
}

/** Parts of a whole in words: "a third", "one search in five". */
export function readShares(wording: string): ToldNumber[] {
  return [...readParts(wording), ...readOneIn(wording)];
}

function readParts(wording: string): ToldNumber[] {
  return [...wording.matchAll(PART)].map((match) => {
    const { parts = "a", share = "" } = match.groups ?? {};
    const count = parts.toLowerCase() === "a" ? 1 : parseNumber(parts);
    const value = count / (SHARES[share.toLowerCase()] ?? 2);
    return place(match, { value, isRounded: true, kind: "part" });
  });
}

function readOneIn(wording: string): ToldNumber[] {
  return [...wording.matchAll(ONE_IN)].map((match) => {
    const { part = "", whole = "" } = match.groups ?? {};
    const value = parseCount(part) / parseCount(whole);
    return place(match, { value, isRounded: true, kind: "one_in" });
  });
}

function parseCount(text: string): number {
  const [tens = "", ones] = /^[a-z]+-[a-z]+$/i.test(text) ? text.split("-") : [text];
  return parseNumber(tens) + (ones === undefined ? 0 : parseNumber(ones));
}
