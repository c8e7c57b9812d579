import { SECTION_IDS } from "../../problems/scale";
import type { CompiledCriterion, CompiledRubric } from "./compile-signals";
import { decideByText, isShownBy } from "./decide";
import { evidenceWithout, MAX_PLACES, type Evidence } from "./evidence";
import type { Place } from "./find-signals";
import type { ReadMaterial, ReadSentence } from "./read-sentence";

/**
 * What would show a criterion if `places` weren't written: whoever takes away all that is quoted for
 * a "met" shall find it no longer met. Looks beneath what it finds there, too, until nothing is left.
 */
export function findBeneath(
  places: Place[],
  compiled: CompiledCriterion,
  material: ReadMaterial,
  allowsPartial: boolean,
  evidence: Evidence,
  rubric: CompiledRubric,
): Place[] {
  const beneath: Place[] = [];
  let left = material;
  let shown = evidence;
  let found = places;
  while (found.length > 0 && places.length + beneath.length < MAX_PLACES) {
    const gone = new Set(found.flatMap(({ sentences }) => sentences));
    left = without(left, gone);
    shown = evidenceWithout(gone, shown, left);
    const finding = decideByText(compiled, left, allowsPartial, shown, rubric);
    found = isShownBy(finding) ? finding.places : [];
    beneath.push(...found);
  }
  return beneath.slice(0, Math.max(0, MAX_PLACES - places.length));
}

function without(material: ReadMaterial, gone: Set<ReadSentence>): ReadMaterial {
  const left = { ...material };
  for (const section of SECTION_IDS)
    left[section] = material[section].filter((sentence) => !gone.has(sentence));
  return left;
}
