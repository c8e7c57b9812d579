import { FUNCTION_WORDS } from "../text/function-words";
import { foldToString } from "../text/fold";
import { wordForms } from "../text/pieces";
import { SYNONYMS } from "./synonyms";

/** A word of the index that a query asks for; `weight` is 1 for what was typed. */
export type SearchTerm = { text: string; weight: number; isLast: boolean };

const SYNONYM_WEIGHT = 0.6;
/** What one is sure to type and none looks for. */
const ASKING_WORDS = new Set([
  "me",
  "my",
  "your",
  "about",
  "please",
  "need",
  "want",
  "make",
  "get",
]);

function readWords(text: string): string[] {
  return (foldToString(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, 40));
}

/** The words of a text as they are indexed: each as written, by stem and by family. */
export function toIndexTerms(text: string): string[] {
  return readWords(text)
    .filter((word) => !FUNCTION_WORDS.has(word))
    .flatMap(toForms);
}

function toForms(word: string): string[] {
  return [...new Set([word, ...wordForms(word, word)])];
}

/** What a query asks for: its words, and what the content calls the same. */
export function readQuery(query: string): SearchTerm[] {
  const words = readWords(query);
  const kept = words.filter((word) => !FUNCTION_WORDS.has(word) && !ASKING_WORDS.has(word));
  const weights = new Map<string, number>();
  for (const word of kept) for (const form of toForms(word)) weights.set(form, 1);
  for (const form of findSynonyms(words)) {
    if (!weights.has(form)) weights.set(form, SYNONYM_WEIGHT);
  }
  const last = words.at(-1);
  return [...weights].map(([text, weight]) => ({ text, weight, isLast: text === last }));
}

/** Phrases of the table by their stems, "rank fusion" as "rank fusion". */
const soughtByStems = new Map<string, Set<string>>();
let longest = 1;
for (const { typed, sought } of SYNONYMS) {
  const stems = readWords(typed).map(toStem);
  longest = Math.max(longest, stems.length);
  const key = stems.join(" ");
  const known = soughtByStems.get(key) ?? new Set();
  soughtByStems.set(key, known);
  for (const phrase of sought) for (const form of toIndexTerms(phrase)) known.add(form);
}

function toStem(word: string): string {
  return wordForms(word, word)[0] ?? word;
}

function findSynonyms(words: readonly string[]): Set<string> {
  const stems = words.map(toStem);
  const found = new Set<string>();
  for (let from = 0; from < stems.length; from += 1) {
    for (let to = from + 1; to <= Math.min(stems.length, from + longest); to += 1) {
      for (const form of soughtByStems.get(stems.slice(from, to).join(" ")) ?? []) found.add(form);
    }
  }
  return found;
}
