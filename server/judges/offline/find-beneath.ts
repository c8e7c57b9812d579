import { SECTION_IDS } from "#domain/problems/scale";
import type { Answers } from "#domain/attempts/answer.schema";
import type { CompiledCriterion, CompiledRubric } from "./compile-signals";
import { decideByText, isShownBy } from "./decide";
import { evidenceWithout, MAX_PLACES, type Evidence } from "./evidence";
import type { Place } from "./find-signals";
import { listQuoted } from "./quote-sentences";
import type { ReadMaterial, ReadSentence } from "./read-sentence";

/**
 * What would show a criterion if the quotes of `places` weren't written: whoever takes away all that
 * is quoted for a "met" shall find it no longer met. Looks beneath what it finds there, too, until
 * nothing is left. What is too short to be quoted stays.
 */
export function findBeneath(
  places: Place[],
  compiled: CompiledCriterion,
  material: ReadMaterial,
  allowsPartial: boolean,
  evidence: Evidence,
  { rubric, answers }: { rubric: CompiledRubric; answers: Answers },
): Place[] {
  const beneath: Place[] = [];
  let left = material;
  let shown = evidence;
  let found = places;
  while (found.length > 0 && places.length + beneath.length < MAX_PLACES) {
    const gone = new Set(found.flatMap(({ sentences }) => listQuoted(sentences, answers)));
    if (gone.size === 0) break;
    const { rest, changed } = without(left, gone);
    left = rest;
    shown = evidenceWithout(changed, shown, rest);
    const finding = decideByText(compiled, left, allowsPartial, shown, rubric);
    found = isShownBy(finding) ? finding.places : [];
    beneath.push(...found);
  }
  return beneath.slice(0, Math.max(0, MAX_PLACES - places.length));
}

/**
 * The material without some sentences. Where one opened a paragraph or an item, what follows it there
 * opens it now. `changed`: what is gone, and what isn't what it was.
 */
function without(
  material: ReadMaterial,
  gone: Set<ReadSentence>,
): { rest: ReadMaterial; changed: Set<ReadSentence> } {
  const rest = { ...material };
  const changed = new Set(gone);
  for (const section of SECTION_IDS) {
    let opensParagraph = false;
    let opensBlock = false;
    rest[section] = material[section].flatMap((sentence) => {
      opensParagraph ||= sentence.opensParagraph;
      opensBlock ||= sentence.opensBlock;
      if (gone.has(sentence)) return [];
      const isSame =
        sentence.opensParagraph === opensParagraph && sentence.opensBlock === opensBlock;
      const next = isSame ? sentence : { ...sentence, opensParagraph, opensBlock };
      if (!isSame) changed.add(sentence);
      opensParagraph = false;
      opensBlock = false;
      return [next];
    });
  }
  return { rest, changed };
}
