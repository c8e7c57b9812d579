import { SECTION_IDS, type SectionId } from "../../problems/scale";
import { toUnit, weighCloseness, type Unit } from "./closeness";
import type { CompiledCriterion, CompiledRubric } from "./compile-signals";
import type { Evidence } from "./evidence";
import { findHits, isFirm, startsThought, type Place } from "./find-signals";
import type { ReadMaterial, ReadSentence } from "./read-sentence";
import { profileRubric } from "./topic-profile";

/**
 * Log-odds from which sentences are taken to meet a criterion in words that nobody listed: in an
 * answer that shows much by its signals, where what is said is more often meant, and in any other.
 */
export const CLOSE_ENOUGH = { muchShown: 0.5, littleShown: 1.5 };
/** The same where a sentence is half of the criterion by its signals: then most likely it is no more. */
const WHOLE_OVER_HALF = 2.5;
/**
 * The share of criteria that must be shown in so many words before anything is taken for said in
 * others. Answers to other problems and answers that hold nothing stay below it, and no padding
 * takes it from an answer.
 */
const MIN_SHOWN = 0.4;
/** In an answer that speaks of the problem beyond doubt: so many, and so many with those in other words. */
const MIN_SHOWN_AT_HOME = 0.15;
const MIN_FOUND_AT_HOME = 0.3;
/** The weights were fitted on rubrics of 28 to 30 criteria: among few, which words are rare tells nothing. */
const FEWEST_CRITERIA = 10;
const MOST_SENTENCES = 3;

type Close = { criterion: CompiledCriterion; unit: Unit; score: number };
type PlacesOf = Map<CompiledCriterion, Place[]>;
const placesByMaterial = new WeakMap<ReadMaterial, PlacesOf>();

/**
 * Places that speak of a criterion, of none so much as of this one, and state something about it.
 * Sentences that are evidence of some criterion already are not looked at, nor halves of others.
 */
export function findClose(
  criterion: CompiledCriterion,
  rubric: CompiledRubric,
  material: ReadMaterial,
  evidence: Evidence,
): Place[] {
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
  if (shown >= MIN_SHOWN) return assign(rubric, material, evidence, CLOSE_ENOUGH.muchShown);
  const isAtHome = SECTION_IDS.some((section) => material[section].some((one) => one.isAtHome));
  if (!isAtHome || shown < MIN_SHOWN_AT_HOME) return new Map();
  const places = assign(rubric, material, evidence, CLOSE_ENOUGH.littleShown);
  const more = [...places.keys()].filter((criterion) => !evidence.criteria.has(criterion));
  return shown + more.length / rubric.criteria.size >= MIN_FOUND_AT_HOME ? places : new Map();
}

/** The closest first; a sentence says one thing, so it shows one criterion. */
function assign(
  rubric: CompiledRubric,
  material: ReadMaterial,
  { sentences: taken, halves }: Evidence,
  bound: number,
): PlacesOf {
  const places: PlacesOf = new Map();
  const used = new Set(taken);
  for (const { criterion, unit, score } of listClose(rubric, material)) {
    const { sentences } = unit;
    if (score < bound) break;
    // What handles a change is close to what the design did before it.
    if (rubric.curveball.has(criterion.criterion.id)) continue;
    if (sentences.some((sentence) => used.has(sentence))) continue;
    const halfOf = sentences.flatMap((sentence) => [...(halves.get(sentence) ?? [])]);
    if (halfOf.some((one) => one !== criterion)) continue;
    if (halfOf.length > 0 && score < WHOLE_OVER_HALF) continue;
    sentences.forEach((sentence) => used.add(sentence));
    const hits = sentences.flatMap((sentence) => findHits(sentence, criterion.met).filter(isFirm));
    places.set(criterion, [...(places.get(criterion) ?? []), { hits, sentences }]);
  }
  return places;
}

/** What is closest to each run of sentences; the closest first. */
function listClose(rubric: CompiledRubric, material: ReadMaterial): Close[] {
  return SECTION_IDS.flatMap((section) =>
    listUnits(material[section]).flatMap((unit): Close[] => {
      const best = closestOf(unit, section, rubric);
      return best ? [{ ...best, unit }] : [];
    }),
  ).sort((left, right) => right.score - left.score);
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
function listUnits(sentences: ReadSentence[]): Unit[] {
  const counted = sentences.filter(({ discount, kind }) => discount === null && kind !== "heading");
  return counted.flatMap((_, start) => {
    const units: Unit[] = [];
    const run: ReadSentence[] = [];
    for (const sentence of counted.slice(start, start + MOST_SENTENCES)) {
      const last = run.at(-1);
      if (last && (startsThought(sentence, last) || isOtherItem(sentence, last))) break;
      run.push(sentence);
      units.push(toUnit([...run]));
    }
    return units;
  });
}

function isOtherItem(sentence: ReadSentence, before: ReadSentence): boolean {
  return sentence.kind !== before.kind || (sentence.kind !== "prose" && sentence.opensBlock);
}
