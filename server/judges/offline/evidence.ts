import type { CompiledCriterion, CompiledGroup } from "./compile-signals";
import { findPlaces, isFirm, type Hit, type Place } from "./find-signals";
import type { ReadMaterial, ReadSentence } from "./read-sentence";

/** What an answer shows by the signals alone. */
export type Evidence = {
  /** What all concepts of some criterion were found in. */
  sentences: Set<ReadSentence>;
  criteria: Set<CompiledCriterion>;
  /** What is half of some criterion that isn't shown as a whole, and of which. */
  halves: Map<ReadSentence, Set<CompiledCriterion>>;
};

/** Every place that carries the verdict is quoted; nobody says a thing more often than this. */
export const MAX_PLACES = 12;

const evidenceByMaterial = new WeakMap<ReadMaterial, Evidence>();

/** What is shown of all criteria; once a grading. */
export function listEvidence(criteria: CompiledCriterion[], material: ReadMaterial): Evidence {
  const known = evidenceByMaterial.get(material);
  if (known) return known;
  const evidence: Evidence = { sentences: new Set(), criteria: new Set(), halves: new Map() };
  for (const compiled of criteria) {
    const places = findIn(compiled, material, compiled.met, isFirm);
    if (places.length > 0) evidence.criteria.add(compiled);
    for (const sentence of sentencesOf(places)) evidence.sentences.add(sentence);
    if (places.length > 0 || !compiled.partial) continue;
    for (const sentence of sentencesOf(findIn(compiled, material, compiled.partial, isFirm))) {
      const halves = evidence.halves.get(sentence) ?? new Set();
      evidence.halves.set(sentence, halves.add(compiled));
    }
  }
  evidenceByMaterial.set(material, evidence);
  return evidence;
}

/** Places of a criterion's sections where all groups stand, with hits that pass `accepts`. */
export function findIn(
  { sections, window }: CompiledCriterion,
  material: ReadMaterial,
  groups: CompiledGroup[],
  accepts: (hit: Hit) => boolean,
): Place[] {
  return sections
    .flatMap((section) => findPlaces(material[section], groups, window, accepts))
    .slice(0, MAX_PLACES);
}

function sentencesOf(places: Place[]): ReadSentence[] {
  return places.flatMap(({ sentences }) => sentences);
}
