import { evaluate } from "../../text/arithmetic";
import { readToldNumbers } from "../../text/told-numbers";
import { findIn } from "../verify-answer";
import { countShared, findTelling, isSame, plain, stemsOf } from "./knowledge";
import { SECTION_IDS } from "#domain/problems/scale";
import type { DebriefPoint } from "#domain/grading/debrief.schema";
import type { ToldNumber } from "../../text/told-numbers";
import type { Verification } from "../verification";
import type { Knowledge } from "./knowledge";
import type { ClaimedFigure } from "./reply.schema";

export type Figure = DebriefPoint["figures"][number];
type Input = Figure["inputs"][number];

export type CheckedFigures = {
  /** Those that come out. */
  figures: Figure[];
  /** Constants that stand as digits in their expressions. */
  constants: number[];
  /** Why others don't, by what they show. */
  faults: { shown: string; reason: string }[];
};

/** What may stand as digits in an expression though nobody said it: time, units, statistics and small numbers. */
const CONSTANTS = new Set([
  ...[
    0.5, 1, 2, 3, 4, 5, 7, 10, 12, 24, 28, 30, 31, 52, 60, 100, 168, 365, 720, 1_000, 1_024, 1_440,
    3_600,
  ],
  // Of normal intervals: 90, 95 and 99 percent.
  ...[1.64, 1.645, 1.96, 2.576, 2.58],
  ...[8_760, 10_000, 86_400, 100_000, 1e6, 1e9, 1e12],
]);
const MAX_FIGURES = 24;
const MAX_INPUTS = 12;
/** A figure may be rounded by this share, or by one of the last digit it shows. */
const ROUNDING = 0.02;
/** Of a last digit, for numbers so small that a whole one is a large share. */
const SMALL_STEP = 0.6;

/** Recomputes the figures of a point; what doesn't come out is left out, with the reason. */
export function checkFigures(
  claimed: readonly ClaimedFigure[],
  knowledge: Knowledge,
  verification: Verification,
): CheckedFigures {
  const checked: CheckedFigures = { figures: [], constants: [], faults: [] };
  for (const figure of claimed.slice(0, MAX_FIGURES)) {
    const result = checkFigure(figure, knowledge, verification);
    if (typeof result === "string") checked.faults.push({ shown: figure.shown, reason: result });
    else {
      checked.figures.push(result.figure);
      checked.constants.push(...result.constants);
    }
  }
  return checked;
}

function checkFigure(
  { shown, expression: written, inputs }: ClaimedFigure,
  knowledge: Knowledge,
  verification: Verification,
): { figure: Figure; constants: number[] } | string {
  const expression = toExpression(written);
  const names = new Set(expression.match(/[a-z][a-z0-9_]*/g) ?? []);
  const used: Input[] = [];
  for (const input of inputs) {
    const name = input.name.toLowerCase();
    if (!names.has(name)) continue;
    const traced = traceInput({ ...input, name }, knowledge, verification);
    if (typeof traced === "string") return traced;
    used.push(traced);
  }
  const values = new Map(used.map(({ name, value }) => [name, value]));
  const unknown = [...names].find((name) => !values.has(name));
  if (unknown !== undefined) return `“${unknown}” in “${clip(written)}” is no input.`;
  if (used.length > MAX_INPUTS) return `“${clip(written)}” has too many inputs.`;
  const constants = (expression.replace(/[a-z][a-z0-9_]*/g, " ").match(/\d+(?:\.\d+)?/g) ?? []).map(
    Number,
  );
  const loose = constants.find((one) => !isConstant(one, knowledge));
  if (loose !== undefined) return `${loose} in “${clip(written)}” is no input.`;
  const value = evaluate(expression, (name) => values.get(name));
  if (value === null) return `“${clip(written)}” is no expression.`;
  if (!readToldNumbers(plain(shown)).some((number) => comesOut(number, value))) {
    return `“${clip(written)}” comes out as ${Number(value.toPrecision(6))}, not ${clip(shown)}.`;
  }
  const figure = { shown: clip(shown), expression: expression.slice(0, 200), value, inputs: used };
  return { figure, constants };
}

