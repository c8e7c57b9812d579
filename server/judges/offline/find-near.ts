import { findNearEntries, type NearSpan } from "../../text/near-synonyms";
import type { PhraseSpan } from "../../text/phrases";
import type { PhraseGroup } from "./compile-signals";
import type { ReadSentence } from "./read-sentence";

/** A concept stands in a family of near synonyms when so many of its phrases do. */
const PHRASES_IN_FAMILY = 2;

const familiesByGroup = new WeakMap<PhraseGroup, Set<string>>();
const spansBySentence = new WeakMap<ReadSentence, NearSpan[]>();

/** Where words stand in a sentence that are near synonyms of a concept's own. */
export function findNear(sentence: ReadSentence, group: PhraseGroup): PhraseSpan[] {
  const families = familiesOf(group);
  if (families.size === 0) return [];
  const spans = spansBySentence.get(sentence) ?? findNearEntries(sentence.pieces);
  spansBySentence.set(sentence, spans);
  return spans.filter((span) => span.families.some((family) => families.has(family)));
}

function familiesOf(group: PhraseGroup): Set<string> {
  const known = familiesByGroup.get(group);
  if (known) return known;
  const counts = new Map<string, Set<string>>();
  for (const { pieces } of group.phrases) {
    for (const { from, to, families } of findNearEntries(pieces)) {
      if (from !== 0 || to !== pieces.length) continue;
      const stem = pieces.map(({ forms }) => forms[0] ?? "").join(" ");
      for (const family of families)
        counts.set(family, (counts.get(family) ?? new Set()).add(stem));
    }
  }
  const least = Math.min(PHRASES_IN_FAMILY, group.phrases.length);
  const families = [...counts].filter(([, stems]) => stems.size >= least).map(([name]) => name);
  const value = new Set(families);
  familiesByGroup.set(group, value);
  return value;
}
