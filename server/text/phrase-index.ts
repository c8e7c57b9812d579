import {
  endOfPhrase,
  findPhrase,
  type Phrase,
  type PhraseSpan,
  type PhraseTarget,
} from "./phrases";

/** Many phrases, arranged so that a sentence is held against those only that can stand in it. */
export type PhraseIndex = { byKey: Map<string, Phrase[]>; literals: Phrase[] };

/** Arranges phrases by the keys they can start with. */
export function indexPhrases(phrases: Iterable<Phrase>): PhraseIndex {
  const index: PhraseIndex = { byKey: new Map(), literals: [] };
  for (const phrase of new Set(phrases)) {
    if (phrase.literal !== null) {
      index.literals.push(phrase);
      continue;
    }
    for (const key of new Set(phrase.starts)) {
      const known = index.byKey.get(key);
      if (known) known.push(phrase);
      else index.byKey.set(key, [phrase]);
    }
  }
  return index;
}

/** Every phrase of the index that stands in the sentence, with its places. */
export function findPhrases(target: PhraseTarget, index: PhraseIndex): Map<Phrase, PhraseSpan[]> {
  const found = new Map<Phrase, PhraseSpan[]>();
  for (const phrase of index.literals) {
    const spans = findPhrase(target, phrase);
    if (spans.length > 0) found.set(phrase, spans);
  }
  target.keys.forEach((keys, from) => {
    for (const key of keys) {
      for (const phrase of index.byKey.get(key) ?? []) {
        const spans = found.get(phrase);
        const to = from < (spans?.at(-1)?.to ?? 0) ? null : endOfPhrase(target, from, phrase);
        if (to === null) continue;
        if (spans) spans.push({ from, to });
        else found.set(phrase, [{ from, to }]);
      }
    }
  });
  return found;
}
