import { splitSentences } from "../../text/sentences";
import { decodeBlobs, undisguise } from "./disguises";
import { isOrderAbroad } from "./orders-abroad";
import { isCompactOrder, isOrder, toLetters } from "./orders";
import { foldToString } from "../../text/fold";
import type { Span } from "../../text/find-quote";
import type { Sentence } from "../../text/sentences";

/** An order may be dealt out over so many lines, bullets or boxes, of so many words each. */
const MAX_FRAGMENTS = 8;
const MAX_FRAGMENT_WORDS = 4;
const ROLE_LINE = /^[^a-z]{0,6}(?:system|assistant|user|human|model)[^a-z]{0,4}$/;
/** Positions in a row, `to` exclusive. */
type Run = { from: number; to: number };
/** Every sentence is looked at when the material is cleaned and when evidence is checked. */
const MAX_REMEMBERED = 4_000;
const remembered = new Map<string, boolean>();

/**
 * Whether a sentence speaks to the grader rather than about the design: an order, a claim about its
 * own grade, or mark-up that poses as another role; in some fifty languages, and in the usual
 * disguises (look-alike letters, leet, spaced letters, base64 …).
 */
export function isGraderDirected(sentence: string): boolean {
  const known = remembered.get(sentence);
  if (known !== undefined) return known;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  const isDirected = speaksToGrader(sentence);
  remembered.set(sentence, isDirected);
  return isDirected;
}

function speaksToGrader(sentence: string): boolean {
  const folded = foldToString(sentence);
  if (folded === "") return false;
  if (isOrder(folded) || isOrderAbroad(folded)) return true;
  if (undisguise(folded).some((plain) => isOrder(plain) || isOrderAbroad(plain))) return true;
  return (
    (isSpelledOut(folded) && isCompactOrder(toLetters(folded))) || decodeBlobs(sentence).length > 0
  );
}

/** L i k e  t h i s: most of its words are single letters. */
function isSpelledOut(folded: string): boolean {
  const words = folded.match(/[a-z]+/g) ?? [];
  return words.filter(({ length }) => length === 1).length * 2 > words.length;
}

/** The sentences of a text that speak to the grader, as spans of the text as written. */
export function findGraderDirected(text: string): Span[] {
  const sentences = splitSentences(text);
  const found = findScattered(sentences.map((sentence) => sentence.text));
  sentences.forEach((sentence, i) => {
    if (isGraderDirected(sentence.text)) found.add(i);
  });
  for (const { from, to } of listConversations(sentences)) {
    const said = Array.from({ length: to - from }, (_, i) => from + i);
    if (said.some((at) => found.has(at))) for (const at of said) found.add(at);
  }
  return sentences.filter((_, i) => found.has(i)).map(({ start, end }) => ({ start, end }));
}

/** Lines like "### assistant" and what is said under them, up to the next paragraph of no role. */
function listConversations(sentences: readonly Sentence[]): Run[] {
  const runs: Run[] = [];
  sentences.forEach(({ text, opensParagraph }, at) => {
    const last = runs.at(-1);
    const isRole = text.length < 30 && ROLE_LINE.test(foldToString(text));
    if (last?.to === at && (isRole || !opensParagraph)) last.to = at + 1;
    else if (isRole) runs.push({ from: at, to: at + 1 });
  });
  return runs;
}

/** Positions of fragments that are an order together, though none of them is one. */
export function findScattered(texts: readonly string[]): Set<number> {
  const found = new Set<number>();
  const fragments = texts.map((text) => (isFragment(text) ? toLetters(foldToString(text)) : null));
  for (const { from, to } of listRuns(fragments)) {
    // An order of some of them stands in all of them, too.
    if (!isCompactOrder(fragments.slice(from, to).join(""))) continue;
    for (let at = from; at < to; at += 1) markScattered(fragments, at, found);
  }
  return found;
}

function markScattered(
  fragments: readonly (string | null)[],
  from: number,
  found: Set<number>,
): void {
  let joined = "";
  for (let to = from; to < from + MAX_FRAGMENTS; to += 1) {
    const fragment = fragments[to] ?? null;
    if (fragment === null) return;
    joined += fragment;
    if (to === from || !isCompactOrder(joined)) continue;
    for (let i = from; i <= to; i += 1) found.add(i);
  }
}

/** Where fragments stand in a row. */
function listRuns(fragments: readonly (string | null)[]): Run[] {
  const runs: Run[] = [];
  fragments.forEach((fragment, at) => {
    if (fragment === null) return;
    const last = runs.at(-1);
    if (last?.to === at) last.to = at + 1;
    else runs.push({ from: at, to: at + 1 });
  });
  return runs;
}

function isFragment(text: string): boolean {
  return text.trim().split(/\s+/, MAX_FRAGMENT_WORDS + 1).length <= MAX_FRAGMENT_WORDS;
}
