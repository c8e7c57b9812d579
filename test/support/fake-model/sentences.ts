/** Scripts that write whole sentences without spaces, or in few words. */
const DENSE_SCRIPT = /[\u0900-\u9FFF\uAC00-\uD7AF]{6}/u;

/** Sentences of five words or more, in their order. */
export function listSentences(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+|(?<=[。！？।])|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => countWords(sentence) >= 5 || DENSE_SCRIPT.test(sentence));
}

/** The bars of a table row are no words. */
function countWords(sentence: string): number {
  return sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** A whole number from a text; the same every time. */
export function hashOf(text: string): number {
  let hash = 7;
  for (const unit of text) hash = (hash * 31 + (unit.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}
