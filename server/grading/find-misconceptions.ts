import { SECTION_IDS } from "#domain/problems/scale";
import { overwriteRuns } from "../text/clean";
import { foldToString } from "../text/fold";
import { findQuantities } from "../text/quantities";
import { splitSentences } from "../text/sentences";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Misconception, NumberKind, Rubric, SignalGroup } from "#domain/rubrics/rubric.schema";
import type { Verdict } from "#domain/grading/verdicts";

/** Adjacent sentences that count as one place, as for the signals of criteria. */
const WINDOW = 2;
const NEAR_CHARS = 60;
/** Words that take a phrase back, in the forty characters before or behind it. */
const TAKEN_BACK_BEFORE =
  /\b(no|not|never|without|avoid(s|ing)?|cannot|nor|instead of|rather than|against|\w+n't)\b[^,;:]{0,40}$/;
const TAKEN_BACK_BEHIND =
  /^[^,;:]{0,40}\b(not|never|\w+n't|unnecessary|overkill|needless|rejected|ruled out)\b/;

const DENIAL =
  /\b(no|not|never|without|nor|nobody|nothing|neither|avoid\w*|cannot|instead|rather|against|unless|\w+n't)\b/;

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
  const sections = readSections(answers);
  const isSpoken = ({ signals }: Misconception): boolean => findPassage(sections, signals) !== null;
  return new Set(rubric.misconceptions.filter(isSpoken).map(({ id }) => id));
}

/**
 * The sentences of an answer that show a misconception, as written; null where its words don't show
 * it, or the passage denies anything beside them: then only a reader could tell what it says.
 */
export function quoteMisconception(
  signals: Misconception["signals"],
  answers: Answers,
): string | null {
  const passage = findPassage(readSections(answers), signals);
  if (passage === null) return null;
  const phrases = (signals ?? []).flatMap((group) =>
    Array.isArray(group) ? group.map(foldToString) : [],
  );
  const beside = passage.map(({ sentence }) =>
    phrases.reduce((text, phrase) => text.replaceAll(phrase, " "), sentence),
  );
  if (beside.some((text) => DENIAL.test(text))) return null;
  return passage.map(({ written }) => written).join(" ");
}

/**
 * A sentence as written and folded; the kinds of its quantities are looked for when they are first
 * asked for.
 */
type Read = { written: string; sentence: string; kinds: () => Set<NumberKind> };

function readSections(answers: Answers): Read[][] {
  return SECTION_IDS.map((section) =>
    splitSentences(overwriteRuns(answers[section])).map(({ text }) => readOnce(text)),
  );
}

function readOnce(written: string): Read {
  let kinds: Set<NumberKind> | null = null;
  const sentence = foldToString(written);
  return {
    written,
    sentence,
    kinds: () => (kinds ??= new Set(findQuantities(sentence).map(({ kind }) => kind))),
  };
}

type Test = (read: Read) => boolean;

/** The first sentences of one section in which every group stands together. */
function findPassage(sections: Read[][], signals: Misconception["signals"]): Read[] | null {
  if (!signals?.length) return null;
  const groups = signals.map(toTest);
  for (const sentences of sections) {
    const passage = standTogether(sentences, groups);
    if (passage !== null) return passage;
  }
  return null;
}

function standTogether(sentences: readonly Read[], groups: readonly Test[]): Read[] | null {
  /** For each group the last sentence that holds it; -1 for none so far. */
  const last = groups.map(() => -1);
  for (const [at, read] of sentences.entries()) {
    groups.forEach((holds, group) => {
      if (holds(read)) last[group] = at;
    });
    const isWhole = last.every((one) => one >= 0 && one > at - WINDOW);
    if (isWhole) return sentences.slice(Math.min(...last), at + 1);
  }
  return null;
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
