import { SECTION_IDS, type SectionId } from "#domain/problems/scale";
import { toUnit, weighCloseness, type Unit } from "./closeness";
import type { CompiledCriterion, CompiledRubric } from "./compile-signals";
import type { Evidence } from "./evidence";
import { findHits, isFirm, startsThought, type Place } from "./find-signals";
import type { ReadMaterial, ReadSentence } from "./read-sentence";
import { profileRubric } from "./topic-profile";

/** Log-odds from which sentences are taken to meet a criterion in words that nobody listed. */
export const CLOSE_ENOUGH = 0.5;
/**
 * The same where signals speak for something else: that the sentence is the evidence of another
 * criterion, or half of this one, or that it denies or doubts a concept.
 */
export const CLOSE_BEYOND_DOUBT = 3;
/**
 * The share of criteria that must be shown in so many words before anything is taken for said in
 * others. Answers to other problems and answers that hold nothing stay below it, and no padding
 * takes it from an answer.
 */
const MIN_SHOWN = 0.4;
/** In an answer that speaks of the problem beyond doubt: so many, and so many with those in other words. */
const MIN_SHOWN_AT_HOME = 0.15;
const MIN_FOUND_AT_HOME = 0.4;
/** The weights were fitted on rubrics of 28 to 30 criteria: among few, which words are rare tells nothing. */
const FEWEST_CRITERIA = 10;
const MOST_SENTENCES = 3;

/** `score`: how surely it meets the criterion, a log-odds. */
export type ClosePlace = Place & { score: number };

type Close = { criterion: CompiledCriterion; unit: Unit; score: number };
type PlacesOf = Map<CompiledCriterion, ClosePlace[]>;
const placesByMaterial = new WeakMap<ReadMaterial, PlacesOf>();

/**
 * Places that speak of a criterion, of none so much as of this one, and state something about it.
 * What is half of another criterion by its signals is not looked at; what is the evidence of another
 * one, only for a criterion that nothing else shows.
 */
export function findClose(
  criterion: CompiledCriterion,
  rubric: CompiledRubric,
  material: ReadMaterial,
  evidence: Evidence,
): ClosePlace[] {
  if (rubric.criteria.size < FEWEST_CRITERIA) return [];
  let places = placesByMaterial.get(material);
  if (!places) {
    places = findAll(rubric, material, evidence);
    placesByMaterial.set(material, places);
  }
  return places.get(criterion) ?? [];
}

/** Of all criteria; none where the answer shows too little to be believed in other words. */
function findAll(rubric: CompiledRubric, material: ReadMaterial, evidence: Evidence): PlacesOf {
  const shown = evidence.criteria.size / rubric.criteria.size;
  const isAtHome = SECTION_IDS.some((section) => material[section].some((one) => one.isAtHome));
  if (shown < (isAtHome ? MIN_SHOWN_AT_HOME : MIN_SHOWN)) return new Map();
  const places = assign(rubric, material, evidence);
  const more = [...places.keys()].filter((criterion) => !evidence.criteria.has(criterion));
  const found = shown + more.length / rubric.criteria.size;
  return shown >= MIN_SHOWN || found >= MIN_FOUND_AT_HOME ? places : new Map();
}

/** The closest first; a sentence says one thing in other words, so it shows one criterion so. */
function assign(rubric: CompiledRubric, material: ReadMaterial, evidence: Evidence): PlacesOf {
  const places: PlacesOf = new Map();
  const used = new Set<ReadSentence>();
  for (const { criterion, unit, score } of listClose(rubric, material)) {
    const { sentences } = unit;
    if (score < CLOSE_ENOUGH) break;
    // What handles a change is close to what the design did before it.
    if (rubric.curveball.has(criterion.criterion.id)) continue;
    if (sentences.some((sentence) => used.has(sentence))) continue;
    if (score < boundFor(criterion, sentences, evidence)) continue;
    sentences.forEach((sentence) => used.add(sentence));
    const hits = sentences.flatMap((sentence) => findHits(sentence, criterion.met).filter(isFirm));
    places.set(criterion, [...(places.get(criterion) ?? []), { hits, sentences, score }]);
  }
  return places;
}

/** How close sentences must be, given what signals say of them; infinite where they can't count. */
function boundFor(
  criterion: CompiledCriterion,
  sentences: ReadSentence[],
  { sentences: taken, criteria, halves }: Evidence,
): number {
  const halfOf = sentences.flatMap((sentence) => [...(halves.get(sentence) ?? [])]);
  if (halfOf.some((one) => one !== criterion)) return Infinity;
  const isTaken = sentences.some((sentence) => taken.has(sentence));
  if (isTaken && criteria.has(criterion)) return Infinity;
  return isTaken || halfOf.length > 0 ? CLOSE_BEYOND_DOUBT : CLOSE_ENOUGH;
}

/** What is closest to each run of sentences; the closest first. */
function listClose(rubric: CompiledRubric, material: ReadMaterial): Close[] {
  return SECTION_IDS.flatMap((section) =>
    listRuns(material[section]).flatMap((run) => weighRun(run, section, rubric) ?? []),
  ).sort((left, right) => right.score - left.score);
}

const closeByFirst = new WeakMap<ReadSentence, { run: ReadSentence[]; close: Close | null }[]>();

/** What a run of sentences is closest to; weighed once, however often it is looked at. */
function weighRun(run: ReadSentence[], section: SectionId, rubric: CompiledRubric): Close | null {
  const [first] = run;
  if (!first) return null;
  let known = closeByFirst.get(first);
  if (!known) closeByFirst.set(first, (known = []));
  const same = known.find((one) => isSameRun(one.run, run));
  if (same) return same.close;
  const unit = toUnit(run);
  const best = closestOf(unit, section, rubric);
  const close = best && { ...best, unit };
  known.push({ run, close });
  return close;
}

function isSameRun(one: ReadSentence[], other: ReadSentence[]): boolean {
  return one.length === other.length && one.every((sentence, at) => sentence === other[at]);
}

/** The criterion that sentences of a section speak of most surely; null where none looks there. */
export function closestOf(
  unit: Unit,
  section: SectionId,
  rubric: CompiledRubric,
): { criterion: CompiledCriterion; score: number } | null {
  const profiles = profileRubric(rubric);
  let best: { criterion: CompiledCriterion; score: number } | null = null;
  for (const [criterion, profile] of profiles.byCriterion) {
    if (!criterion.sections.includes(section)) continue;
    const score = weighCloseness(unit, criterion, profile, profiles);
    if (!best || score > best.score) best = { criterion, score };
  }
  return best;
}

/** Up to three sentences of one thought. */
function listRuns(sentences: ReadSentence[]): ReadSentence[][] {
  const counted = sentences.filter(({ discount, kind }) => discount === null && kind !== "heading");
  return counted.flatMap((_, start) => {
    const runs: ReadSentence[][] = [];
    const run: ReadSentence[] = [];
    for (const sentence of counted.slice(start, start + MOST_SENTENCES)) {
      const last = run.at(-1);
      if (last && (startsThought(sentence, last) || isOtherItem(sentence, last))) break;
      run.push(sentence);
      runs.push([...run]);
    }
    return runs;
  });
}

/** Notes tell one thought in a few bullets; a row or a line of code stands for itself. */
function isOtherItem(sentence: ReadSentence, before: ReadSentence): boolean {
  if (sentence.kind !== before.kind) return true;
  return sentence.kind !== "prose" && sentence.kind !== "bullet" && sentence.opensBlock;
}
