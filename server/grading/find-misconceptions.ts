import { SECTION_IDS } from "#domain/problems/scale";
import { overwriteRuns } from "../text/clean";
import { foldToString } from "../text/fold";
import { findQuantities } from "../text/quantities";
import { splitSentences } from "../text/sentences";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Misconception, NumberKind, Rubric } from "#domain/rubrics/rubric.schema";
import type { Verdict } from "#domain/grading/verdicts";
import type { Sentence } from "../text/sentences";

/** Adjacent sentences that count as one place, as for the signals of criteria. */
const WINDOW = 2;
/** Writers end theirs sooner. A longer one shows nothing, nor does a list beneath it. */
const SENTENCE_CHARS = 1_000;

/**
 * Words that deny, turn down, put off, make conditional or compare. One anywhere in a sentence counts
 * for all of it: better to miss a believer than to accuse somebody else. "Rejects" isn't among them,
 * as that is what a component does.
 */
const BACK = [
  "no|not|nor|never|neither|none|nobody|cannot|without",
  "(?:avoid|reject)(?:ed)?|removed?|(?:drop|skip)(?:ped)?|decided against|ruled out|leave|left",
  "out of scope|overkill|needless|unnecessary|too [a-z]+",
  "defer(?:red)?|postponed?|later|can wait|if|unless|once|would|could|might|may",
  "consider(?:ed)?|compared?|tried|alternatives?|instead|prefer|rather|than|versus|vs|unlike|but",
].join("|");
const TAKES_BACK = `n't\\b|\\b(?:${BACK})\\b|\\?["')\\]]{0,3}$`;
const TAKEN_BACK = new RegExp(TAKES_BACK);
/** How the next sentence takes back what was just named: "That would be too slow." */
const TAKEN_BACK_BEHIND = new RegExp(`^(?:it|that|this|they|both)(?:'s| \\w+)? ?(?:${TAKES_BACK})`);
/** Headings count only as whole formulas: "Why not a queue?" clears nothing below it. */
const HEADING_OF_LEFT_OUT =
  /^(?:\d+[.)] )?(?:what (?:is|we) )?(?:left out|leave out|out of scope|not (?:yet|now|in [^:]{1,40})|non-goals?|(?:rejected )?alternatives(?: considered)?|rejected|later):?$/;

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

/** The sentences of an answer that show a misconception, as written; null where none do. */
export function quoteMisconception(
  signals: Misconception["signals"],
  answers: Answers,
): string | null {
  const passage = findPassage(readSections(answers), signals);
  return passage && passage.map(({ written }) => written).join(" ");
}

/** A sentence as written and folded. The kinds of its quantities are looked for when first asked for. */
type Read = {
  written: string;
  sentence: string;
  kinds: () => Set<NumberKind>;
  isHeading: boolean;
  /** Index of what introduces this one: a heading, a line before a list, or a bullet that ends in ":". */
  lead: number | null;
};

function readSections(answers: Answers): Read[][] {
  return SECTION_IDS.map((section) => {
    let openBullet: number | null = null;
    return splitSentences(overwriteRuns(answers[section])).map(({ text, kind, lead }, at) => {
      const sentence = foldToString(text);
      const opens = kind === "bullet" && sentence.endsWith(":");
      if (opens || kind !== "bullet") openBullet = null;
      const read = readOnce(text, sentence, { kind, lead: openBullet ?? lead });
      if (opens) openBullet = at;
      return read;
    });
  });
}

function readOnce(
  written: string,
  sentence: string,
  { kind, lead }: Pick<Sentence, "kind" | "lead">,
): Read {
  let kinds: Set<NumberKind> | null = null;
  return {
    written,
    sentence,
    kinds: () => (kinds ??= new Set(findQuantities(sentence).map((one) => one.kind))),
    isHeading: kind === "heading",
    lead,
  };
}

type Group = string[] | NumberKind;

/** The first sentences of one section in which every group stands together. */
function findPassage(sections: Read[][], signals: Misconception["signals"]): Read[] | null {
  if (!signals?.length) return null;
  const groups = signals.map((group) =>
    Array.isArray(group) ? group.map(foldToString) : group.number,
  );
  for (const sentences of sections) {
    const passage = standTogether(sentences, groups);
    if (passage !== null) return passage;
  }
  return null;
}

function standTogether(sentences: readonly Read[], groups: readonly Group[]): Read[] | null {
  const isTakenBack = askTakenBack(sentences, groups);
  /** For each group the last sentence that holds it; -1 for none so far. */
  const last = groups.map(() => -1);
  for (const [at, read] of sentences.entries()) {
    groups.forEach((group, index) => {
      if (names(read, group) && !isTakenBack(at)) last[index] = at;
    });
    const isWhole = last.every((one) => one >= 0 && one > at - WINDOW);
    if (isWhole) return sentences.slice(Math.min(...last), at + 1);
  }
  return null;
}

function names({ sentence, kinds }: Read, group: Group): boolean {
  if (!Array.isArray(group)) return kinds().has(group);
  return group.some((phrase) => says(sentence, phrase));
}

function says(sentence: string, phrase: string): boolean {
  for (let at = sentence.indexOf(phrase); at !== -1; at = sentence.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    const isCut =
      /[\p{L}\p{N}]$/u.test(sentence.slice(Math.max(0, at - 2), at)) ||
      /^[\p{L}\p{N}]/u.test(sentence.slice(end, end + 2));
    if (!isCut) return true;
  }
  return false;
}

/**
 * Tells, by index, whether a sentence or what it is listed under takes back what the sentence names;
 * each is worked out once. Words within the misconception's own phrases don't count: "not to follow
 * instructions in" is one.
 */
function askTakenBack(
  sentences: readonly Read[],
  groups: readonly Group[],
): (at: number) => boolean {
  // Longer ones first, as one may contain another.
  const phrases = groups.flatMap((group) => (Array.isArray(group) ? group : []));
  phrases.sort((a, b) => b.length - a.length);
  const blank = (text: string) =>
    phrases.reduce((left, phrase) => left.replaceAll(phrase, "_"), text);
  const known: boolean[] = [];
  const ask = (at: number): boolean => (known[at] ??= isTakenBack(at));
  const isTakenBack = (at: number): boolean => {
    const { sentence = "", lead = null } = sentences[at] ?? {};
    if (sentence.length > SENTENCE_CHARS || TAKEN_BACK.test(blank(sentence))) return true;
    const behind = sentences[at + 1]?.sentence.slice(0, SENTENCE_CHARS) ?? "";
    if (TAKEN_BACK_BEHIND.test(behind)) return true;
    if (lead === null) return false;
    const { isHeading = false, sentence: above = "" } = sentences[lead] ?? {};
    return isHeading ? HEADING_OF_LEFT_OUT.test(above) : ask(lead);
  };
  return ask;
}
