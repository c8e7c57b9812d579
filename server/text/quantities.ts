import type { NumberKind } from "#domain/rubrics/rubric.schema";
import { MAGNITUDES, NUMBER_WORD_SOURCE, parseNumber } from "./number-words";
import {
  ADVERB_SOURCE,
  PERIOD_SOURCE,
  readPeriod,
  readUnit,
  UNIT_SOURCE,
  type Unit,
} from "./quantity-units";

/**
 * A number with its meaning. `value` is in the base unit of its kind (seconds, events a second,
 * US dollars, dollars a second, bytes, 0–100 for percent); offsets are UTF-16, end exclusive.
 * Both ends of a range carry the span of the whole range.
 */
export type Quantity = {
  kind: NumberKind;
  value: number;
  start: number;
  end: number;
  text: string;
};

/** Digits or a number word, where it stands and what was written around it. */
type RawNumber = {
  start: number;
  end: number;
  digits: number;
  magnitude: number | null;
  /** Euros and pounds are taken for dollars: it is the order of size that counts. */
  isMoney: boolean;
  /** "µ$83": millionths. */
  isMicro: boolean;
  isWord: boolean;
};

const DIGITS = String.raw`\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`;
const NUMBER = new RegExp(
  String.raw`(?<currency>(?:US|[µμ])?\$\s?|[€£]\s?|\b(?:USD|EUR|GBP)\s?)?(?:(?<digits>${DIGITS})|\b(?<word>${NUMBER_WORD_SOURCE})(?![\p{L}\p{N}]))` +
    String.raw`(?:\s?(?<short>k|mm|mn|mio|m|bn|b|t)(?![\p{L}\p{N}])|[\s-](?<long>hundred|thousand|million|billion|trillion)\b)?\+?`,
  "giuy",
);
const RANGE = /\s*(?:-|–|—|\bto\b|\bup to\b)\s*/iuy;
const BETWEEN = /\s+and\s+/iuy;
const UNIT = new RegExp(String.raw`\s*(?:-\s*)?(${UNIT_SOURCE})(?![\p{L}\p{N}])`, "iuy");
const WORD = String.raw`\s+(?!(?:and|or|to|with|at|for|is|are|per|by|from|then|than|a|an|the|each|every)\b)[\p{L}][\p{L}'’-]*`;
const PERIOD = new RegExp(
  String.raw`(?:${WORD}){0,4}?(?:\s*/\s*|[\s-]+(?:per|a|an|each|every)[\s-]+)(?<period>${PERIOD_SOURCE})(?![\p{L}\p{N}])`,
  "iuy",
);
const ADVERB = new RegExp(
  String.raw`(?:${WORD}){0,2}?\s+(?<period>${ADVERB_SOURCE})\b(?!\s+active)`,
  "iuy",
);
/** "The monthly bill is $24k", "per month: $24k": the period stands before the money. */
const PERIOD_BEFORE = new RegExp(
  String.raw`\b(?:(?<adverb>${ADVERB_SOURCE})\s+(?:[\p{L}-]*[^s\s]\s+)?(?:bill|costs?|spend|spending|budget|total|expenses?|price)\b[^.;\d$]{0,30}|(?:per|a)\s+(?<period>day|week|month|year)\s*(?:is|:|=|≈|~|that is|comes to)\s*)[≈~<>≤≥\s]*$`,
  "iu",
);
const DATE = /\d{4}-\d{2}-\d{2}/y;
/** "Under a second": the article is the number one. */
const ARTICLE_DURATION =
  /\b(?:(?:under|within|below|than|of|in)\s+an?\s+|sub-?)(?<unit>second|minute|hour|day)\b(?!\s+and\s+a\s+half)/giu;
/** "A second and a half". */
const AND_A_HALF = /\b(?:a|an|one)\s+(?<unit>second|minute|hour|day)\s+and\s+a\s+half\b/giu;
/** "Nine out of ten", "9 in 10", "one in fifty", "two thirds", "a tenth of them": parts of a whole. */
const PART =
  /\b(?<part>\d{1,3}|one|two|three|four|five|six|seven|eight|nine)\s+(?:out\s+of|in|of)\s+(?:every\s+|a\s+)?(?<whole>10|20|50|100|ten|twenty|fifty|hundred)\b|\b(?<parts>a|one|two|three|four|nine)\s+(?<share>third|fifth|tenth|twentieth|hundredth)s?\b/giu;
