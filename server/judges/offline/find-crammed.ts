import { SECTION_IDS, type SectionId } from "#domain/problems/scale";
import type { CompiledCriterion, CompiledRubric } from "./compile-signals";
import { findNearly } from "./decide";
import { findPlaces, isFirm, type Place } from "./find-signals";
import {
  countFresh,
  countOther,
  countOwn,
  findFrame,
  otherWords,
  type Passage,
  type Shown,
} from "./passage-words";
import type { ReadMaterial, ReadSentence } from "./read-sentence";

type Bound = {
  criteria: number;
  freshWords: number;
  /** Words of one's own: fresh ones, and those looked for that the evidence could do without. */
  ownWords: number;
  /** Words of any kind, numbers aside, that are part of no phrase of the rubric. */
  otherWords?: number;
  /** Whether criteria count that don't look in the section where their words stand. */
  anySection: boolean;
  /** Evidence sentences in a row that are looked at together, at most. */
  sentences: number;
};

/**
 * Fresh words a criterion shown: distinct content words that are neither looked for nor stand in
 * the criterion's own text. Who describes a design brings some with every statement; who strings
 * signals or the rubric's words together brings none. The bounds were set on calibration answers
 * and on gold facts of the tune split, written out, terse and plain (docs/offline-judge.md).
 */
const BOUNDS: Bound[] = [
  { criteria: 3, freshWords: 0.25, ownWords: 2.5, anySection: false, sentences: 12 },
  { criteria: 4, freshWords: 0.4, ownWords: 2.5, anySection: false, sentences: 12 },
  // Statements of other sections in between would hide a list from the first two.
  { criteria: 6, freshWords: 0.25, ownWords: 2.5, anySection: true, sentences: 12 },
  // Terms of every concept by the handful bring no fresh word at all.
  { criteria: 6, freshWords: 0.16, ownWords: Infinity, anySection: true, sentences: 12 },
  // Over so many criteria even the densest notes of an honest answer differ from lists and frames.
  { criteria: 12, freshWords: 0.12, ownWords: Infinity, anySection: true, sentences: 16 },
  { criteria: 12, freshWords: Infinity, ownWords: 0.9, anySection: true, sentences: 16 },
  // Terms by the handful with marks and numbers between them hold not even small words.
  {
    criteria: 12,
    freshWords: Infinity,
    ownWords: Infinity,
    otherWords: 0.5,
    anySection: true,
    sentences: 16,
  },
];
/** One sentence has no business with five criteria of several sections. */
const BOUND_ALONE: Bound = {
  criteria: 5,
  freshWords: 0.4,
  ownWords: Infinity,
  anySection: true,
  sentences: 1,
};
/**
 * Less than this may be dense passages of an honest answer: so many sentences, or so many criteria
 * shown by them, or half of all evidence. Five sentences were seen in a calibration answer. Beyond
 * them, each of the other sentences must bring words of its own as well.
 */
const CAUGHT_SENTENCES = 10;
const CAUGHT_CRITERIA = 14;
const CAUGHT_SHARE = 0.5;
const CAUGHT_AT_LEAST = 5;
/** Half of what a short honest answer shows is little: so much of the rubric must be stuffed as well. */
const CAUGHT_SHARE_OF_RUBRIC = 0.25;
/** Or few sentences with so many criteria each: one alone with five is caught by `BOUND_ALONE`. */
const CAUGHT_CRITERIA_EACH = 4;
/**
 * Short plain sentences may fall below the bounds where lists of signals are wide ("There are 810
 * invoices."). All those caught together then hold more words for each criterion that they show than
 * any list or frame does.
 */
const OTHER_WORDS_OF_A_LIST = 1.2;
/**
 * Where a third of the evidence and more is not caught, it is an honest answer with a list put in,
 * or one whose dense passages look like one: a list has hardly any other words.
 */
