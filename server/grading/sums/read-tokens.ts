import { VALUE_BY_WORD } from "../../text/number-words";
import { readUnits, type Unit } from "./units";

/** One way to read a number's letters: "70B" may be billions or bytes. */
export type Reading = { scale: number; units: Unit[] };

/** `opens`: a code span begins with it, and no sum goes on from before. */
type Span = { start: number; end: number; text: string; opens?: boolean };
export type NumberToken = Span & {
  kind: "number";
  /** As written, without the scale: 1.12 of "1.12 TB". */
  mantissa: number;
  /** What one step of the last written digit is worth, likewise without the scale. */
  step: number;
  readings: Reading[];
  /** In words: "four". */
  isWord: boolean;
  /** Where scale and unit begin: "59" of "59 GB" ends there. */
  digitsEnd: number;
};
export type Token =
  | NumberToken
  /** `power` has its exponent; the others stand between two operands. */
  | (Span & { kind: "op"; op: "*" | "/" | "+" | "-" | "^" | "range" })
  | (Span & { kind: "power"; exponent: number })
  | (Span & { kind: "relation" | "arrow" | "approx" | "open" | "close" | "root" | "word" })
  | (Span & { kind: "cell" | "comma" | "stop" | "break" });

/** Twice what a section may have (answer.schema.ts), for the worksheet below it. */
const MAX_CHARS = 100_000;

