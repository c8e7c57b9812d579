import type { PartOfSpeech } from "wink-nlp";
import { stemWord } from "./stems";
import { tagTokens, type Token } from "./wink";
import { familyOf } from "./word-families";

/**
 * A word, or a part of a hyphenated one, ready to be compared. `forms` are its comparable keys:
 * two pieces agree when they share one. Offsets are UTF-16 into the text given (end exclusive).
 */
export type Piece = {
  word: string;
  forms: string[];
  pos: PartOfSpeech;
  start: number;
  end: number;
  /** Punctuation between the piece before and this one; "" for a space, a hyphen or a slash. */
  before: string;
};

const JOINERS = /^[-‐‑–/_*`'"“”’]+$/;

/** Cuts one sentence into pieces; "re-ranked" is two, and so is "vector/keyword". */
export function readPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let before = "";
  for (const token of tagTokens(text)) {
    if (token.value === "&") {
      pieces.push({ ...wordPiece("and", "CCONJ", token), before });
      before = "";
      continue;
    }
    if (!/[\p{L}\p{N}]/u.test(token.value)) {
      if (!JOINERS.test(token.value) || isDash(text, token)) before += token.value;
      continue;
    }
    if (/^[’'](?:s|m|re|ve|ll|d)$/i.test(token.value)) continue;
    for (const piece of cutToken(token)) {
      pieces.push({ ...piece, before });
      before = "";
    }
  }
  return text.includes("/") ? spellOut(text, pieces) : pieces;
}

/** What hurried people write for small words, as it stands in the text. */
const SHORTHAND: { written: RegExp; word: string; pos: PartOfSpeech }[] = [
  { written: /^w\/o(?![\p{L}\p{N}])/iu, word: "without", pos: "ADP" },
  { written: /^w\/in(?![\p{L}\p{N}])/iu, word: "within", pos: "ADP" },
  { written: /^w\/(?=\s)/iu, word: "with", pos: "ADP" },
  { written: /^b\/c(?![\p{L}\p{N}])/iu, word: "because", pos: "SCONJ" },
];

/** "w/o", "w/" and "b/c" are words, and one of them denies. */
function spellOut(text: string, pieces: Piece[]): Piece[] {
  const read: Piece[] = [];
  let done = 0;
  for (const piece of pieces) {
    if (piece.start < done) continue;
    const rest = /^[wb]$/.test(piece.word) ? text.slice(piece.start, piece.start + 4) : "";
    const short = rest === "" ? undefined : SHORTHAND.find(({ written }) => written.test(rest));
    if (!short) {
      read.push(piece);
      continue;
    }
    done = piece.start + (short.written.exec(rest)?.[0].length ?? 0);
    const span = { start: piece.start, end: done };
    read.push({ ...wordPiece(short.word, short.pos, span), before: piece.before });
  }
  return read;
}

function wordPiece(
  word: string,
  pos: PartOfSpeech,
  { start, end }: { start: number; end: number },
): Omit<Piece, "before"> {
  return { word, forms: wordForms(word, word), pos, start, end };
}

/** A dash between spaces parts clauses; within a word it joins. */
function isDash(text: string, token: Token): boolean {
  return /^[-–—]+$/.test(token.value) && /\s/.test(text[token.start - 1] ?? "");
}

/** A run without symbols that part words; the commas of "5,100" part nothing. */
const PART = /(?:[\p{L}\p{N}’'.+#%@$]|(?<=\d),(?=\d{3}(?!\d)))+/gu;
/** What a part may end in. */
const LAST = /[\p{L}\p{N}+#]/u;

function cutToken(token: Token): Omit<Piece, "before">[] {
  const parts = Array.from(token.value.matchAll(PART), (run) => ({
    text: trimPart(run[0]),
    index: run.index,
  })).filter(({ text }) => text !== "");
  return parts.map(({ text, index }) => {
    const word = text.replace(/^[.'’]+|,/g, "").toLowerCase();
    const whole = parts.length === 1;
    return {
      word,
      forms: wordForms(word, whole ? token.lemma : word),
      pos: token.pos,
      start: token.start + index,
      end: token.start + index + text.length,
    };
  });
}

function trimPart(run: string): string {
  const characters = Array.from(run);
  while (characters.length > 0 && !LAST.test(characters.at(-1) ?? "")) characters.pop();
  return characters.join("");
}

const formsByWord = new Map<string, string[]>();
/** Bounds what strangers' texts can add up to in a long process. */
const MAX_KNOWN_WORDS = 50_000;

/** Keys of a word: the stem as written, of its dictionary form, its family; "@10" is "@k". */
export function wordForms(word: string, lemma: string): string[] {
  const key = word === lemma ? word : `${word} ${lemma}`;
  const known = formsByWord.get(key);
  if (known) return known;
  if (formsByWord.size >= MAX_KNOWN_WORDS) formsByWord.clear();
  const forms = readForms(word, lemma);
  formsByWord.set(key, forms);
  return forms;
}

function readForms(word: string, lemma: string): string[] {
  if (/^@(k|n|\d+)$/.test(word)) return ["@k"];
  const stems = [...new Set([stemWord(word), stemWord(lemma)])];
  const families = stems.map(familyOf).filter((family) => family !== null);
  return [...new Set([...stems, ...families])];
}
