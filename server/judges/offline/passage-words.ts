import type { Piece } from "../../text/pieces";
import type { CompiledCriterion } from "./compile-signals";
import { findHits, type Place } from "./find-signals";
import type { ReadSentence } from "./read-sentence";

/** A sentence of evidence, and the places that it is part of, by criterion. */
export type Shown = {
  sentence: ReadSentence;
  places: { criterion: CompiledCriterion; place: Place }[];
};

/** Sentences of evidence in a row, with what they show. */
export type Passage = { shown: Shown[]; places: Place[]; criteria: CompiledCriterion[] };

/** A word in so many sentences of evidence, and in this share of them, belongs to a frame. */
const FRAME_SENTENCES = 4;
const FRAME_SHARE = 0.15;

/** A sum sets its numbers apart from a row of them. */
const RELATES_NUMBERS = /\d[^,;.|]{0,20}(?:[=→≤≥<>×+/]|->|\bx\b)[^,;.|]{0,12}\d/;
const NUMBERS_OF_A_SUM = 3;

const CONTENT = new Set(["NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"]);

/** Words that return in many sentences: the frame that terms were set into ("We handle … well"). */
export function findFrame(shown: Shown[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { sentence } of shown) {
    const words = new Set(sentence.pieces.map(({ forms }) => forms[0] ?? ""));
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const many = Math.max(FRAME_SENTENCES, shown.length * FRAME_SHARE);
  return new Set([...counts].filter(([, count]) => count >= many).map(([word]) => word));
}

/** Different fresh words of a passage: neither looked for nor of the criteria's own text. */
export function countFresh({ shown, criteria }: Passage, frame: Set<string>): number {
  const words = shown.flatMap(({ sentence }) => freshWords(sentence, criteria));
  return new Set(words.filter((word) => !frame.has(word))).size;
}

/** Different words, numbers aside, without which the evidence would be the same. */
export function countOwn({ shown, places }: Passage, frame: Set<string>): number {
  const needed = new Set(
    places.flatMap(({ hits }) =>
      hits.flatMap(({ sentence, span }) => (span ? sentence.pieces.slice(span.from, span.to) : [])),
    ),
  );
  const own = shown
    .flatMap(({ sentence }) => sentence.pieces)
    .filter((piece) => CONTENT.has(piece.pos) && !needed.has(piece) && !/\d/.test(piece.word));
  return own.filter(({ forms }) => !frame.has(forms[0] ?? "")).length;
}

/** Different other words of a passage. */
export function countOther({ shown }: Passage): number {
  return otherWords(
    shown.map(({ sentence }) => sentence),
    new Set(),
  );
}

/** How many different words, small ones too, are part of no phrase that some criterion looks for. */
export function otherWords(sentences: ReadSentence[], frame: Set<string>): number {
  const words = sentences.flatMap(({ pieces, found }) => {
    const spans = [...found.values()].flat();
    const looked = new Set(spans.flatMap(({ from, to }) => pieces.slice(from, to)));
    return pieces
      .filter((piece) => !looked.has(piece) && !/\d/.test(piece.word))
      .map(({ forms }) => forms[0] ?? "");
  });
  return new Set(words.filter((word) => !frame.has(word))).size;
}

function freshWords(sentence: ReadSentence, criteria: CompiledCriterion[]): string[] {
  const covered = criteria.map((criterion) => coveredBy(criterion, sentence));
  const own = sentence.pieces.filter(
    (piece) => CONTENT.has(piece.pos) && !covered.some((pieces) => pieces.has(piece)),
  );
  const words = own.filter(({ word }) => !/\d/.test(word));
  // A row of numbers says as little as a row of names, unless it is a sum ("444 x 500 = 222k").
  const most = RELATES_NUMBERS.test(sentence.text) ? NUMBERS_OF_A_SUM : 1;
  const numbers = own.filter(({ word }) => /\d/.test(word)).slice(0, most);
  return [...words, ...numbers].map(({ forms }) => forms[0] ?? "");
}

const coveredBySentence = new WeakMap<ReadSentence, Map<CompiledCriterion, Set<Piece>>>();

/** What fills some group of a criterion, numbers aside, or stands in its text and examples; looked for once. */
function coveredBy(criterion: CompiledCriterion, sentence: ReadSentence): Set<Piece> {
  let known = coveredBySentence.get(sentence);
  if (!known) coveredBySentence.set(sentence, (known = new Map()));
  let covered = known.get(criterion);
  if (!covered) {
    const { met, partial, vocabulary } = criterion;
    const hits = [met, partial ?? []].flatMap((groups) => findHits(sentence, groups));
    const looked = hits.flatMap(({ span }) =>
      span ? sentence.pieces.slice(span.from, span.to) : [],
    );
    const named = sentence.pieces.filter(({ forms }) => forms.some((form) => vocabulary.has(form)));
    covered = new Set([...looked, ...named]);
    known.set(criterion, covered);
  }
  return covered;
}