const OTHER_WORDS_OF_A_LIST_PUT_IN = 0.6;
const MADE_OF_LISTS = 0.65;
const BOUND_WHEN_CAUGHT: Bound = {
  criteria: 1,
  freshWords: 2,
  ownWords: Infinity,
  anySection: false,
  sentences: 4,
};
/**
 * A sentence of so many content words, of which so many are one criterion's own, is the rubric with
 * its words shuffled. Numbers are no words here: short notes of figures that everybody has from the
 * brief ("Helm: TTFT 1.5 s, then 20 tok/s") hold little else. Of 378 sentences of calibration answers and
 * gold facts none lies above 0.90.
 */
const REWORDED_WORDS = 8;
const REWORDED_SHARE = 0.95;
/** So much of a sentence of the rubric in one of an answer is that sentence, whatever was put in. */
const HELD_SHARE = 0.95;

const CONTENT = new Set(["NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"]);

/** Whether nearly every word of a sentence stands in the text and examples of one criterion. */
export function isReworded(
  { pieces }: Pick<ReadSentence, "pieces">,
  { criteria }: CompiledRubric,
): boolean {
  const content = pieces.filter(({ pos }) => CONTENT.has(pos));
  if (content.filter(({ word }) => !/\d/.test(word)).length < REWORDED_WORDS) return false;
  const all = new Set(pieces.flatMap(({ forms }) => forms));
  return [...criteria.values()].some(({ vocabulary, statements }) => {
    if (statements.some((statement) => holdsNearlyAll(all, statement))) return true;
    const own = content.filter(({ forms }) => forms.some((form) => vocabulary.has(form)));
    return own.length / content.length >= REWORDED_SHARE;
  });
}

/** Whatever stands between them, nobody comes upon all the words of one passing example. */
function holdsNearlyAll(words: Set<string>, statement: string[][]): boolean {
  if (statement.length < REWORDED_WORDS) return false;
  const held = statement.filter((forms) => forms.some((form) => words.has(form)));
  return held.length / statement.length >= HELD_SHARE;
}

/**
 * Sentences that show criteria in little else but words looked for. Only sentences of evidence are
 * weighed, in reading order and across sections, so that fluff between two doesn't hide them.
 */
export function findCrammed(
  material: ReadMaterial,
  { criteria }: CompiledRubric,
): Set<ReadSentence> {
  const all = [...criteria.values()];
  const sentencesOf = (caught: Passage[]): ReadSentence[] =>
    caught.flatMap(({ shown }) => shown.map(({ sentence }) => sentence));
  const find = memoizePlaces(material);
  const own = listShown(material, all, find, false);
  const any = listShown(material, all, find, true);
  const catchWith = (bound: Bound): Passage[] => catchBelow(bound, bound.anySection ? any : own);
  const alone = catchWith(BOUND_ALONE);
  const inRow = BOUNDS.flatMap(catchWith);
  if (!isCaught(inRow, any, all.length)) return new Set(sentencesOf(alone));
  return new Set(sentencesOf([...alone, ...inRow, ...catchWith(BOUND_WHEN_CAUGHT)]));
}

function isCaught(passages: Passage[], evidence: Shown[], inRubric: number): boolean {
  const sentences = new Set(passages.flatMap(({ shown }) => shown.map(({ sentence }) => sentence)));
  const criteria = new Set(passages.flatMap((passage) => passage.criteria));
  const { size } = sentences;
  const isMost =
    size >= CAUGHT_AT_LEAST &&
    criteria.size >= CAUGHT_SHARE_OF_RUBRIC * inRubric &&
    size / evidence.length >= CAUGHT_SHARE;
  const isDense = size >= 2 && criteria.size >= CAUGHT_CRITERIA_EACH * size;
  const isMuch = size >= CAUGHT_SENTENCES || criteria.size >= CAUGHT_CRITERIA;
  if (!isMost && !isDense && !isMuch) return false;
  const words = otherWords([...sentences], findFrame(evidence));
  const isMadeOfLists = size / evidence.length >= MADE_OF_LISTS;
  const most = isMadeOfLists ? OTHER_WORDS_OF_A_LIST : OTHER_WORDS_OF_A_LIST_PUT_IN;
  return words < most * criteria.size;
}

