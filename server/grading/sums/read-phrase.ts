import { findClose, peek, type Cursor, type NumberNode } from "./expression";
import { isOperator } from "./operators";
import { isPercent, type Reading, type Token } from "./read-tokens";
import { isDivisor, readUnits, type Unit } from "./units";

const MAX_NOUNS = 8;
/** Words that no number's noun goes on with. */
export const STOPS = new Set(
  // prettier-ignore
  ("and or but nor if because since when while where then than we they i you he she it its it's there there's has have had can could may might must should " +
    "that which who whose this these those so thus hence therefore as is are was were be been equals equal makes make making gives give giving yields yield comes come works amounts adds sums totals results " +
    "gets get means needs need takes take costs cost leaves leave i.e ie e.g until till unless not no don't doesn't lands total").split(" "),
);

type Phrase = { number: NumberNode; words: number; isDivided: boolean; takesUnit: boolean };

/** Unit words and nouns behind a number: "calls per month", "GPU hours", "tok/s". */
export function readPhrase(cursor: Cursor, number: NumberNode, takesUnit: boolean): NumberNode {
  const phrase: Phrase = { number: { ...number }, words: 0, isDivided: false, takesUnit };
  while (phrase.words < MAX_NOUNS) {
    const token = peek(cursor);
    const next = peek(cursor, 1);
    if (token?.opens === true) break;
    if (token?.kind === "op" && token.op === "/" && next?.kind === "word") phrase.isDivided = true;
    else if (token?.kind === "open" && token.start > phrase.number.end) {
      if (!skipRemark(cursor, phrase)) break;
    } else if (token?.kind !== "word" || isOperator(cursor, token, next)) break;
    else if (!takeWord(cursor, phrase, token, next)) break;
    cursor.at += 1;
  }
  const isBare = takesUnit && phrase.words === 0 && phrase.number.end === number.end;
  return { ...phrase.number, isBare };
}

function skipRemark(cursor: Cursor, { number }: Phrase): boolean {
  const close = findClose(cursor, cursor.at);
  if (close === null) return false;
  cursor.remarks.push({ from: cursor.at + 1, to: close, of: { ...number } });
  // "9 min (+ load 13) × $2.20".
  cursor.isLoose ||= peek(cursor, 1)?.kind === "op";
  cursor.at = close;
  number.end = cursor.tokens[close]?.end ?? number.end;
  return true;
}

/** False for a word that ends the phrase. */
function takeWord(cursor: Cursor, phrase: Phrase, token: Token, next: Token | undefined): boolean {
  const { number, isDivided } = phrase;
  const word = token.text.toLowerCase();
  if (STOPS.has(word) && !isDivided && !joinsNouns(cursor, word)) return false;
  if (word === "of" && isShare(number)) cursor.isOpen = true;
  number.end = token.end;
  const isArticle = /^(?:an?|each|every)$/.test(word);
  if (word === "per" || (isArticle && next && isDivisor(next.text))) {
    phrase.isDivided = true;
    return true;
  }
  const units = readUnits(token.text);
  const isRate = units[0]?.[0]?.power === -1;
  const isLong = /^(?:hour|day|minute|second|week|month)s$/.test(word);
  const isNear = phrase.words === 0 || (phrase.words < 3 && isLong);
  if (units.length > 0 && (isDivided || isRate || (phrase.takesUnit && isNear))) {
    number.readings = withUnits(number.readings, units, isDivided ? -1 : 1);
    number.unitEnd = token.end;
    phrase.takesUnit &&= isDivided;
  }
  phrase.isDivided = false;
  phrase.words += 1;
  return true;
}

/** "2 for storage and evaluation =". */
function joinsNouns(cursor: Cursor, word: string): boolean {
  const [next, then] = [peek(cursor, 1), peek(cursor, 2)];
  return word === "and" && next?.kind === "word" && /^(?:op|relation)$/.test(then?.kind ?? "");
}

/** A part of something: "12 %", "half", "two thirds". */
export function isShare({ token }: NumberNode): boolean {
  const isFraction = token.isWord && token.mantissa < 1;
  return isPercent(token) || isFraction || token.readings[0]?.scale === 1 / 3;
}

function withUnits(readings: Reading[], units: Unit[][], sign: number): Reading[] {
  return readings.flatMap(({ scale, units: own }) =>
    units.map((more) => ({
      scale,
      units: [...own, ...more.map((one) => ({ ...one, power: one.power * sign }))],
    })),
  );
}
