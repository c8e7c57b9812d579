import type { Encoding } from "./attack.schema";

const CYRILLIC: Record<string, string> = {
  a: "а",
  c: "с",
  e: "е",
  i: "і",
  j: "ј",
  o: "о",
  p: "р",
  s: "ѕ",
  x: "х",
  y: "у",
  A: "А",
  B: "В",
  C: "С",
  E: "Е",
  H: "Н",
  I: "І",
  K: "К",
  M: "М",
  O: "О",
  P: "Р",
  T: "Т",
};
const LEET: Record<string, string> = { a: "4", e: "3", i: "1", o: "0", s: "5", t: "7" };
const BOLD_A = 0x1d400;
const BOLD_SMALL_A = 0x1d41a;

const ENCODERS: Record<Encoding, (text: string) => string> = {
  zero_width: (text) => Array.from(text).join("\u200B"),
  tags: (text) => mapLetters(text, (letter) => shift(letter, 0xe0000)),
  selectors: (text) =>
    Array.from(Buffer.from(text), (byte) => String.fromCodePoint(0xe0100 + byte)).join(""),
  bidi: (text) => `\u202E${reverse(text)}\u202C`,
  soft_hyphens: (text) => Array.from(text).join("\u00AD"),
  cyrillic: (text) => mapLetters(text, (letter) => CYRILLIC[letter] ?? letter),
  leet: (text) => mapLetters(text, (letter) => LEET[letter.toLowerCase()] ?? letter),
  spaced: (text) => spread(text, " ", "  "),
  dotted: (text) => spread(text, ".", " "),
  fullwidth: (text) => mapLetters(text, (l) => (/[!-~]/.test(l) ? shift(l, 0xfee0) : l)),
  mathematical: (text) => mapLetters(text, toBold),
  stacked_marks: (text) => mapLetters(text, (l) => (/[a-z]/i.test(l) ? `${l}\u0335\u0301` : l)),
  base64: (text) => Buffer.from(text).toString("base64"),
  hex: (text) => Buffer.from(text).toString("hex"),
  rot13: (text) => text.replace(/[a-z]/gi, rotate),
  reversed: reverse,
  percent: (text) =>
    Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
};

/** Disguises a payload. */
export function encode(text: string, encoding: Encoding): string {
  return ENCODERS[encoding](text);
}

function mapLetters(text: string, map: (letter: string) => string): string {
  return Array.from(text, map).join("");
}

function shift(letter: string, by: number): string {
  return String.fromCodePoint((letter.codePointAt(0) ?? 0) + by);
}

function reverse(text: string): string {
  return Array.from(text).reverse().join("");
}

function spread(text: string, between: string, betweenWords: string): string {
  return text
    .split(" ")
    .map((word) => Array.from(word).join(between))
    .join(betweenWords);
}

function toBold(letter: string): string {
  if (/[A-Z]/.test(letter)) return shift(letter, BOLD_A - 65);
  return /[a-z]/.test(letter) ? shift(letter, BOLD_SMALL_A - 97) : letter;
}

function rotate(letter: string): string {
  const base = letter <= "Z" ? 65 : 97;
  return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
}