const WHOLES: Record<string, number> = {
  ten: 10,
  twenty: 20,
  fifty: 50,
  hundred: 100,
  half: 2,
  third: 3,
  quarter: 4,
  fifth: 5,
  tenth: 10,
  twentieth: 20,
  hundredth: 100,
};
/** "A tenth of a cent": a share of a coin is money. */
const PART_OF_MONEY =
  /\b(?<parts>a|one|two|three|four|nine)\s+(?<share>half|third|quarter|fifth|tenth|hundredth)s?\s+of\s+an?\s+(?<unit>cent|dollar|euro)\b/giu;
/** "QPS: 139 mean, 444 peak": the rate stands once, its numbers are bare. */
const RATE_WORD = /\b(?:qps|rps|tps|req\/s|hz|requests\s+(?:per|a)\s+second)(?![\p{L}\p{N}])/iu;
const RATE_BEFORE = /\b(?:qps|rps|tps|req\/s|hz|requests\s+(?:per|a)\s+second)\b[^\d,;.]{0,20}$/iu;
const LEVEL_AFTER = /^\s*\(?(?:mean|avg\.?|average|peak|max\.?|at\s+peak|on\s+average)\b/iu;

/** "p95 in ms: 20 / 35 / 60", "25 | 90 | 110 (all ms)", a column headed "ms": the unit stands apart. */
const UNIT_APART =
  /(?:^(?<first>ms|milliseconds)\b[^:\d]{0,40}(?=:)|\b(?:in|all)\s+(?<small>ms|msecs?|milliseconds)|[(|]\s*(?:all\s+|in\s+)*(?<unit>ms|milliseconds|msecs?|seconds|secs?))(?=\s*(?:[)|:,;.]|$))/iu;

/** The unit that a line names for all its bare numbers, such as "ms"; null for none. */
export function readUnitApart(line: string): Unit | null {
  const { first, small, unit } = UNIT_APART.exec(line)?.groups ?? {};
  return readUnit(first ?? small ?? unit ?? "");
}

/** A cell that is a unit, or ends in one: "ms", "TTFT (ms)", "cost in $". */
const HEAD_UNIT = new RegExp(
  String.raw`(?:^|[(\[,]|\bin\s)\s*(?:(?<unit>${UNIT_SOURCE})|(?<money>\$))\s*[)\]]?$`,
  "iu",
);

/** The units that the cells of a table's head name for the columns below; empty where none does. */
export function readColumnUnits(row: string): (Unit | null)[] {
  const units = row.split("|").map((cell): Unit | null => {
    const { unit, money } = HEAD_UNIT.exec(cell.trim())?.groups ?? {};
    return money === undefined ? readUnit(unit ?? "") : { kind: "money", size: 1 };
  });
  return units.some((unit) => unit !== null) ? units : [];
}

/**
 * Every quantity of a text, in reading order.
 *
 * @param unitApart what bare numbers are counted in, where the text doesn't say it itself
 * @param columns the same for the cells of a table's row
 */
export function findQuantities(
  text: string,
  unitApart: Unit | null = null,
  columns: (Unit | null)[] = [],
): Quantity[] {
  const own = readUnitApart(text) ?? unitApart;
  const found = findWritten(text);
  if (!own && columns.length === 0) return found;
  let cell = 0;
  let counted = 0;
  return found.map((one) => {
    for (; counted < one.start; counted += 1) if (text[counted] === "|") cell += 1;
    const column = columns[cell];
    const unit = one.kind === "count" ? (column ?? own) : null;
    return unit ? { ...one, kind: unit.kind, value: one.value * unit.size } : one;
  });
}

function findWritten(text: string): Quantity[] {
  const found: Quantity[] = [];
  let at = 0;
  while (at < text.length) {
    const date = matchAt(DATE, text, at);
    const raw = date ? null : readNumber(text, at);
    if (!raw) {
      at += date?.[0].length ?? 1;
      continue;
    }
    const read = isOwnNumber(text, raw) ? readQuantities(text, raw) : [];
    found.push(...read);
    at = Math.max(raw.end, ...read.map(({ end }) => end));
  }
  for (const match of text.matchAll(ARTICLE_DURATION)) {
    const unit = readUnit(match.groups?.unit ?? "");
    const span = { start: match.index, end: match.index + match[0].length, text: match[0] };
    if (unit) found.push({ kind: unit.kind, value: unit.size, ...span });
  }
  found.push(...findHalves(text), ...findParts(text), ...findPartsOfMoney(text));
  return readBareRates(text, found).sort((left, right) => left.start - right.start);
}

function findHalves(text: string): Quantity[] {
  return Array.from(text.matchAll(AND_A_HALF)).flatMap((match) => {
    const unit = readUnit(match.groups?.unit ?? "");
    const span = { start: match.index, end: match.index + match[0].length, text: match[0] };
    return unit ? [{ kind: unit.kind, value: 1.5 * unit.size, ...span }] : [];
  });
}

function findParts(text: string): Quantity[] {
  return Array.from(text.matchAll(PART)).flatMap((match): Quantity[] => {
    const { part, whole, parts, share } = match.groups ?? {};
    const below = (whole ?? share ?? "").toLowerCase();
    const of = WHOLES[below] ?? Number(below);
    const value =
      (100 * (parts?.toLowerCase() === "a" ? 1 : parseNumber(part ?? parts ?? ""))) / of;
    const span = { start: match.index, end: match.index + match[0].length, text: match[0] };
    return value > 0 && value < 100 ? [{ kind: "percent", value, ...span }] : [];
  });
}

function findPartsOfMoney(text: string): Quantity[] {
  return Array.from(text.matchAll(PART_OF_MONEY)).flatMap((match) => {
    const { parts = "", share = "", unit = "" } = match.groups ?? {};
    const coin = readUnit(unit);
    if (!coin) return [];
    const count = parts.toLowerCase() === "a" ? 1 : parseNumber(parts);
    const value = (count / (WHOLES[share.toLowerCase()] ?? 1)) * coin.size;
    const start = match.index;
    const { kind, size, end } = moneyMeaning(text, start, start + match[0].length, value);
    return [{ kind, value: size, start, end, text: text.slice(start, end) }];
  });
}

function readBareRates(text: string, found: Quantity[]): Quantity[] {
  if (!RATE_WORD.test(text)) return found;
  return found.map((one) => {
    const isRate =
      one.kind === "count" &&
      (RATE_BEFORE.test(text.slice(Math.max(0, one.start - 45), one.start)) ||
        LEVEL_AFTER.test(text.slice(one.end)));
    return isRate ? { ...one, kind: "rate" } : one;
  });
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readNumber(text: string, at: number): RawNumber | null {
  const match = matchAt(NUMBER, text, at);
  if (!match?.groups) return null;
  const { currency, digits, word, short, long } = match.groups;
  const scale = (short ?? long)?.toLowerCase();
  return {
    start: at,
    end: at + match[0].length,
    digits: parseNumber(digits ?? word ?? ""),
    magnitude: scale === undefined ? null : (MAGNITUDES[scale] ?? null),
    isMoney: currency !== undefined,
    isMicro: /^[µμ]\$/u.test(currency ?? ""),
    isWord: word !== undefined,
  };
}

/** A number right after one of these is a name: "phase 2", "HTTP 429". */
const NAME_BEFORE =
  /(?:^|[^\p{L}])(?:phase|step|tier|level|version|http|status|port|section|chapter|stage|option|figure|table|part|type|class|since|late|early|per)\s$/iu;

/** What stands right before and after digits tells a quantity from a name ("p95", "GPT-4"). */
function isOwnNumber(text: string, raw: RawNumber): boolean {
  const before = text.slice(Math.max(0, raw.start - 20), raw.start);
  const after = text.slice(raw.end, raw.end + 12);
  if (/[\p{L}\p{N}_@#]$|¥\s?$|[\d)][.,:/]$|\/$/u.test(before)) return false;
  if (
    /[\p{L}\p{N}]-$/u.test(before) &&
    !/(?:\b(?:top|sub|a|per)|\d\s?(?:%|m?s|k|m|b)?)-$/iu.test(before)
  )
    return false;
  if (NAME_BEFORE.test(before)) return false;
  if (/^(?:[:/]\d|\.\d|-\d{1,2}-\d|(?:th|st|nd|rd)\b)/iu.test(after)) return false;
  // eslint-disable-next-line regexp/no-super-linear-move -- of twenty characters
  if (/(?:^|\n)\s*[(]?$/.test(before) && /^[.)]\s/.test(after)) return false;
  const isYear = /^(?:19|20)\d\d$/.test(text.slice(raw.start, raw.end));
  if (isYear && (/^s\b/.test(after) || /\bin\s$/i.test(before))) return false;
  return /^(?:$|[^\p{L}\p{N}])/u.test(after) || /^[x×]/iu.test(after) || readsUnit(text, raw.end);
}

function readsUnit(text: string, at: number): boolean {
  return matchAt(UNIT, text, at) !== null;
}

/** One quantity, or two for a range; none for a bare "one". */
function readQuantities(text: string, low: RawNumber): Quantity[] {
  const high = readHighEnd(text, low);
  const last = high ?? low;
  const meaning = readMeaning(text, low, last);
  if (!meaning) return [];
  const span = { start: low.start, end: meaning.end, text: text.slice(low.start, meaning.end) };
  const scale = last.magnitude ?? 1;
  const lowScale = low.magnitude ?? (low.digits < last.digits ? scale : 1);
  const values = high ? [low.digits * lowScale, high.digits * scale] : [low.digits * scale];
  return values.map((value) => ({ kind: meaning.kind, value: value * meaning.size, ...span }));
}

/** The other end of "300–500 ms"; null where the first number has its unit already. */
function readHighEnd(text: string, low: RawNumber): RawNumber | null {
  if (readsUnit(text, low.end)) return null;
  const isBetween = /\bbetween\s+$/i.test(text.slice(Math.max(0, low.start - 12), low.start));
  const joint =
    matchAt(RANGE, text, low.end) ?? (isBetween ? matchAt(BETWEEN, text, low.end) : null);
  const high = joint ? readNumber(text, low.end + joint[0].length) : null;
  if (!high || high.digits * (high.magnitude ?? 1) <= low.digits * (low.magnitude ?? 0))
    return null;
  return high;
}

type Meaning = { kind: NumberKind; size: number; end: number };

function readMeaning(text: string, first: RawNumber, last: RawNumber): Meaning | null {
  const unitMatch = matchAt(UNIT, text, last.end);
  const unit = unitMatch ? readUnit(unitMatch[1] ?? "") : null;
  const end = unitMatch && unit ? last.end + unitMatch[0].length : last.end;
  if (first.isMoney || unit?.kind === "money") {
    const size = unit?.kind === "money" ? unit.size : 1;
    return moneyMeaning(text, first.start, end, first.isMicro ? size * 1e-6 : size);
  }
  if (unit && unit.kind !== "tokens") return { ...unit, end };
  const period = matchAt(PERIOD, text, end) ?? matchAt(ADVERB, text, end);
  const seconds = readPeriod(period?.groups?.period ?? "");
  if (period && seconds !== null) {
    return { kind: "rate", size: 1 / seconds, end: end + period[0].length };
  }
  return unit ? { ...unit, end } : countMeaning(text, first, end);
}

function moneyMeaning(text: string, start: number, end: number, size: number): Meaning {
  const after = matchAt(PERIOD, text, end) ?? matchAt(ADVERB, text, end);
  const before = PERIOD_BEFORE.exec(text.slice(Math.max(0, start - 60), start));
  const seconds =
    readPeriod(after?.groups?.period ?? "") ??
    readPeriod(before?.groups?.adverb ?? before?.groups?.period ?? "");
  if (seconds === null) return { kind: "money", size, end };
  return { kind: "money_rate", size: size / seconds, end: end + (after?.[0].length ?? 0) };
}

function countMeaning(text: string, raw: RawNumber, end: number): Meaning | null {
  const isBareWord = raw.isWord && raw.magnitude === null;
  if (isBareWord && raw.digits <= 1) return null;
  const times = /^[x×](?![\p{L}\p{N}])/iu.test(text.slice(end, end + 2)) ? 1 : 0;
  return { kind: "count", size: 1, end: end + times };
}