/** The passages that bring fewer fresh words a criterion than the bound asks for. */
function catchBelow(bound: Bound, shown: Shown[]): Passage[] {
  const frame = findFrame(shown);
  return shown.flatMap((_, start) => {
    const passage = takePassage(shown, start, bound);
    if (!passage) return [];
    const { length } = passage.criteria;
    const isBelow = (count: () => number, words = Infinity): boolean =>
      words === Infinity || count() < words * length;
    const isPoor =
      isBelow(() => countOwn(passage, frame), bound.ownWords) &&
      isBelow(() => countOther(passage), bound.otherWords) &&
      isBelow(() => countFresh(passage, frame), bound.freshWords);
    return isPoor ? [passage] : [];
  });
}

function listShown(
  material: ReadMaterial,
  criteria: CompiledCriterion[],
  find: FindPlaces,
  anySection: boolean,
): Shown[] {
  return SECTION_IDS.flatMap((section) => {
    const sentences = material[section];
    const places = criteria
      .filter(({ sections }) => anySection || sections.includes(section))
      .flatMap((criterion) => find(criterion, section).map((place) => ({ criterion, place })));
    const bySentence = new Map<ReadSentence, Shown["places"]>();
    for (const one of places) {
      for (const sentence of new Set(one.place.sentences)) {
        const own = bySentence.get(sentence);
        if (own) own.push(one);
        else bySentence.set(sentence, [one]);
      }
    }
    return sentences.flatMap((sentence) => {
      const own = bySentence.get(sentence);
      return own ? [{ sentence, places: own }] : [];
    });
  });
}

type FindPlaces = (criterion: CompiledCriterion, section: SectionId) => Place[];

/** Both lists ask for the same places, and what is nearly there is found in all sections at once. */
function memoizePlaces(material: ReadMaterial): FindPlaces {
  const places = new Map<CompiledCriterion, Partial<Record<SectionId, Place[]>>>();
  const nearly = new Map<CompiledCriterion, Place[]>();
  const none = new Set<ReadSentence>();
  const findNearlyOnce = (criterion: CompiledCriterion): Place[] => {
    const known = nearly.get(criterion) ?? findNearly(criterion, material, none)?.places ?? [];
    nearly.set(criterion, known);
    return known;
  };
  return (criterion, section) => {
    const known = places.get(criterion) ?? {};
    places.set(criterion, known);
    known[section] ??= placesOf(criterion, material, section, findNearlyOnce);
    return known[section];
  };
}

/** What would be taken for evidence of the whole, else of half of it, else of nearly all. */
function placesOf(
  criterion: CompiledCriterion,
  material: ReadMaterial,
  section: SectionId,
  findNearlyOnce: (criterion: CompiledCriterion) => Place[],
): Place[] {
  const { met, partial, window } = criterion;
  const sentences = material[section];
  const whole = findPlaces(sentences, met, window, isFirm);
  if (whole.length > 0) return whole;
  const half = partial ? findPlaces(sentences, partial, window, isFirm) : [];
  if (half.length > 0) return half;
  return findNearlyOnce(criterion).filter((place) => place.sentences[0]?.section === section);
}

/** The shortest passage from a sentence on that shows so many criteria; null when none does. */
function takePassage(shown: Shown[], start: number, bound: Bound): Passage | null {
  const inside = new Set<ReadSentence>();
  const passage: Shown[] = [];
  const places = new Set<Place>();
  const criteria = new Set<CompiledCriterion>();
  let waiting: Shown["places"] = [];
  for (const one of shown.slice(start, start + bound.sentences)) {
    passage.push(one);
    inside.add(one.sentence);
    const isWhole = ({ place }: Shown["places"][number]): boolean =>
      place.sentences.every((sentence) => inside.has(sentence));
    waiting.push(...one.places);
    for (const { place, criterion } of waiting.filter(isWhole)) {
      places.add(place);
      criteria.add(criterion);
    }
    waiting = waiting.filter((each) => !isWhole(each));
    if (criteria.size >= bound.criteria) {
      return { shown: passage, places: [...places], criteria: [...criteria] };
    }
  }
  return null;
}
