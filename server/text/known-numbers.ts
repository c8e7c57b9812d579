import { MAGNITUDES, NUMBER_WORD_SOURCE, parseNumber } from "./number-words";
import { findQuantities } from "./quantities";
import { readUnit } from "./quantity-units";
import { readShares } from "./told-numbers";
import type { Span } from "./find-quote";
import type { Quantity } from "./quantities";

/** The numbers of a text; data, so that a thread can hand it over. */
export type KnownNumbers = {
  /** Kind and value of each quantity. */
  quantities: Set<string>;
  /** What is written, whatever it measures. */
  written: Set<number>;
};

/** Kinds whose unit is part of what is said: 2 seconds are not 2 minutes. */
const WITH_UNIT = new Set<Quantity["kind"]>(["duration", "bytes", "percent", "money"]);

/** Also one of a unit: "a day is fine". */
export function readKnownNumbers(text: string): KnownNumbers {
  return collect(text, [...findFigures(text), ...findSingles(text)]);
}

/** Its figures alone: "40 a day" doesn't say how long a day is. */
export function readFigureNumbers(text: string): KnownNumbers {
  return collect(text, findFigures(text));
}

function collect(text: string, found: readonly FoundNumber[]): KnownNumbers {
  return {
    quantities: new Set(found.map(keyOf)),
    written: new Set([...readNumbers(text), ...found.flatMap((one) => readWritten(one.text))]),
  };
}

type FoundNumber = Pick<Quantity, "kind" | "value" | "text">;

/** A part of more isn't said in words, or its two numbers matter by themselves: "900 of 1,200". */
const MAX_OF_SHARE = 100;

/** Quantities, and parts in words as percent: "a third" is 33, "one in eight" 12.5 and no eight. */
export function findFigures(text: string): Quantity[] {
  const shares = readShares(text).filter(({ value }) => value > 0 && value < 1);
  const quantities = findQuantities(text);
  const ofShares = listInside(quantities, shares);
  const isOfShare = (quantity: Quantity): boolean =>
    quantity.kind === "count" && quantity.value <= MAX_OF_SHARE && ofShares.has(quantity);
  return [
    ...quantities.filter((quantity) => !isOfShare(quantity)),
    ...shares.map(({ value, start, end, words }) => ({
      kind: "percent" as const,
      value: toPercent(value),
      start,
      end,
      text: words,
    })),
  ];
}

/** Those of which one of the spans has all; linear but for the sorting. */
function listInside<Inner extends Span>(inner: readonly Inner[], spans: readonly Span[]) {
  const byStart = (a: Span, b: Span): number => a.start - b.start;
  const open = [...spans].sort(byStart);
  const inside = new Set<Inner>();
  let next = 0;
  let reach = 0;
  for (const one of [...inner].sort(byStart)) {
    for (; (open[next]?.start ?? Infinity) <= one.start; next += 1) {
      reach = Math.max(reach, open[next]?.end ?? 0);
    }
    if (one.end <= reach) inside.add(one);
  }
  return inside;
}

/** Whole, or with a decimal where that says it all. */
function toPercent(share: number): number {
  const percent = 100 * share;
  const tenths = Math.round(10 * percent) / 10;
  return Math.abs(tenths - percent) < 1e-6 ? tenths : Math.round(percent);
}

/** Whether every number of a text, with its unit, is among known ones. */
export function hasKnownNumbers(text: string, known: KnownNumbers): boolean {
  const found = findQuantities(text);
  const rest = blankOut(text, found);
  return (
    found.every((quantity) => isKnownQuantity(quantity, known)) &&
    readNumbers(rest).every((number) => known.written.has(number))
  );
}

export function isKnownQuantity(
  quantity: FoundNumber,
  { quantities, written }: KnownNumbers,
): boolean {
  if (quantities.has(keyOf(quantity))) return true;
  // Whether the words around a number make it a rate is chance.
  return (
    !WITH_UNIT.has(quantity.kind) &&
    [...readWritten(quantity.text), quantity.value].some((number) => written.has(number))
  );
}

/** Values that differ by less than the ninth digit are one. */
function keyOf({ kind, value }: Pick<Quantity, "kind" | "value">): string {
  return `${kind} ${Number(value.toPrecision(9))}`;
}

/** "A day is fine": one of a unit, which is a quantity only after words like "within". */
function findSingles(text: string): FoundNumber[] {
  return Array.from(text.matchAll(/\b(?:an?|one)\s+(\p{L}+)/giu)).flatMap((match) => {
    const unit = readUnit(match[1] ?? "");
    return unit ? [{ kind: unit.kind, value: unit.size, text: match[0] }] : [];
  });
}

const NUMBER = new RegExp(
  String.raw`(?<digits>\d+(?:[.,]\d+)*)(?:\s?(?<scale>${Object.keys(MAGNITUDES).join("|")})(?![\p{L}\p{N}]))?`,
  "giu",
);

/** Numbers in digits, with "k" and "million" counted in, whatever they measure. */
function readNumbers(text: string): number[] {
  return Array.from(text.matchAll(NUMBER)).map(({ groups }) => {
    const digits = (groups?.digits ?? "").replace(/,(?=\d{3}(?:\D|$))/g, "").replace(",", ".");
    return Number(digits) * (MAGNITUDES[groups?.scale?.toLowerCase() ?? ""] ?? 1);
  });
}

const NUMBER_WORD = new RegExp(String.raw`\b(?:${NUMBER_WORD_SOURCE})\b`, "giu");

/** Also in words: "six". */
function readWritten(text: string): number[] {
  return [...readNumbers(text), ...(text.match(NUMBER_WORD) ?? []).map(parseNumber)];
}

/** The text without its quantities: what digits are left are parts of names. */
function blankOut(text: string, quantities: readonly Quantity[]): string {
  let rest = text;
  for (const { start, end } of quantities)
    rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  return rest;
}
