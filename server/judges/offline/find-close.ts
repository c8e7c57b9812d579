import { SECTION_IDS, type SectionId } from "../../problems/scale";
import { toUnit, weighCloseness, type Unit } from "./closeness";
import type { CompiledCriterion, CompiledRubric } from "./compile-signals";
import type { Evidence } from "./evidence";
import { findHits, isFirm, startsThought, type Place } from "./find-signals";
import type { ReadMaterial, ReadSentence } from "./read-sentence";
import { profileRubric } from "./topic-profile";

/** Log-odds from which sentences are taken to meet a criterion in words that nobody listed. */
export const CLOSE_ENOUGH = 1;
/** The same in an answer that shows two criteria in five by its signals: what it says is more often meant. */
const CLOSE_ENOUGH_IN_STRONG = 0.5;
/** The same where a sentence is half of the criterion by its signals: then most likely it is no more. */
const WHOLE_OVER_HALF = 2.5;
/**
 * The share of criteria that must be shown in so many words before anything is taken for said in
 * others. Answers to other problems and answers that hold nothing stay below it, and no padding
 * takes it from an answer.
 */
const MIN_SHOWN = 0.4;
/** In an answer that speaks of the problem beyond doubt: so many, and so many with those in other words. */
const MIN_SHOWN_AT_HOME = 0.05;
const MIN_FOUND_AT_HOME = 0.3;
/** The weights were fitted on rubrics of 28 to 30 criteria: among few, which words are rare tells nothing. */
const FEWEST_CRITERIA = 10;
const MOST_SENTENCES = 3;

type Close = { unit: Unit; score: number };
const closeByMaterial = new WeakMap<ReadMaterial, Map<CompiledCriterion, Close[]>>();
const opennessByMaterial = new WeakMap<ReadMaterial, boolean>();

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
  if (rubric.criteria.size < FEWEST_CRITERIA || !isOpen(rubric, material, evidence)) return [];
  return listPlaces(criterion, rubric, material, evidence);
}

/** Whether the answer shows enough to be believed where it uses other words; once a grading. */
function isOpen(rubric: CompiledRubric, material: ReadMaterial, evidence: Evidence): boolean {
  const known = opennessByMaterial.get(material);
  if (known !== undefined) return known;
  const all = [...rubric.criteria.values()];
  const shown = evidence.criteria.size / all.length;
  const isAtHome = SECTION_IDS.some((section) => material[section].some((one) => one.isAtHome));
  const isFoundAtHome = (): boolean => {
    const others = all.filter((one) => !evidence.criteria.has(one));
    const close = others.filter((one) => listPlaces(one, rubric, material, evidence).length > 0);
    return shown + close.length / all.length >= MIN_FOUND_AT_HOME;
  };
  const value = shown >= MIN_SHOWN || (isAtHome && shown >= MIN_SHOWN_AT_HOME && isFoundAtHome());
  opennessByMaterial.set(material, value);
  return value;
}

function listPlaces(
  criterion: CompiledCriterion,
  rubric: CompiledRubric,
  material: ReadMaterial,
  { sentences: taken, criteria, halves }: Evidence,
): Place[] {
  // What handles a change is close to what the design did before it.
  if (rubric.curveball.has(criterion.criterion.id)) return [];
  const used = new Set<ReadSentence>();
  const isStrong = criteria.size / rubric.criteria.size >= MIN_SHOWN;
  const bound = isStrong ? CLOSE_ENOUGH_IN_STRONG : CLOSE_ENOUGH;
  const close = listClose(rubric, material).get(criterion) ?? [];
  return close.flatMap(({ unit: { sentences }, score }): Place[] => {
    if (score < bound) return [];
    if (sentences.some((sentence) => taken.has(sentence) || used.has(sentence))) return [];
    if (sentences.some(({ discount }) => discount !== null)) return [];
    const halfOf = sentences.flatMap((sentence) => [...(halves.get(sentence) ?? [])]);
    if (halfOf.some((one) => one !== criterion)) return [];
    if (halfOf.length > 0 && score < WHOLE_OVER_HALF) return [];
    sentences.forEach((sentence) => used.add(sentence));
    const hits = sentences.flatMap((sentence) => findHits(sentence, criterion.met).filter(isFirm));
    return [{ hits, sentences }];
  });
}

/** All of them, the closest first; once a grading. */
function listClose(
  rubric: CompiledRubric,
  material: ReadMaterial,
): Map<CompiledCriterion, Close[]> {
  const known = closeByMaterial.get(material);
  if (known) return known;
  const all = new Map<CompiledCriterion, Close[]>();
  closeByMaterial.set(material, all);
  for (const section of SECTION_IDS) {
    for (const unit of listUnits(material[section])) {
      const best = closestOf(unit, section, rubric);
      if (!best || best.score < CLOSE_ENOUGH_IN_STRONG) continue;
      const known = all.get(best.criterion) ?? [];
      known.push({ unit, score: best.score });
      all.set(best.criterion, known);
    }
  }
  for (const close of all.values()) close.sort((left, right) => right.score - left.score);
  return all;
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
