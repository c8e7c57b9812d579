import { readPieces, wordForms, type Piece } from "./pieces";

/** A phrase prepared for matching; `literal` where symbols carry its meaning ("/s", "40%"). */
export type Phrase = {
  text: string;
  pieces: Piece[];
  literal: string | null;
  /** Keys of which a sentence must hold one to hold the phrase. */
  starts: string[];
};

/**
 * A sentence prepared for matching; `keys[i]` are the forms of its i-th word, alone and joined with
 * those after it.
 */
export type PhraseTarget = {
  text: string;
  pieces: Piece[];
  keys: Set<string>[];
  squeezed: Squeezed;
};

/** A text without white space, lower case; `at[i]` is where its i-th character comes from. */
type Squeezed = { text: string; at: number[] };

/** A place where a phrase stands: piece indexes, `to` exclusive. */
export type PhraseSpan = { from: number; to: number };

/** Words that may stand inside a phrase without changing it ("cache the responses"). */
const SKIPPABLE = new Set("the a an our its their your this that these those all each".split(" "));
const ARTICLES = new Set("the a an our its their your".split(" "));
/** "tok/s" is a pace, no plural of "tok". */
const A_SECOND = "s";
const LONGEST_JOIN = 3;
/** "All of these" skips two in a row; in "the the the the …" each would be looked past from every other. */
const MOST_SKIPPED = 4;

const phraseByText = new Map<string, Phrase>();
/** Authored phrases are few; this bounds what edits of rubrics can add up to in a long process. */
const MAX_KNOWN_PHRASES = 50_000;

/** Prepares a phrase; matching is by lemma, case folded, blind to hyphens and spaces. */
export function compilePhrase(text: string): Phrase {
  const known = phraseByText.get(text);
  if (known) return known;
  if (phraseByText.size >= MAX_KNOWN_PHRASES) phraseByText.clear();
  const hasSymbolEdge = /^[%/$€&+=<>≤≥~]|[%/$€&+=<>≤≥~]$/u.test(text.trim());
  const pieces = readPieces(text);
  const starts = keysAt(pieces, 0);
  const phrase = { text, pieces, literal: hasSymbolEdge ? squeeze(text) : null, starts };
  phraseByText.set(text, phrase);
  return phrase;
}

/** Prepares a sentence. */
export function readTarget(text: string): PhraseTarget {
  const pieces = readPieces(text);
  const keys = pieces.map((_, index) => new Set(keysAt(pieces, index)));
  return { text, pieces, keys, squeezed: squeezeWithPlaces(text) };
}

/** Forms of the word at an index, and of the words it makes with those after it. */
function keysAt(pieces: Piece[], index: number): string[] {
  const first = pieces[index];
  if (!first) return [];
  const keys = [...first.forms];
  let word = first.word;
  for (const part of pieces.slice(index + 1, index + LONGEST_JOIN)) {
    if (part.before !== "" || part.word === A_SECOND) break;
    word += part.word;
    keys.push(...wordForms(word, word));
  }
  return keys;
}

/** Every place where the phrase stands contiguously in a sentence, left to right. */
export function findPhrase(target: PhraseTarget, phrase: Phrase): PhraseSpan[] {
  if (phrase.literal !== null) return findLiteral(target, phrase.literal);
  const spans: PhraseSpan[] = [];
  target.keys.forEach((keys, from) => {
    const isFree = from >= (spans.at(-1)?.to ?? 0);
    if (!isFree || !phrase.starts.some((key) => keys.has(key))) return;
    const to = endOfPhrase(target, from, phrase);
    if (to !== null) spans.push({ from, to });
  });
  return spans;
}

/** Index after a phrase, not a literal one, that stands at a piece; null where it doesn't. */
export function endOfPhrase({ pieces }: PhraseTarget, from: number, phrase: Phrase): number | null {
  return matchFrom(pieces, from, phrase.pieces, 0, 0);
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/\s+/g, "");
}

function squeezeWithPlaces(text: string): Squeezed {
  const kept = Array.from(text.matchAll(/\S/g), ({ index }) => index);
  return { text: kept.map((index) => text.charAt(index).toLowerCase()).join(""), at: kept };
}

/** Finds symbols as written, white space aside; the span is that of the pieces around them. */
function findLiteral({ text, pieces, squeezed }: PhraseTarget, literal: string): PhraseSpan[] {
  if (pieces.length === 0) return [];
  const isWordEnd = /[a-z0-9]$/.test(literal);
  const isNumber = /^\d/.test(literal);
  for (
    let at = squeezed.text.indexOf(literal);
    at !== -1;
    at = squeezed.text.indexOf(literal, at + 1)
  ) {
    const last = squeezed.at[at + literal.length - 1] ?? 0;
    // A space ends a word as well: "2.8/s avg".
    if (isWordEnd && /[a-z0-9]/i.test(text[last + 1] ?? "")) continue;
    const start = squeezed.at[at] ?? 0;
    // "2%" is no part of "0.2%".
    if (isNumber && /\d[.,]?$/.test(text.slice(Math.max(0, start - 2), start))) continue;
    const next = pieces.findIndex((piece) => piece.end > start);
    const from = next === -1 ? pieces.length - 1 : next;
    return [{ from, to: from + 1 }];
  }
  return [];
}

/**
 * Index after the match of `phrase` from its piece `at`, standing at `index`; null for none.
 * `skipped`: words passed over right before.
 */
function matchFrom(
  pieces: Piece[],
  index: number,
  phrase: Piece[],
  at: number,
  skipped: number,
): number | null {
  const wanted = phrase[at];
  if (!wanted) return index;
  const piece = pieces[index];
  if (!piece || (at > 0 && piece.before !== "")) return null;
  if (sharesForm(piece.forms, wanted.forms)) {
    const end = matchFrom(pieces, index + 1, phrase, at + 1, 0);
    if (end !== null) return end;
  }
  for (let length = 2; length <= LONGEST_JOIN; length += 1) {
    if (joins(pieces, index, length, wanted)) {
      const end = matchFrom(pieces, index + length, phrase, at + 1, 0);
      if (end !== null) return end;
    }
    if (joins(phrase, at, length, piece)) {
      const end = matchFrom(pieces, index + 1, phrase, at + length, 0);
      if (end !== null) return end;
    }
  }
  const maySkip = at > 0 && skipped < MOST_SKIPPED && SKIPPABLE.has(piece.word);
  const end = maySkip ? matchFrom(pieces, index + 1, phrase, at, skipped + 1) : null;
  if (end !== null) return end;
  // Notes leave articles out ("w/o citation" for "without a citation").
  const mayLack = at > 0 && at + 1 < phrase.length && ARTICLES.has(wanted.word);
  return mayLack ? matchFrom(pieces, index, phrase, at + 1, skipped) : null;
}

/** Whether `length` pieces, written as one word, are the word `whole`. */
function joins(parts: Piece[], from: number, length: number, whole: Piece): boolean {
  const first = parts[from];
  if (!first || from + length > parts.length || !whole.word.startsWith(first.word)) return false;
  let word = first.word;
  for (let index = from + 1; index < from + length; index += 1) {
    const part = parts[index];
    if (!part || part.before !== "" || part.word === A_SECOND) return false;
    word += part.word;
  }
  return sharesForm(wordForms(word, word), whole.forms);
}

function sharesForm(left: string[], right: string[]): boolean {
  return left === right || left.some((form) => right.includes(form));
}
