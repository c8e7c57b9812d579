import { readToldNumbers } from "../../text/told-numbers";
import { splitSentences } from "../../text/sentences";
import { comesOut } from "./check-figures";
import { countShared, findTelling, isSame, plain, stemsOf } from "./knowledge";
import type { ToldNumber } from "../../text/told-numbers";
import type { CheckedFigures, Figure } from "./check-figures";
import type { Knowledge } from "./knowledge";

/** Counts that need no figure: "two arms", "three times", "at most 5 people". */
const SMALL_COUNT = 10;
/** Behind a small number: then it is an amount and no count. */
const UNIT = /^\s?(?:%|¢|[kmgt]?b\b|[µmn]?s\b|sec|min\b|hz\b|[€$£]|[°])/i;
/** Such as "half of it" or "twice" say nothing exact. */
const LOOSE = /^(?:(?:a )?half|halves|once|twice|double|triple|a dozen|dozen|half an?)$/i;
/** "The third fix" counts; "a third" and "third of it" are parts. */
const ORDINAL = /^(?:third|fifth|sixth|eighth|tenth|twentieth|hundredth)$/i;
/** A time of day, a date, a version, an element of the drawing, a standard's number. */
const LABEL_BEFORE = /(?:\d:|\d{4}-(?:\d{2}-)?|\b(?:RFC|ISO|v|version|section|step|item)\s?)$/i;
const LABEL_AFTER = /^(?::\d{2}|-\d{2}-\d{2}|\/7\b|-(?:bit|way)\b)/;
/** Stems that a sentence shares with a secret one that tells the same number: then it repeats it. */
const SHARED = { number: 2, smallCount: 3 };

export type ShownBy = Pick<CheckedFigures, "figures" | "constants" | "faults"> & {
  /** Of the point that is read. */
  own?: readonly Figure[];
};

/**
 * Why a text holds a number that is neither the candidate's, nor told, nor computed; null where each is.
 * What stands only in secret texts is refused whatever it is called.
 * @param used gets the figures that a number of the text is shown by
 */
export function refuseNumbers(
  text: string,
  shownBy: ShownBy,
  knowledge: Knowledge,
  used: Set<Figure> = new Set(),
): string | null {
  for (const { text: sentence } of splitSentences(text)) {
    const wording = plain(sentence);
    const numbers = readToldNumbers(wording);
    for (const number of numbers.filter((one) => isClaim(one, numbers, wording))) {
      const refused = refuseNumber(number, wording, shownBy, knowledge, used);
      if (refused !== null) return refused;
    }
  }
  return null;
}

/** Whether a number says an amount, and isn't part of a longer one. */
function isClaim(number: ToldNumber, all: readonly ToldNumber[], wording: string): boolean {
  const { start, end, words, kind } = number;
  if (kind === "part" && LOOSE.test(words.trim())) return false;
  if (kind === "part" && ORDINAL.test(words.trim()) && !/^\s+of\b/.test(wording.slice(end))) {
    return false;
  }
  if (LABEL_BEFORE.test(wording.slice(Math.max(0, start - 12), start))) return false;
  if (LABEL_AFTER.test(wording.slice(end, end + 8))) return false;
  if (kind === "one_in") return isShare(words) && number.value < 1;
  const isInside = (other: ToldNumber): boolean =>
    other !== number &&
    other.start <= start &&
    end <= other.end &&
    other.end - other.start > end - start;
  return !all.some((other) => isInside(other) && (other.kind !== "one_in" || isShare(other.words)));
}

/** "One in five", "nine out of ten"; not "two of the three". */
function isShare(text: string): boolean {
  return /\b(?:in|out of)\s+(?:every\s+)?\S+$/i.test(text);
}

function refuseNumber(
  number: ToldNumber,
  wording: string,
  { own = [], figures, constants, faults }: ShownBy,
  knowledge: Knowledge,
  used: Set<Figure>,
): string | null {
  const shows = ({ value }: Figure): boolean => comesOut(number, value);
  const ownFigure = own.find(shows);
  const figure = ownFigure ?? figures.find(shows);
  const isOpen = isKnown(number, knowledge.said()) || isKnown(number, knowledge.told());
  // Another point's sum may come to a number that stands here for something else.
  if (figure && (ownFigure || !isOpen)) used.add(figure);
  if (isOpen) return null;
  const input = figures.flatMap(({ inputs }) => inputs).find(({ value }) => isValue(number, value));
  if (input && input.from !== "assumed") return null;
  const isGuessed = figure?.inputs.every(({ from }) => from === "assumed") ?? input !== undefined;
  const isSmall = isSmallCount(number, wording);
  if (figure && !isGuessed) return null;
  if (!figure && !input && !isSmall) {
    if (constants.some((one) => isValue(number, one))) return null;
    const fault = faults.find(({ shown }) => shown.includes(number.words.trim()));
    return fault?.reason ?? `“${number.words.trim()}” is neither said nor told nor computed.`;
  }
  const least = isSmall ? SHARED.smallCount : SHARED.number;
  const about = stemsOf([wording, input?.words ?? ""].join(" "));
  const isSecret = [number.value, number.plain]
    .flatMap((value) => findTelling(knowledge.secret(), value))
    .some(({ stems }) => countShared(stems, about) >= least);
  return isSecret ? `“${number.words.trim()}” is private: nobody told the candidate.` : null;
}

function isKnown(number: ToldNumber, sentences: ReturnType<Knowledge["said"]>): boolean {
  return [number.value, number.plain].some((value) => findTelling(sentences, value).length > 0);
}

function isValue(number: ToldNumber, value: number): boolean {
  return isSame(number.value, value) || isSame(number.plain, value);
}

function isSmallCount({ value, isPercent, kind, end, step }: ToldNumber, wording: string): boolean {
  if (isPercent || kind === "part" || kind === "one_in") return false;
  if (!Number.isInteger(value) || value > SMALL_COUNT || step > 1) return false;
  return kind === "words" || !UNIT.test(wording.slice(end, end + 5));
}
