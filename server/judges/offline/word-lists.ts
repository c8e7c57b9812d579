import type { Piece } from "../../text/pieces";
import type { SentenceKind } from "../../text/sentences";

/** From here on a run of short items without a verb is a list of names, not a statement. */
const MANY_ITEMS = 8;
const SHORT_ITEM_WORDS = 3;
const MANY_SHORT_LINES = 6;
const FEW_TOKENS = 4;
/** From here on it is one whatever the tagger takes for verbs ("puts, step, first, list, …"). */
const VERY_MANY_ITEMS = 12;
const NAME_WORDS = 2;
/** Running text of this length holds some verb, article or preposition; a heap of terms does not. */
const HEAP_WORDS = 10;
const HEAP_GRAMMAR_SHARE = 0.15;
/** Signs that relate terms in notes ("GPUs full: Quill first", "40 → 5", "a = b"). */
const RELATIONS = /[:;=→⇒]|->|=>|\s(?:--|—|–)\s/;
/** One sentence of names is also held together by these; a heap of lines has them in its terms. */
const COMPARISONS = /[≥≤<>]|\s(?:vs\.?|w\/o?|b\/c)\s/;
/** "Per call -- task, operator, arguments, …": what a thing consists of. Rows of such are weighed together. */
const LEAD =
  /^\s*(?:[\p{L}\p{N}-]+\s+){1,6}(?:--|—|–|->|→|=)\s|^\s*(?:[\p{L}\p{N}-]+[\s/]+){1,6}[\p{L}\p{N}-]+:\s/u;
/** A row of so many cells at most sets a thing beside what is said of it. */
const FEW_CELLS = 6;
/** Numbers make a terse line say something ("cross-encoder, 40 → 5, 90 ms"). */
const NUMBERS_THAT_SPEAK = 2;

const FUNCTION_WORDS = new Set(["DET", "ADP", "AUX", "PRON", "SCONJ", "CCONJ", "PART"]);
const GRAMMAR = new Set(["DET", "ADP", "AUX", "PRON", "SCONJ", "VERB", "PART"]);

/** Words of each item of an enumeration. */
function itemLengths(text: string): number[] {
  return text
    .split(/[,;/|•·+&\n]|\band\b/i)
    .map((item) => item.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length)
    .filter((words) => words > 0);
}

/** Lines of short items without a sign of how they belong together, numbers or not. */
function isListOfLines(text: string): boolean {
  if (!text.includes("\n") || RELATIONS.test(text)) return false;
  const items = itemLengths(text);
  const short = items.filter((words) => words <= SHORT_ITEM_WORDS).length;
  return items.length >= MANY_SHORT_LINES && short / items.length >= 0.8;
}

/**
 * "45,000, 1.7k, 20 per second, docs": single words and numbers that nothing relates; or one item
 * twice, which no enumeration of a person holds.
 */
function isListOfTokens(text: string): boolean {
  if (RELATIONS.test(text)) return false;
  const parts = text.split(/,\s/).map((part) => part.trim().toLowerCase());
  if (parts.length >= FEW_TOKENS && new Set(parts).size < parts.length) return true;
  const items = parts.map((part) => part.split(/\s+/).length);
  const single = items.filter((words) => words === 1).length;
  const isShort = items.every((words) => words <= SHORT_ITEM_WORDS);
  return items.length >= FEW_TOKENS && isShort && single / items.length >= 0.5;
}

function isEndlessList(text: string): boolean {
  const items = itemLengths(text);
  const names = items.filter((words) => words <= NAME_WORDS).length;
  return items.length >= VERY_MANY_ITEMS && names / items.length >= 0.8;
}

/** Whether a sentence only heaps or lists terms, saying nothing about them. */
export function isWordList(
  text: string,
  pieces: Piece[],
  numbers: number,
  kind: SentenceKind = "prose",
): boolean {
  if (isEndlessList(text) || isListOfLines(text) || isListOfTokens(text)) return true;
  if (numbers >= NUMBERS_THAT_SPEAK || isShortRow(text, kind)) return false;
  const grammar = pieces.filter(({ pos }) => GRAMMAR.has(pos)).length;
  const isHeap = pieces.length >= HEAP_WORDS && grammar / pieces.length < HEAP_GRAMMAR_SHARE;
  if (isHeap && !relates(text)) return true;
  // Notes have marks or small words between their terms; the tagger takes "rerank" for a verb.
  const isBareHeap = pieces.every(({ pos, before }) => before === "" && !FUNCTION_WORDS.has(pos));
  if (pieces.length >= HEAP_WORDS && isBareHeap && !relates(text)) return true;
  return isLongList(text, pieces) && !LEAD.test(text);
}

function relates(text: string): boolean {
  return RELATIONS.test(text) || (!text.includes("\n") && COMPARISONS.test(text));
}

function isShortRow(text: string, kind: SentenceKind): boolean {
  const cells = text.split("|").filter((cell) => cell.trim() !== "");
  return kind === "row" && cells.length >= 2 && cells.length <= FEW_CELLS;
}

/** Many short items, with at most one verb for all of them ("We use A, B, C, D, E and F"). */
function isLongList(text: string, pieces: Piece[]): boolean {
  const items = itemLengths(text);
  const short = items.filter((words) => words <= SHORT_ITEM_WORDS).length;
  const verbs = pieces.filter(({ pos }) => pos === "VERB" || pos === "AUX").length;
  return items.length >= MANY_ITEMS && short / items.length >= 0.8 && verbs <= 1;
}

