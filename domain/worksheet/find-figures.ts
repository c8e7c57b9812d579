import { MAX_CELL_CHARS, MAX_LABEL_CHARS, MAX_ROWS } from "./worksheet.schema";
import { readAmount, valueOf } from "./read-amount";
import { createStage } from "./worksheet.schema";
import type { ModelCall, Worksheet } from "./worksheet.schema";

/** Texts are read this far: the five sections' own bound, together, is far beyond any answer. */
const MAX_CHARS = 60_000;
const MAX_FIGURES = 12;
/** What stands this far before or behind a number may say what it is. */
const CONTEXT_CHARS = 60;

const AMOUNT = String.raw`(\$?\d[\d,]{0,14}(?:\.\d{1,6})?(?: ?(?:k|M|million|thousand|billion|bn)\b)?)`;
const MS_OF = { ms: 1, millisecond: 1, s: 1_000, sec: 1_000, second: 1_000 } as const;

/** A number of the candidate's text, and the cell that it may fill. */
export type Figure = {
  /** The cell's name for a person: "Peak over average". */
  name: string;
  /** As the cell takes it: "2.4 M". */
  cell: string;
  /** What is in the text: "2.4 M users". */
  quote: string;
  /** The sheet with it. */
  fill: (sheet: Worksheet) => Worksheet;
};

type Reader = {
  name: string;
  pattern: RegExp;
  isBlank: (sheet: Worksheet) => boolean;
  fill: (sheet: Worksheet, cell: string) => Worksheet;
};

const flags = "giu";
const READERS: readonly Reader[] = [
  {
    name: "Users or sessions per day",
    pattern: new RegExp(
      String.raw`${AMOUNT} (?:(?:daily |active |daily active )?users|(?:conversations|chats|sessions) (?:per|a|each|every) day)\b`,
      flags,
    ),
    isBlank: ({ users }) => users === "",
    fill: (sheet, users) => ({ ...sheet, users }),
  },
  {
    name: "Requests from each",
    pattern: new RegExp(
      String.raw`${AMOUNT} (?:requests|messages|questions|queries|searches|calls) (?:each|(?:per|a|from each|for each) (?:user|person|customer|conversation|chat|session))\b`,
      flags,
    ),
    isBlank: ({ requestsPerUser }) => requestsPerUser === "",
    fill: (sheet, requestsPerUser) => ({ ...sheet, requestsPerUser }),
  },
  {
    name: "Peak over average",
    pattern: new RegExp(
      String.raw`${AMOUNT} ?(?:×|x|times) (?:the )?(?:average|mean|peak)\b`,
      flags,
    ),
    isBlank: ({ peakFactor }) => peakFactor === "",
    fill: (sheet, peakFactor) => ({ ...sheet, peakFactor }),
  },
  ofFirstCall(
    "Tokens in",
    "tokensIn",
    String.raw`${AMOUNT} (?:input tokens|prompt tokens|tokens in)\b`,
  ),
  ofFirstCall(
    "Tokens out",
    "tokensOut",
    String.raw`${AMOUNT} (?:output tokens|completion tokens|tokens out)\b`,
  ),
  ofFirstCall(
    "$ per M in",
    "priceIn",
    String.raw`${AMOUNT} (?:per|a) (?:million|M) (?:input tokens|tokens in|input|in)\b`,
  ),
  ofFirstCall(
    "$ per M out",
    "priceOut",
    String.raw`${AMOUNT} (?:per|a) (?:million|M) (?:output tokens|tokens out|output|out)\b`,
  ),
];

function ofFirstCall(name: string, key: keyof ModelCall & string, pattern: string): Reader {
  return {
    name: `${name}, model call 1`,
    pattern: new RegExp(pattern, flags),
    isBlank: ({ calls }) => calls[0]?.[key] === "",
    fill: (sheet, cell) => ({
      ...sheet,
      calls: sheet.calls.map((call, index) => (index === 0 ? { ...call, [key]: cell } : call)),
    }),
  };
}

const DURATION = /(\d[\d,]{0,8}(?:\.\d{1,3})?) ?(ms|milliseconds?|s|sec|seconds?)\b/giu;
const SAYS_TARGET = /\b(?:target|budget|slo|sla|within|under|below|at most|p50|p95|p99)\b/i;

/** A bound ("alert over 150 ms"), or all of a request ("full reply in 6 s"): no stage of one. */
const NO_STAGE =
  /\b(?:over|above|beyond|exceeds?|than|until|after|every|each|full|whole|entire|total|overall|end[ -]to[ -]end|all)\b/i;

