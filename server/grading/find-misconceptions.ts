import { SECTION_IDS } from "../problems/scale";
import { overwriteRuns } from "../text/clean";
import { foldToString } from "../text/fold";
import { findQuantities } from "../text/quantities";
import { splitSentences } from "../text/sentences";
import type { Answers } from "../attempts/answer.schema";
import type { Misconception, Rubric, SignalGroup } from "../rubrics/rubric.schema";
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
    splitSentences(overwriteRuns(answers[section])).map(({ text }) => foldToString(text)),
  );
  const isSpoken = ({ signals }: Misconception): boolean =>
    Boolean(signals?.length && sections.some((sentences) => standTogether(sentences, signals)));
  return new Set(rubric.misconceptions.filter(isSpoken).map(({ id }) => id));
}

function standTogether(sentences: readonly string[], groups: readonly SignalGroup[]): boolean {
  return sentences.some((_, i) => {
    const place = sentences.slice(i, i + WINDOW);
    return groups.every((group) => place.some((sentence) => holds(sentence, group)));
  });
}

function holds(sentence: string, group: SignalGroup): boolean {
  if (!Array.isArray(group)) return findQuantities(sentence).some((q) => q.kind === group.number);
  return group.some((phrase) => says(sentence, foldToString(phrase)));
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