const OPS: Record<string, "*" | "/" | "+" | "-" | "^"> = {
  // prettier-ignore
  "×": "*",
  "✕": "*",
  "·": "*",
  "⋅": "*",
  "∙": "*",
  "*": "*",
  "\\times": "*",
  "\\cdot": "*",
  "÷": "/",
  "/": "/",
  "∕": "/",
  "⁄": "/",
  "+": "+",
  "−": "-",
  "-": "-",
  "–": "-",
  "^": "^",
  "**": "^",
};
const SIGNS: Record<string, "relation" | "arrow" | "approx" | "open" | "close" | "root"> = {
  "=": "relation",
  "==": "relation",
  "≈": "relation",
  "≅": "relation",
  "≃": "relation",
  "≡": "relation",
  "=~": "relation",
  "~=": "relation",
  "\\approx": "relation",
  "→": "arrow",
  "⇒": "arrow",
  "->": "arrow",
  "=>": "arrow",
  "-->": "arrow",
  "⟶": "arrow",
  "~": "approx",
  "∼": "approx",
  "(": "open",
  "[": "open",
  ")": "close",
  "]": "close",
  "√": "root",
};
const FRACTIONS: Record<string, number> = {
  "½": 1 / 2,
  "¼": 1 / 4,
  "¾": 3 / 4,
  "⅓": 1 / 3,
  "⅔": 2 / 3,
  "⅛": 1 / 8,
};
const SHARES: Record<string, number> = {
  half: 1 / 2,
  third: 1 / 3,
  quarter: 1 / 4,
  fifth: 1 / 5,
  tenth: 1 / 10,
  hundredth: 1 / 100,
};
const SCALES: Record<string, number> = {
  hundred: 100,
  k: 1e3,
  thousand: 1e3,
  million: 1e6,
  mn: 1e6,
  mio: 1e6,
  bn: 1e9,
  dozen: 12,
  billion: 1e9,
  trillion: 1e12,
  tn: 1e12,
  lakh: 1e5,
  crore: 1e7,
};
const BYTES_OF: Record<string, number> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12 };
const SHORT: Record<string, number> = { k: 1e3, m: 1e6, b: 1e9, bn: 1e9 };
const A_SCALE = /^\s(?:hundred|thousand|million|billion|dozen)\b/i;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const BREAK =
  /\r?\n(?:[^\S\n]*\r?\n)+|\r?\n(?=[^\S\n]*(?:[-*•#>|]|\d{1,2}[.)])[^\S\n]|[^\S\n]*\||[^\S\n]*(?:```|~~~))/y;
const MARKER = /[^\S\n]*(?:(?:[-*•>]|#{1,6}|\d{1,2}[.)])[^\S\n]+){1,3}/y;
const SPACE = /[\s`]+/y;
/** Clock times, ratios, dates, versions: names, as far as sums go. */
const NAME = /\d{1,2}:\d{2}(?!\d)|\d{4}-\d{2}-\d{2}|\d+\.\d+\.\d[\d.]*|\d{1,4}(?:st|nd|rd|th)\b/y;
const DIGITS =
  /(?<money>[$€£]|US\$|USD|EUR)?\s?(?:(?<grouped>\d{1,3}(?:[,_'’\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:\.\d+)?)|(?<comma>\d{1,3},\d{1,2})(?![\d,])|(?<plain>\d+(?:\.\d+)?|\.\d+))(?<exponent>[eE][+-]?\d{1,2}(?![\p{L}\d]))?/uy;
const LETTERS = /[\p{L}%‰€£¢$]{1,14}/uy;
const WORD = /[\p{L}_&#@][\p{L}\p{N}_'’&#@]*(?:-[\p{L}\p{N}_'’]+)*|\$/uy;
const SIGN = /\\times|\\cdot|\\approx|-->|->|=>|=~|~=|==|\*\*|[×✕·⋅∙*÷/∕⁄+−\-–^=≈≅≃≡→⇒⟶~∼()[\]√]/uy;
const POWERS = /⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/uy;
/** "3x80", "3 x 80", "8 x $2". */
const TIMES = /[xX](?=\s?[\d$€(.~≈])/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The text as numbers, operators, relations and words; what none of them is stops a sum. */
export function readTokens(whole: string): Token[] {
  const text = whole.slice(0, MAX_CHARS);
  const tokens: Token[] = [];
  let at = match(MARKER, text, 0)?.[0].length ?? 0;
  while (at < text.length) {
    const line = match(BREAK, text, at);
    const skipped = line ?? match(SPACE, text, at);
    if (skipped) {
      const end = at + skipped[0].length;
      if (line) tokens.push({ kind: "break", start: at, end, text: "\n" });
      at = line ? end + (match(MARKER, text, end)?.[0].length ?? 0) : end;
      continue;
    }
    const token = readToken(text, at, tokens.at(-1));
    if (token) tokens.push(text[at - 1] === "`" ? { ...token, opens: true } : token);
    at = token ? token.end : at + (text.startsWith("**", at) ? 2 : 1);
  }
  return tokens;
}

/** Null for the stars of Markdown. */
function readToken(text: string, at: number, last: Token | undefined): Token | null {
  const span = (length: number) => ({
    start: at,
    end: at + length,
    text: text.slice(at, at + length),
  });
  const name = match(NAME, text, at);
  if (name && !/^\d{1,3}(?:\.\d{3}){2,}$/.test(name[0])) {
    return { kind: "word", ...span(name[0].length) };
  }
  const number = readNumber(text, at);
  if (number) return number;
  const isAfterOperand = last?.kind === "number" || last?.kind === "close" || last?.kind === "word";
  if (isAfterOperand && match(TIMES, text, at)) return { kind: "op", op: "*", ...span(1) };
  const powers = match(POWERS, text, at)?.[0];
  if (powers !== undefined) {
    const digits = [...powers.replace("⁻", "")].map((sign) => SUPERSCRIPTS.indexOf(sign)).join("");
    const exponent = Number(digits) * (powers.startsWith("⁻") ? -1 : 1);
    return { kind: "power", exponent, ...span(powers.length) };
  }
  const sign = match(SIGN, text, at)?.[0];
  if (sign !== undefined) return readSign(text, sign, span(sign.length));
  const word = match(WORD, text, at)?.[0];
  if (word !== undefined) return readWord(text, word, span(word.length), last);
  const char = text.charAt(at);
  if (char === "|") return { kind: "cell", ...span(1) };
  return { kind: ",;.:".includes(char) ? "comma" : "stop", ...span(1) };
}

function readSign(text: string, sign: string, span: Span): Token | null {
  const next = text.charAt(span.end);
  const isTight = !/\s/.test(next) && !/\s/.test(text.charAt(span.start - 1) || " ");
  // Bold; a power only as in "2**30".
  if (sign === "**" && !(/\d/.test(next) && /\d/.test(text.charAt(span.start - 1)))) return null;
  if (sign === "*" && !/^\s?[\d$€£(~≈.√]/.test(text.slice(span.end, span.end + 2))) return null;
  const kind = SIGNS[sign];
  if (kind !== undefined) return { kind, ...span };
  const op = OPS[sign] ?? "*";
  if (op === "-" && isTight && sign !== "−") return { kind: "op", op: "range", ...span };
  return { kind: "op", op, ...span };
}

function readWord(text: string, word: string, span: Span, last: Token | undefined): Token {
  const lower = word.toLowerCase();
  if (lower === "sqrt") return { kind: "root", ...span };
  const of =
    lower === "root" ? /^\s+of\b/.exec(text.slice(span.end, span.end + 6))?.[0] : undefined;
  if (of !== undefined) return { kind: "root", ...span, end: span.end + of.length };
  const isArticle = /^an?$/.test(lower) && A_SCALE.test(text.slice(span.end, span.end + 12));
  if (isArticle) return readScale(text, span, 1);
  // "Half an hour".
  const article =
    lower === "half" ? /^\s+an?(?=\s)/.exec(text.slice(span.end, span.end + 6))?.[0] : undefined;
  if (article !== undefined) {
    return readScale(text, { ...span, end: span.end + article.length }, 1 / 2);
  }
  // "$3/M".
  const isOver = last?.kind === "op" && last.op === "/" && /^(?:[KMB]|k|bn|Mtok)$/.test(word);
  if (isOver) return readScale(text, span, word === "Mtok" ? 1e6 : (SHORT[lower] ?? 1));
  const value = wordValue(lower) ?? shareOf(text, lower, span.end) ?? SCALES[lower];
  if (value === undefined || /^(?:k|bn|mn|tn|mio)$/.test(lower)) return { kind: "word", ...span };
  const token = readScale(text, span, value);
  const rest = /^\s+and\s+([a-z-]{3,})/i.exec(text.slice(token.end, token.end + 30));
  const more = wordValue((rest?.[1] ?? "").toLowerCase());
  const scale = token.readings[0]?.scale ?? 1;
  if (!rest || more === undefined || more >= 100 || value * scale < 100) return token;
  // "One hundred and fifty".
  return readScale(text, { ...span, end: token.end + rest[0].length }, value * scale + more);
}

function readScale(text: string, { start, end }: Span, mantissa: number): NumberToken {
  return finishNumber(text, start, end, { mantissa, step: 0, isMoney: false });
}

function wordValue(lower: string): number | undefined {
  const [tens = "", ones = ""] = lower.split("-");
  const [first, second] = [VALUE_BY_WORD.get(tens), VALUE_BY_WORD.get(ones)];
  if (!lower.includes("-")) return first;
  return first !== undefined && second !== undefined ? first + second : undefined;
}

/** "Half of", "a third of": of what, makes it a number. */
function shareOf(text: string, lower: string, end: number): number | undefined {
  return /^\s+of\s/i.test(text.slice(end, end + 6)) ? SHARES[lower] : undefined;
}

function readNumber(text: string, at: number): NumberToken | null {
  const vulgar = FRACTIONS[text.charAt(at)];
  if (vulgar !== undefined) {
    return finishNumber(text, at, at + 1, { mantissa: vulgar, step: 0, isMoney: false });
  }
  const found = match(DIGITS, text, at);
  if (!found?.groups) return null;
  const { money, grouped, comma, plain, exponent = "" } = found.groups;
  const european = match(NAME, text, at + (money ?? "").length)?.[0];
  const digits =
    european?.replaceAll(".", "") ??
    grouped?.replace(/[^\d.]/g, "") ??
    comma?.replace(",", ".") ??
    plain ??
    "";
  const size = Number(`1${exponent || "e0"}`);
  const decimals = digits.includes(".") ? digits.length - digits.indexOf(".") - 1 : 0;
  const end =
    european === undefined ? at + found[0].length : at + (money ?? "").length + european.length;
  const half = FRACTIONS[text.charAt(end)];
  return finishNumber(text, at, half === undefined ? end : end + 1, {
    mantissa: (Number(digits) + (half ?? 0)) * size,
    step: size * 10 ** -decimals,
    isMoney: money !== undefined,
  });
}

type Written = { mantissa: number; step: number; isMoney: boolean };

/** Scale and unit that are written to a number: "k", "GB", " million", "Mtok", "%". */
function finishNumber(text: string, start: number, from: number, written: Written): NumberToken {
  const { mantissa, step, isMoney } = written;
  const money: Unit = { dimension: "money", size: 1, power: 1 };
  let end = from;
  let readings: Reading[] = [{ scale: 1, units: isMoney ? [money] : [] }];
  for (let turn = 0; turn < 2; turn += 1) {
    const gap = /^[ \u00a0\u202f-]$/.test(text.charAt(end)) ? 1 : 0;
    const letters = match(LETTERS, text, end + gap)?.[0];
    const after = end + gap + (letters?.length ?? 0);
    if (letters === undefined || /[\p{L}\d]/u.test(text.charAt(after))) break;
    const suffix = readSuffix(letters, gap === 0, isMoney);
    if (suffix === null) break;
    readings = suffix.flatMap((one) =>
      readings.map(({ scale, units }) => ({
        scale: scale * one.scale,
        units: [...units, ...one.units],
      })),
    );
    end = after;
    if (readings.some(({ units }) => units.length > (isMoney ? 1 : 0))) break;
  }
  return {
    kind: "number",
    start,
    end,
    text: text.slice(start, end),
    digitsEnd: from,
    mantissa,
    step,
    readings,
    isWord: step === 0 && /\p{L}/u.test(text.charAt(start)),
  };
}

/** What letters after digits mean; null for words, which are no part of the number. */
function readSuffix(letters: string, isTight: boolean, isMoney: boolean): Reading[] | null {
  const lower = letters.toLowerCase();
  if (letters === "%" || lower === "percent" || lower === "pct") {
    return [{ scale: 0.01, units: [] }];
  }
  if (/^(?:points|pts|pp)$/.test(lower)) {
    return [
      { scale: 1, units: [] },
      { scale: 0.01, units: [] },
    ];
  }
  if (/^(?:thirds|quarters|fifths|tenths)$/.test(lower)) {
    return [{ scale: SHARES[lower.slice(0, -1)] ?? 1, units: [] }];
  }
  const scale = SCALES[lower];
  if (scale !== undefined) return [{ scale, units: [] }, ...bytesOf(letters, isMoney)];
  if (/^[mbtg]$/i.test(letters) && (isTight || /[MBT]/.test(letters))) {
    const size = { m: 1e6, b: 1e9, t: 1e12, g: 1e9 }[lower] ?? 1;
    const others = isMoney ? [] : readUnits(letters === "m" ? "min" : letters);
    const units = others.map((one): Reading => ({ scale: 1, units: one }));
    return [{ scale: size, units: [] }, ...units, ...bytesOf(letters, isMoney)];
  }
  const units = readUnits(letters);
  if (units.length > 0) return units.map((one) => ({ scale: 1, units: one }));
  // "1.2Mtok", "5kqps", "3k€".
  const short =
    isTight || /^.[$€£]$/.test(letters)
      ? { k: 1e3, m: 1e6, b: 1e9 }[letters.charAt(0).toLowerCase()]
      : undefined;
  const rest = letters.slice(1);
  if (short === undefined || !/^(?:tok|tokens?|qps|rps|req|[$€£]|usd|eur|params?)$/i.test(rest)) {
    return null;
  }
  return [{ scale: short, units: readUnits(rest)[0] ?? [] }];
}

function bytesOf(letters: string, isMoney: boolean): Reading[] {
  const size = isMoney ? undefined : BYTES_OF[letters];
  if (size === undefined) return [];
  return [{ scale: 1, units: [{ dimension: "data", size, power: 1 }] }];
}

export function isPercent({ readings }: NumberToken): boolean {
  return readings.length === 1 && readings[0]?.scale === 0.01 && readings[0].units.length === 0;
}
