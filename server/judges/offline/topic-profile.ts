import { findNearEntries } from "../../text/near-synonyms";
import { readPieces, type Piece } from "../../text/pieces";
import type { CompiledCriterion, CompiledRubric } from "./compile-signals";

/** The words that a criterion's own text, passing example and signals are made of. */
export type TopicProfile = {
  words: Set<string>;
  /** Families of near synonyms that these words stand in. */
  families: Set<string>;
  /** Words of the failing example that the passing one and the text don't use. */
  failing: Set<string>;
};

/** All criteria of a rubric; a word that few of them use weighs more. */
export type TopicProfiles = {
  byCriterion: Map<CompiledCriterion, TopicProfile>;
  wordWeights: Map<string, number>;
  familyWeights: Map<string, number>;
};

const CONTENT = new Set(["NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"]);

const profilesByRubric = new WeakMap<CompiledRubric, TopicProfiles>();

/** The profiles of a rubric; once a rubric. */
export function profileRubric(compiled: CompiledRubric): TopicProfiles {
  const known = profilesByRubric.get(compiled);
  if (known) return known;
  const byCriterion = new Map(
    [...compiled.criteria.values()].map((criterion) => [criterion, profileCriterion(criterion)]),
  );
  const all = [...byCriterion.values()];
  const profiles = {
    byCriterion,
    wordWeights: weigh(all.map(({ words }) => words)),
    familyWeights: weigh(all.map(({ families }) => families)),
  };
  profilesByRubric.set(compiled, profiles);
  return profiles;
}

/** What one criterion is about, in words and families of near synonyms. */
export function profileCriterion({ criterion, met }: CompiledCriterion): TopicProfile {
  const own = [criterion.text, criterion.pass].map((text) => readPieces(text));
  const phrases = met.flatMap((group) =>
    group.kind === "phrases" ? group.phrases.map(({ pieces }) => pieces) : [],
  );
  const stated = new Set(own.flatMap(contentWords));
  const failing = contentWords(readPieces(criterion.fail)).filter((word) => !stated.has(word));
  return {
    words: new Set([...stated, ...phrases.flatMap(contentWords)]),
    families: new Set([...own, ...phrases].flatMap(familiesOf)),
    failing: new Set(failing),
  };
}

/** Keys of the words that carry meaning. */
export function contentWords(pieces: readonly Piece[]): string[] {
  return pieces.filter(({ pos }) => CONTENT.has(pos)).map(({ forms }) => forms[0] ?? "");
}

/** Families of near synonyms that stand in the pieces. */
export function familiesOf(pieces: readonly Piece[]): string[] {
  return findNearEntries(pieces).flatMap(({ families }) => families);
}

/** The inverse document frequency over the criteria of a rubric. */
function weigh(sets: Set<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const set of sets) for (const one of set) counts.set(one, (counts.get(one) ?? 0) + 1);
  return new Map([...counts].map(([one, count]) => [one, Math.log((sets.length + 1) / count)]));
}
