import type { SectionId } from "#domain/problems/scale";
import type {
  CompiledCriterion,
  CompiledGroup,
  CompiledRubric,
  PhraseGroup,
} from "./compile-signals";
import { findIn, MAX_PLACES, type Evidence } from "./evidence";
import { CLOSE_BEYOND_DOUBT, findClose } from "./find-close";
import { findNear } from "./find-near";
import { findHits, isFirm, type Hit, type Place } from "./find-signals";
import type { ReadMaterial, ReadSentence } from "./read-sentence";

/** What was seen of a criterion in the text, before it is put into words. */
export type Finding =
  | { kind: "found"; places: Place[] }
  | { kind: "contradicted"; place: Place; by: ReadSentence }
  | { kind: "nearly"; places: Place[]; missing: CompiledGroup[] }
  | { kind: "close"; places: Place[]; missing: CompiledGroup[] }
  | { kind: "partly"; places: Place[] }
  | { kind: "hedged"; place: Place; countsAsPartly: boolean }
  | { kind: "negated"; place: Place }
  | { kind: "missing"; found: Hit[]; missing: CompiledGroup[]; discounted: ReadSentence | null };

/** Findings that meet a criterion. */
export function isShownBy(
  finding: Finding,
): finding is Extract<Finding, { kind: "found" | "nearly" | "close" }> {
  return finding.kind === "found" || finding.kind === "nearly" || finding.kind === "close";
}

/**
 * Looks for a criterion's signals in its sections. `allowsPartial`: the criterion has an anchor;
 * `evidence`: what shows some criterion already.
 */
export function decideByText(
  compiled: CompiledCriterion,
  material: ReadMaterial,
  allowsPartial: boolean,
  evidence: Evidence,
  rubric: CompiledRubric,
): Finding {
  const taken = evidence.sentences;
  const places = findIn(compiled, material, compiled.met, isFirm);
  const first = places[0];
  if (first) {
    const by = findContradiction(compiled, material);
    if (by) return { kind: "contradicted", place: first, by };
    // These would carry the verdict alone if the others were not there.
    const more = findNearly(compiled, material, taken)?.places ?? [];
    const close = findClose(compiled, rubric, material, evidence);
    return { kind: "found", places: [...places, ...more, ...close].slice(0, MAX_PLACES) };
  }
  if (allowsPartial && compiled.partial) {
    const partly = findIn(compiled, material, compiled.partial, isFirm);
    const [half] = partly;
    const by = half ? findContradiction(compiled, material) : null;
    if (half && by) return { kind: "contradicted", place: half, by };
    if (half) {
      const close = findClose(compiled, rubric, material, evidence);
      if (close.length === 0) return { kind: "partly", places: partly };
      const { missing } = findMissing(compiled, material);
      return { kind: "close", places: close.slice(0, MAX_PLACES), missing };
    }
  }
  const nearly = findNearly(compiled, material, taken);
  const close = findClose(compiled, rubric, material, evidence);
  if (nearly) return { ...nearly, places: [...nearly.places, ...close].slice(0, MAX_PLACES) };
  const missing = findMissing(compiled, material);
  const stated = findContradiction(compiled, material) ? [] : close;
  const sure = stated.filter(({ score }) => score >= CLOSE_BEYOND_DOUBT);
  if (sure.length > 0)
    return { kind: "close", places: sure.slice(0, MAX_PLACES), missing: missing.missing };
  const hedged = findIn(compiled, material, compiled.met, (hit) => !hit.negated)[0];
  if (hedged) {
    const countsAsPartly = allowsPartial && !hedged.hits.some(isDeferred);
    return { kind: "hedged", place: hedged, countsAsPartly };
  }
  const negated = findIn(compiled, material, compiled.met, () => true)[0];
  if (negated) return { kind: "negated", place: negated };
  if (stated.length === 0) return missing;
  return { kind: "close", places: stated.slice(0, MAX_PLACES), missing: missing.missing };
}

/**
 * All concepts but one, where the last may be taken to stand in words that nobody listed: in one
 * sentence that gives a figure, or where a near synonym of it stands beside the others. Neither
 * denies anything, nor is the evidence of another criterion.
 */