/** As people and models write one: `3,600 × 30`. */
function toExpression(written: string): string {
  return written
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3})/g, "")
    .replace(/[×·⋅]/g, "*")
    .replace(/÷/g, "/")
    .replace(/[−–]/g, "-")
    .replace(/\*\*/g, "^")
    .replace(/[$€£]/g, "")
    .replace(/(\d(?:\.\d+)?)\s*%/g, "($1/100)")
    .trim();
}

function isConstant(value: number, { said, told }: Knowledge): boolean {
  if (CONSTANTS.has(value)) return true;
  return findTelling(said(), value).length > 0 || findTelling(told(), value).length > 0;
}

/** "55.8 thousand" of a figure that shows 55.8. */
const SCALES = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12, k: 1e3, m: 1e6 };
const SCALED = /(?:^|[\d\s])(?<scale>thousand|million|billion|trillion|k|m)$/i;

/** Whether a number, as it is shown, is the value rounded. */
export function comesOut(number: ToldNumber, value: number): boolean {
  return isRounded(number, value) || isRounded(number, value * scaleOf(number.words));
}

function scaleOf(words: string): number {
  const scale = SCALED.exec(words.trim())?.groups?.scale?.toLowerCase();
  return Object.entries(SCALES).find(([name]) => name === scale)?.[1] ?? 1;
}

function isRounded(number: ToldNumber, value: number): boolean {
  const step = number.value < 10 ? SMALL_STEP * number.step : number.step;
  const isNear = (shown: number, at: number): boolean =>
    Math.abs(shown - value) <= Math.max(at, ROUNDING * Math.abs(value)) + 1e-9;
  if (isNear(number.value, step)) return true;
  // A share may be computed as percent; and "53" may mean percent where others with the sign stand by.
  if (number.isPercent) return isNear(number.plain, step * 100);
  return value > 0.01 && value < 1 && isNear(number.value / 100, number.step / 100);
}

/**
 * The input with the words it really stands in; or why it is none. Where the words named don't hold it,
 * a sentence that tells the number and is about the same will do.
 */
function traceInput(
  input: Input,
  knowledge: Knowledge,
  verification: Verification,
): Input | string {
  if (input.words.trim() === "" || input.name.length > 40) return `“${clip(input.name)}” is empty.`;
  if (input.from === "assumed") return { ...input, words: clip(input.words, 300) };
  const tells = (text: string): boolean =>
    readToldNumbers(plain(text)).some(
      (one) =>
        isSame(one.value, input.value) ||
        isSame(one.plain, input.value) ||
        // "98.0 or more on 500" leaves the sign out.
        (one.plain >= 10 && input.value < 1 && isSame(one.plain / 100, input.value)),
    );
  const found = findSaid(input.words, verification);
  if (found !== null && tells(found)) return { ...input, from: "said", words: clip(found, 300) };
  const about = stemsOf(`${input.words} ${input.name.replaceAll("_", " ")}`);
  const words = oneLine(input.words);
  for (const from of input.from === "said" ? SAID_FIRST : TOLD_FIRST) {
    const sentences = findTelling(knowledge[from](), input.value)
      .map(({ text, stems }) => ({
        text,
        // A cell of a table has no words but its number.
        shared: oneLine(text).includes(words) ? Infinity : countShared(stems, about),
      }))
      .sort((a, b) => b.shared - a.shared);
    const [best] = sentences;
    if (best && best.shared > 0) return { ...input, from, words: clip(best.text, 300) };
  }
  return `${input.value} (“${clip(input.words)}”) is neither said nor told.`;
}

const SAID_FIRST = ["said", "told"] as const;
const TOLD_FIRST = ["told", "said"] as const;

/** The words as the candidate wrote them, in text, reply or drawing. */
function findSaid(words: string, { sections, replies, drawn }: Verification): string | null {
  for (const part of [...SECTION_IDS.map((id) => sections[id]), ...replies]) {
    const span = findIn(part, words);
    if (!span) continue;
    if (part.directed().some(({ start, end }) => start < span.end && span.start < end)) continue;
    return part.text.slice(span.start, span.end);
  }
  const label = [...drawn().values()].find(
    ({ text, isDirected }) => !isDirected && text.includes(words.trim()),
  );
  return label ? words.trim() : null;
}

function oneLine(text: string): string {
  return plain(text).replace(/\s+/g, " ").trim();
}

function clip(text: string, most = 60): string {
  return Array.from(text).slice(0, most).join("");
}
