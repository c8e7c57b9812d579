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
/** How far a word is looked for that holds for the whole sentence; writers end theirs sooner. */
const SENTENCE_CHARS = 300;

// How English takes back what it names: denied, turned down, put off, or only weighed. General words,
// none of any subject. Where in doubt they take back: one missed is better than one accused.

const TAKEN_BACK_BEFORE =
  /\b(no|not|never|without|avoid(s|ing)?|cannot|nor|instead of|rather than|against|\w+n't)\b[^,;:]{0,40}$/;
const WEIGHED_BEFORE =
  /\b(than|vs|versus|unlike|beats|before|if|although|though|consider\w*|compar\w*|look(ed)? at|(want|propose|suggest|offer)(s|ed)|(we|i|you) (could|may|might)|(prefer|chose|choose)\b.* over)\b[^,;:]{0,40}$/;
const TAKEN_BACK_BEHIND =
  /^[^,;:]{0,40}\b(not|never|\w+n't|unnecessary|overkill|needless|rejected|ruled out)\b/;
const WEIGHED_BEHIND =
  /\b(would|could|may|might|too|once|was|were|nothing|times (as|the|more)|slow\w*|expensive|doubl\w+|tripl\w+)\b|^(?: (?:and|or|plus) [^,]{1,30})? (costs|means|needs|(takes|adds) (\d+|a|one|two|three|half|more))\b/;
/** Where something else than the phrase is spoken of. */
const OTHER_CLAUSE = /[;:]|\b(so|because|since|as|we|i)\b/;
/** These hold for the whole sentence, whichever side of the phrase they are on. */
const PUT_OFF =
  /\b(reject\w*|skip\w*|dropped|(we|i) drop|defer\w*|postpon\w*|rul\w+ out|leave|leaving|left|later|can wait|out of scope|(is|are|stays?) (off|out)|only (if|when|once|after))\b/;
/** What is decided behind a reason that the phrase belongs to: "…, so we stay with one". */
const DECIDED =
  /, so ((?:we|i)\b(?! can\b)[^,]*|(?:an?|the|one|two|three|just|plain|\d+)(?: \S+){1,4})[.!]?$/;
const NAMES_IT = /\b(it|them|that|both|is|are|can)\b/;
/** "I'd add it if …": the two together. */
const CONDITION = /\b(if|when)\b/;
const SUPPOSED = /\b(would|could|add|added)\b|'d\b/;
/** Before a colon, for everything in the list: "Left out: …", "Not in the first version: …". */
const LIST_TAKEN_BACK = /\b(no|not|nothing|out|left|later|alternatives?)\b/;
/** The sentence behind may take it back as well: "It would be too slow." */
const ABOUT_IT = /^(it|that|this|they|these|those|both|none|neither|too|not|but)\b/;
const AGAINST_IT = /\b(too|not|never|nothing|neither|none|but|would|overkill|\w+n't)\b/;
const UNWANTED = /\b(not|never|skip|drop|leave|\w+n't)\b.{0,30}\b(it|that|them|one)\b/;

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
 * A sentence as written and folded. The kinds of its quantities are looked for when they are first
 * asked for, and so is whether the heading above it or the sentence behind it takes it back.
 */
type Read = {
  written: string;
  sentence: string;
  kinds: () => Set<NumberKind>;
  isTakenBack: () => boolean;
};

function readSections(answers: Answers): Read[][] {
  return SECTION_IDS.map((section) => {
    const sentences = splitSentences(overwriteRuns(answers[section]));
    const folded = sentences.map(({ text }) => foldToString(text));
    return sentences.map(({ text, lead }, at) =>
      readOnce(text, folded[at] ?? "", {
        lead: lead === null ? "" : (folded[lead] ?? ""),
        behind: folded[at + 1] ?? "",
      }),
    );
  });
}

function readOnce(
  written: string,
  sentence: string,
  around: { lead: string; behind: string },
): Read {
  let kinds: Set<NumberKind> | null = null;
  let isTakenBack: boolean | null = null;
  return {
    written,
    sentence,
    kinds: () => (kinds ??= new Set(findQuantities(sentence).map(({ kind }) => kind))),
    isTakenBack: () => (isTakenBack ??= isTakenBackAround(around)),
  };
}

function isTakenBackAround({ lead, behind }: { lead: string; behind: string }): boolean {
  if (PUT_OFF.test(lead) || LIST_TAKEN_BACK.test(lead)) return true;
  return (ABOUT_IT.test(behind) && AGAINST_IT.test(behind)) || UNWANTED.test(behind);
}

type Test = (read: Read) => boolean;

/** The first sentences of one section in which every group stands together. */
function findPassage(sections: Read[][], signals: Misconception["signals"]): Read[] | null {
  if (!signals?.length) return null;
  const groups = signals.map((group) => toTest(group, signals.length === 1));
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

/** @param isAlone whether the group is all there is: names of a design, and nothing said about it */
function toTest(group: SignalGroup, isAlone: boolean): Test {
  if (!Array.isArray(group)) return ({ kinds }) => kinds().has(group.number);
  const phrases = group.map(foldToString);
  return (read) =>
    phrases.some((phrase) => says(read.sentence, phrase, isAlone)) && !read.isTakenBack();
}

function says(sentence: string, phrase: string, isAlone: boolean): boolean {
  for (let at = sentence.indexOf(phrase); at !== -1; at = sentence.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    const before = sentence.slice(Math.max(0, at - SENTENCE_CHARS), at);
    const behind = sentence.slice(end, end + SENTENCE_CHARS);
    const isWhole = !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(behind);
    const isHeld = !isTakenBackNear(before, behind) && !isTakenBackFar(before, behind);
    if (isWhole && isHeld && !(isAlone && isReasonForOther(behind))) return true;
  }
  return false;
}

function isTakenBackNear(before: string, behind: string): boolean {
  const last = before.slice(-NEAR_CHARS);
  if (TAKEN_BACK_BEFORE.test(last) || WEIGHED_BEFORE.test(last)) return true;
  const next = behind.slice(0, NEAR_CHARS);
  return TAKEN_BACK_BEHIND.test(next) || WEIGHED_BEHIND.test(next.split(OTHER_CLAUSE, 1)[0] ?? "");
}

function isTakenBackFar(before: string, behind: string): boolean {
  const own = before.slice(before.lastIndexOf(";") + 1);
  const rest = behind.split(";", 1)[0] ?? "";
  if (/, but\b|\?$/.test(rest) || LIST_TAKEN_BACK.test(own.split(":").at(-2) ?? "")) return true;
  const whole = `${own}…${rest}`;
  return PUT_OFF.test(whole) || (CONDITION.test(whole) && SUPPOSED.test(whole));
}

function isReasonForOther(behind: string): boolean {
  const decided = DECIDED.exec(behind)?.[1];
  return decided !== undefined && !NAMES_IT.test(decided);
}
