import { SECTION_IDS } from "../problems/scale";
import { overwriteRuns } from "../text/clean";
import { foldToString } from "../text/fold";
import { findQuantities } from "../text/quantities";
import { splitSentences } from "../text/sentences";
import type { Answers } from "../attempts/answer.schema";
import type { Misconception, NumberKind, Rubric, SignalGroup } from "../rubrics/rubric.schema";
import type { Verdict } from "./verdicts";

/** Adjacent sentences that count as one place, as for the signals of criteria. */
const WINDOW = 2;
const NEAR_CHARS = 60;
/** Words that take a phrase back, in the forty characters before or behind it. */
const TAKEN_BACK_BEFORE =
  /\b(no|not|never|without|avoid(s|ing)?|cannot|nor|instead of|rather than|against|\w+n't)\b[^,;:]{0,40}$/;
const TAKEN_BACK_BEHIND =
  /^[^,;:]{0,40}\b(not|never|\w+n't|unnecessary|overkill|needless|rejected|ruled out)\b/;

/**
 * Ids of the misconceptions that an answer shows: every listed criterion is not met, or it is among
 * the `spoken`.
 */
export function findMisconceptions(
  rubric: Rubric,
  verdicts: ReadonlyMap<string, Verdict>,
  spoken: ReadonlySet<string>,
): string[] {
  const isShown = ({ id, whenNoneMet }: Misconception): boolean =>
    spoken.has(id) ||
    Boolean(whenNoneMet?.length && whenNoneMet.every((one) => verdicts.get(one) === "not_met"));
  return rubric.misconceptions.filter(isShown).map(({ id }) => id);
}

/**
 * Ids of the misconceptions that the words of an answer show: every group of signals stands in one
 * place, not taken back there. Phrases are matched as authored, folded, without a model of language:
 * rather one missed than one accused of what they didn't write.
 */
export function findSpokenMisconceptions(rubric: Rubric, answers: Answers): Set<string> {
  const sections = SECTION_IDS.map((section) =>
    splitSentences(overwriteRuns(answers[section])).map(({ text }) => readOnce(foldToString(text))),
  );
  const isSpoken = ({ signals }: Misconception): boolean => {
    if (!signals?.length) return false;
    const groups = signals.map(toTest);
    return sections.some((sentences) => standTogether(sentences, groups));
  };
  return new Set(rubric.misconceptions.filter(isSpoken).map(({ id }) => id));
}

/** A folded sentence; the kinds of its quantities are looked for when they are first asked for. */
type Read = { sentence: string; kinds: () => Set<NumberKind> };

function readOnce(sentence: string): Read {
  let kinds: Set<NumberKind> | null = null;
  return {
    sentence,
    kinds: () => (kinds ??= new Set(findQuantities(sentence).map(({ kind }) => kind))),
  };
}

type Test = (read: Read) => boolean;

function standTogether(sentences: readonly Read[], groups: readonly Test[]): boolean {
  /** For each group the last sentence that holds it; -1 for none so far. */
  const last = groups.map(() => -1);
  return sentences.some((read, at) => {
    groups.forEach((holds, group) => {
      if (holds(read)) last[group] = at;
    });
    return last.every((one) => one >= 0 && one > at - WINDOW);
  });
}

function toTest(group: SignalGroup): Test {
  if (!Array.isArray(group)) return ({ kinds }) => kinds().has(group.number);
  const phrases = group.map(foldToString);
  return ({ sentence }) => phrases.some((phrase) => says(sentence, phrase));
}

function says(sentence: string, phrase: string): boolean {
  for (let at = sentence.indexOf(phrase); at !== -1; at = sentence.indexOf(phrase, at + 1)) {
    const before = sentence.slice(Math.max(0, at - NEAR_CHARS), at);
    const behind = sentence.slice(at + phrase.length, at + phrase.length + NEAR_CHARS);
    const isWhole = !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(behind);
    if (isWhole && !TAKEN_BACK_BEFORE.test(before) && !TAKEN_BACK_BEHIND.test(behind)) return true;
  }
  return false;
}