export function findNearly(
  compiled: CompiledCriterion,
  material: ReadMaterial,
  taken: Set<ReadSentence>,
): Extract<Finding, { kind: "nearly" }> | null {
  const { met, nearly } = compiled;
  const all: Place[] = [];
  let missing: CompiledGroup[] = [];
  for (const { groups, left } of nearly) {
    const places = findIn(compiled, material, groups, isFirm).filter(
      (place) =>
        place.sentences.every((sentence) => isFree(sentence, taken)) &&
        standApart(place.hits) &&
        ((met.length >= 3 && givesFigure(place)) ||
          ((met.length >= 3 || hasNumber(place)) && holdsNear(place, left))),
    );
    const fresh = places.filter(({ sentences: [only] }) =>
      all.every(({ sentences }) => sentences[0] !== only),
    );
    if (fresh.length === 0) continue;
    if (all.length === 0) missing = [left];
    all.push(...fresh);
  }
  if (all.length === 0 || findContradiction(compiled, material)) return null;
  return { kind: "nearly", places: all.slice(0, MAX_PLACES), missing };
}

function isFree(sentence: ReadSentence, taken: Set<ReadSentence>): boolean {
  return !taken.has(sentence) && sentence.negations.length === 0;
}

function givesFigure({ sentences: [only, more] }: Place): boolean {
  return only !== undefined && more === undefined && only.quantities.length > 0;
}

function hasNumber({ sentences }: Place): boolean {
  return sentences.some(({ quantities }) => quantities.length > 0);
}

/** A near synonym of the concept left out, and no word of the others again. */
function holdsNear({ hits, sentences }: Place, left: PhraseGroup): boolean {
  return sentences.some((sentence) => {
    if (!sentence.isAtHome) return false;
    const own = hits.flatMap((hit) => (hit.sentence === sentence && hit.span ? [hit.span] : []));
    return findNear(sentence, left).some((span) =>
      own.every((other) => other.from >= span.to || span.from >= other.to),
    );
  });
}

/** One word that fills two groups is one concept, not two. */
function standApart(hits: Hit[]): boolean {
  const spans = hits.flatMap(({ span }) => span ?? []);
  return spans.every((span, index) =>
    spans.slice(index + 1).every((other) => other.from >= span.to || span.from >= other.to),
  );
}

function isDeferred({ sentence, hedged }: Hit): boolean {
  return hedged && sentence.hedges.some(({ kind }) => kind === "deferral");
}

/** A sentence that says the opposite in so many words; unless that, too, is denied. */
function findContradiction(
  { against, sections }: CompiledCriterion,
  material: ReadMaterial,
): ReadSentence | null {
  return (
    countedIn(sections, material).find((sentence) => findHits(sentence, against).some(isFirm)) ??
    null
  );
}

/** The place that came closest, and what was not there. */
function findMissing(
  compiled: CompiledCriterion,
  material: ReadMaterial,
): Extract<Finding, { kind: "missing" }> {
  const sentences = countedIn(compiled.sections, material);
  const hits = sentences.map((sentence) => findHits(sentence, compiled.met).filter(isFirm));
  const counts = hits.map((found) => new Set(found.map(({ group }) => group)).size);
  const best = hits[counts.indexOf(Math.max(0, ...counts))] ?? [];
  const found = compiled.met.flatMap((_, group) => best.find((hit) => hit.group === group) ?? []);
  const missing = compiled.met.filter((_, group) => !found.some((hit) => hit.group === group));
  return { kind: "missing", found, missing, discounted: findDiscounted(compiled, material) };
}

/** A sentence that would have shown it, had it counted. */
function findDiscounted(compiled: CompiledCriterion, material: ReadMaterial): ReadSentence | null {
  const sentences = compiled.sections.flatMap((section) => material[section]);
  const isShown = (sentence: ReadSentence): boolean => {
    const hits = findHits(sentence, compiled.met);
    return compiled.met.every((_, group) => hits.some((hit) => hit.group === group));
  };
  return sentences.find((sentence) => sentence.discount !== null && isShown(sentence)) ?? null;
}

function countedIn(sections: SectionId[], material: ReadMaterial): ReadSentence[] {
  return sections.flatMap((section) =>
    material[section].filter(({ discount }) => discount === null),
  );
}
