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
  /** What all of it is gathered from. */
  byCriterion: Map<CompiledCriterion, Shown>;
};

/** Where a criterion is shown; where half of it is, if nowhere as a whole. */
type Shown = { places: Place[]; halves: Place[] };

/** Every place that carries the verdict is quoted; nobody says a thing more often than this. */
export const MAX_PLACES = 12;

const evidenceByMaterial = new WeakMap<ReadMaterial, Evidence>();

/** What is shown of all criteria; once a grading. */
export function listEvidence(criteria: CompiledCriterion[], material: ReadMaterial): Evidence {
  const known = evidenceByMaterial.get(material);
  if (known) return known;
  const evidence = gather(new Map(criteria.map((each) => [each, findShown(each, material)])));
  evidenceByMaterial.set(material, evidence);
  return evidence;
}

/** What is still shown once some sentences are gone or changed; `left` is the material without them. */
export function evidenceWithout(
  changed: Set<ReadSentence>,
  { byCriterion }: Evidence,
  left: ReadMaterial,
): Evidence {
  const isHit = (places: Place[]): boolean => sentencesOf(places).some((one) => changed.has(one));
  const shown = [...byCriterion].map(([compiled, before]): [CompiledCriterion, Shown] => [
    compiled,
    isHit(before.places) || isHit(before.halves) ? findShown(compiled, left) : before,
  ]);
  return gather(new Map(shown));
}

function findShown(compiled: CompiledCriterion, material: ReadMaterial): Shown {
  const places = findIn(compiled, material, compiled.met, isFirm);
  if (places.length > 0 || !compiled.partial) return { places, halves: [] };
  return { places, halves: findIn(compiled, material, compiled.partial, isFirm) };
}

function gather(byCriterion: Map<CompiledCriterion, Shown>): Evidence {
  const sentences = new Set<ReadSentence>();
  const criteria = new Set<CompiledCriterion>();
  const halves: Evidence["halves"] = new Map();
  for (const [compiled, shown] of byCriterion) {
    if (shown.places.length > 0) criteria.add(compiled);
    for (const sentence of sentencesOf(shown.places)) sentences.add(sentence);
    for (const sentence of sentencesOf(shown.halves))
      halves.set(sentence, (halves.get(sentence) ?? new Set()).add(compiled));
  }
  return { sentences, criteria, halves, byCriterion };
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
