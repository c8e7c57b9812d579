import { readPieces, wordForms, type Piece } from "./pieces";

/** A phrase prepared for matching. */
export type Phrase = { text: string; pieces: Piece[] };

/** A place where a phrase stands: piece indexes, `to` exclusive. */
export type PhraseSpan = { from: number; to: number };

/** Words that may stand inside a phrase without changing it ("cache the responses"). */
const SKIPPABLE = new Set("the a an our its their your this that these those all each".split(" "));
const LONGEST_JOIN = 3;

/** Prepares a phrase; matching is by lemma, case folded, blind to hyphens and spaces. */
export function compilePhrase(text: string): Phrase {
  return { text, pieces: readPieces(text) };
}

/** Every place where the phrase stands contiguously in a sentence's pieces, left to right. */
export function findPhrase(pieces: Piece[], phrase: Phrase): PhraseSpan[] {
  const spans: PhraseSpan[] = [];
  if (phrase.pieces.length === 0) return spans;
  for (let from = 0; from < pieces.length; from += 1) {
    const to = matchFrom(pieces, from, phrase.pieces, 0);
    if (to === null) continue;
    spans.push({ from, to });
    from = to - 1;
  }
  return spans;
}

/** Index after the match of `phrase` from its piece `at`, standing at `index`; null for none. */
function matchFrom(pieces: Piece[], index: number, phrase: Piece[], at: number): number | null {
  const wanted = phrase[at];
  if (!wanted) return index;
  const piece = pieces[index];
  if (!piece || (at > 0 && piece.before !== "")) return null;
  if (sharesForm(piece.forms, wanted.forms)) {
    const end = matchFrom(pieces, index + 1, phrase, at + 1);
    if (end !== null) return end;
  }
  for (let length = 2; length <= LONGEST_JOIN; length += 1) {
    if (sharesForm(joinForms(pieces, index, length), wanted.forms)) {
      const end = matchFrom(pieces, index + length, phrase, at + 1);
      if (end !== null) return end;
    }
    if (sharesForm(piece.forms, joinForms(phrase, at, length))) {
      const end = matchFrom(pieces, index + 1, phrase, at + length);
      if (end !== null) return end;
    }
  }
  const mayskip = at > 0 && SKIPPABLE.has(piece.word);
  return mayskip ? matchFrom(pieces, index + 1, phrase, at) : null;
}

/** Keys of several pieces written as one word; none when punctuation parts them. */
function joinForms(pieces: Piece[], from: number, length: number): string[] {
  const joined = pieces.slice(from, from + length);
  if (joined.length < length || joined.slice(1).some(({ before }) => before !== "")) return [];
  const word = joined.map((piece) => piece.word).join("");
  return wordForms(word, word);
}

function sharesForm(left: string[], right: string[]): boolean {
  return left.some((form) => right.includes(form));
}