/** An answer is made of terms when so many of its words, and this share of them, stand in lists. */
const LISTED_WORDS = 40;
const LISTED_SHARE = 0.6;
const SENTENCE_WORDS = new Set(["DET", "PRON", "AUX"]);

/**
 * In an answer that is mostly lists of terms, what else stands there without an article, a pronoun or
 * an auxiliary is one of them cut short ("34 percent, deserve text").
 */
export function findScraps<S extends { pieces: Piece[]; discount: string | null }>(
  sentences: readonly S[],
): S[] {
  const countWords = (of: readonly S[]): number =>
    of.reduce((sum, { pieces }) => sum + pieces.length, 0);
  const counted = sentences.filter(({ discount }) => discount === null);
  const listed = countWords(sentences.filter(({ discount }) => discount === "word_list"));
  if (listed < LISTED_WORDS || listed < LISTED_SHARE * (listed + countWords(counted))) return [];
  return counted.filter(({ pieces }) => !pieces.some(({ pos }) => SENTENCE_WORDS.has(pos)));
}

const SUBJECT_OR_GENERIC_VERB = new Set(
  "we i you it there the a an our my also then will would should use uses using have has include includes including add adds need needs employ leverage leverages implement implements apply do choose pick is are".split(
    " ",
  ),
);
const CONNECTING = new Set(["ADP", "SCONJ", "VERB", "AUX", "PART", "ADV"]);
const MIN_SAYING_WORDS = 4;

/**
 * Whether a sentence only names things: a heading, a fragment, or "We use A, B and C." without a
 * number, a reason or a purpose. It may stand beside evidence, it is none by itself.
 */
export function isBareNaming(pieces: Piece[], kind: SentenceKind, numbers: number): boolean {
  if (kind === "heading" || pieces.length < MIN_SAYING_WORDS) return true;
  if (numbers > 0) return false;
  if (isTalk(pieces)) return true;
  const generic = pieces.filter(({ word }) =>
    /^(?:use|have|include|add|need|employ|leverage|implement|apply|choose|pick)/.test(word),
  );
  if (generic.length === 0) return false;
  const rest = pieces.filter(({ word }) => !SUBJECT_OR_GENERIC_VERB.has(word));
  const isEnumeration = rest.some(({ before }) => before.includes(",")) && longestItem(rest) <= 3;
  return rest.every(({ pos, before }) => {
    if (/[:;(—–]/.test(before)) return false;
    // "We use embed, rerank": in an enumeration a verb is only another name.
    return !CONNECTING.has(pos) || (isEnumeration && pos === "VERB");
  });
}

/**
 * How people speak of the field, not of their design: "X is all the rage", "Y is an active field of
 * research". Any of it in a sentence that says neither "we" nor a number names things only.
 */
const TALK = new RegExp(
  String.raw`\b(?:${[
    "all the rage|hot topic|buzz|famous|fascinating|notorious|(?:is|are) popular|trendy|commodity|usual suspects|canonical",
    "powerful (?:concept|tool|technique|technology|framework)|powerful|state of the art|best of both worlds|best practices?|industry standard",
    "well[- ](?:known|established|documented|proven|suited)|(?:often|widely|much) (?:discussed|used|cited)|discussed a lot|popularised|popularized",
    "north star|active field|field of research|research areas?|literature|leaderboard|landscape|in itself|by nature|nowadays|evolving",
    "classic|classical|familiar (?:pattern|concept)s?|nightmare|pitfalls?|half the battle",
    "(?:is|are) (?:known|common|standard|typical|recommended|essential|important|crucial|vital|critical|paramount|central|notorious|a must|the key|a key|key|limited|difficult|hard|complex|expensive|costly|complicated)",
    "typical (?:case|failure|example)|known (?:failure|problem|issue|risk|model|family)",
    "(?:central|key|main|important|crucial|usual|common|classic|popular|typical) (?:part|role|concept|topic|aspect|element|factor|indicator|driver|lever|measure|metric|method|technique|pattern|reason|option|consumer|failure|mode)s?",
    "the (?:biggest|main|most discussed|number one|top) (?:risk|challenge|problem|topic|issue|driver|consumer|cost)",
    "one of the (?:main|biggest|most|key)|(?:large|big|huge|great|direct) (?:impact|influence|effect)|trade-off (?:among|between)|trades? .{3,20} for",
    "there (?:are|exist) (?:many|several|various|a lot|lots)|comes? in (?:many|several|various|different)|(?:two|three|main|many) (?:families|kinds|flavours|patterns|schools)",
    "open(?:s)? up|can be (?:achieved|improved|reduced)|is achieved by|(?:deserves?|requires?|needs?) (?:attention|planning|care|a notion)|is worth more than",
    "(?:is|are) (?:a|an|the) (?:challenge|problem|issue|burden|risk|topic|science|art|question|consideration|concern|property)",
  ].join("|")})\b`,
);
const OWN_WORDS = new Set("we i our us my ours".split(" "));

function isTalk(pieces: Piece[]): boolean {
  if (pieces.some(({ word }) => OWN_WORDS.has(word))) return false;
  return TALK.test(pieces.map(({ word }) => word).join(" "));
}

function longestItem(pieces: Piece[]): number {
  let longest = 0;
  let length = 0;
  for (const { before, word } of pieces) {
    length = before.includes(",") || word === "and" || word === "or" ? 1 : length + 1;
    longest = Math.max(longest, length);
  }
  return longest;
}
