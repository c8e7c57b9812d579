import type { Page } from "./help-pages";

/** Words of a page, from `start` up to but not including `end`, counted from 0. */
export type Stretch = { page: string; start: number; end: number };

export type Chunk = Stretch & {
  /** On its page, from 1. */
  number: number;
  words: string[];
};

/** In words; the overlap is less than the size. */
export type Cut = { size: number; overlap: number };

export const SIZE = { least: 10, most: 250 };
/** Two chunks may share a word, never three: the drawing has two lanes for them. */
export const LARGEST_OVERLAP_SHARE = 0.5;

export function splitWords(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/**
 * Fixed windows that ignore sentences: each begins `size - overlap` words after the one before, and
 * the last ends with its page. So a page of L words has 1 + ⌈(L - size) / (size - overlap)⌉ of them,
 * as in study/topics/chunking.md.
 */
export function cutPages(pages: readonly Page[], { size, overlap }: Cut): Chunk[] {
  return pages.flatMap(({ title, text }) => {
    const words = splitWords(text);
    const more = Math.ceil(Math.max(0, words.length - size) / (size - overlap));
    return Array.from({ length: 1 + more }, (_, index) => {
      const start = index * (size - overlap);
      const end = Math.min(start + size, words.length);
      return { page: title, number: index + 1, start, end, words: words.slice(start, end) };
    });
  });
}

/** @throws Error where no page has the sentence */
export function findSentence(pages: readonly Page[], sentence: string): Stretch {
  const wanted = splitWords(sentence);
  for (const { title, text } of pages) {
    const words = splitWords(text);
    const start = words.findIndex((_, at) => wanted.every((word, by) => words[at + by] === word));
    if (start >= 0) return { page: title, start, end: start + wanted.length };
  }
  throw new Error(`no page says "${sentence}"`);
}

/** The words that both have, counted on the page; null where they have none in common. */
export function intersect(a: Stretch, b: Stretch): Stretch | null {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return a.page === b.page && start < end ? { page: a.page, start, end } : null;
}

/**
 * How many of these sentences a cut is expected to leave in no chunk whole, as the lesson derives it
 * for pages longer than a chunk. A shorter page is one chunk, so nothing of it is cut.
 */
export function expectCuts(
  sentences: readonly { length: number; pageLength: number }[],
  { size, overlap }: Cut,
): number {
  return sentences.reduce((sum, { length, pageLength }) => {
    if (pageLength <= size) return sum;
    const share = (length - 1 - overlap) / (size - overlap);
    return sum + Math.min(1, Math.max(0, share));
  }, 0);
}