/**
 * Numbers of the candidate's own texts that say by their units or words which blank cell of the sheet
 * they belong to. Only what is plain: "60k users", "1,500 tokens in", "retrieval takes 120 ms", "p95
 * of 2 s". The first of its kind counts.
 */
export function findFigures(texts: readonly string[], sheet: Worksheet): Figure[] {
  const text = texts.join("\n").slice(0, MAX_CHARS);
  const ofCells = READERS.flatMap((reader) => readCell(reader, text, sheet));
  return [...ofCells, ...readDurations(text, sheet)].slice(0, MAX_FIGURES);
}

function readCell(reader: Reader, text: string, sheet: Worksheet): Figure[] {
  if (!reader.isBlank(sheet)) return [];
  for (const match of text.matchAll(reader.pattern)) {
    const cell = toCell(match[1] ?? "");
    if (cell === null) continue;
    return [{ name: reader.name, cell, quote: match[0], fill: (now) => reader.fill(now, cell) }];
  }
  return [];
}

/** Null for what no cell takes. A price's sign stands before its cell already. */
function toCell(written: string): string | null {
  const cell = written.replace("$", "").trim();
  return cell.length <= MAX_CELL_CHARS && readAmount(cell).kind === "number" ? cell : null;
}

function readDurations(text: string, sheet: Worksheet): Figure[] {
  const figures: Figure[] = [];
  const taken = new Set(sheet.stages.map(({ label }) => label.toLowerCase()));
  let hasTarget = sheet.target !== "";
  for (const match of text.matchAll(DURATION)) {
    const ms = toMs(match[1] ?? "", match[2] ?? "");
    if (figures.length >= MAX_FIGURES) break;
    if (ms === null) continue;
    const before = sentenceBefore(text, match.index);
    const quote = `${before} ${match[0]}`.trim().slice(-CONTEXT_CHARS);
    if (SAYS_TARGET.test(before)) {
      if (!hasTarget)
        figures.push({
          name: "Target, ms",
          cell: ms,
          quote,
          fill: (now) => ({ ...now, target: ms }),
        });
      hasTarget = true;
      continue;
    }
    const label = nameStage(before);
    if (label === null || taken.has(label.toLowerCase())) continue;
    taken.add(label.toLowerCase());
    const fill = (now: Worksheet) => addStage(now, label, ms);
    figures.push({ name: `Stage “${label}”, ms`, cell: ms, quote, fill });
  }
  return figures;
}

function toMs(digits: string, unit: string): string | null {
  const scale = MS_OF[unit.toLowerCase().replace(/(?<=second)s$/, "") as keyof typeof MS_OF];
  const value = valueOf(digits);
  return value === null ? null : String(Math.round(value * scale * 1_000) / 1_000);
}

/** What stands before a number in its own clause. */
function sentenceBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - CONTEXT_CHARS), at);
  return (before.split(/[\n.;,!?(]|\band\b|\bplus\b/u).at(-1) ?? "").trim();
}

/** "Retrieval takes about" is retrieval; null for no stage, and where no name of one to three words is left. */
function nameStage(before: string): string | null {
  if (NO_STAGE.test(before)) return null;
  const words = before
    .replace(
      /\b(?:takes?|took|needs?|costs?|is|are|in|at|of|about|around|roughly|another|some|the|a|for|adds?)\b|[:=~≈–—*-]/giu,
      " ",
    )
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== "");
  const label = words.join(" ");
  const isName = words.length >= 1 && words.length <= 3 && !/\d/.test(label);
  return isName && label.length <= MAX_LABEL_CHARS ? label : null;
}

/** Into the first stage of which nothing is written; a new one where there is none. */
function addStage(sheet: Worksheet, label: string, ms: string): Worksheet {
  const blank = sheet.stages.find((stage) => stage.label.trim() === "" && stage.ms.trim() === "");
  if (blank)
    return {
      ...sheet,
      stages: sheet.stages.map((stage) => (stage === blank ? { ...stage, label, ms } : stage)),
    };
  if (sheet.stages.length >= MAX_ROWS) return sheet;
  const numbers = sheet.stages.map(({ id }) => Number(id.slice(1)) || 0);
  const stage = createStage(`r${Math.max(0, ...numbers) + 1}`);
  return { ...sheet, stages: [...sheet.stages, { ...stage, label, ms }] };
}
