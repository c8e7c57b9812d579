/** One replacement that turns a text into another. Offsets are UTF-16 code units. */
export type Splice = {
  start: number;
  deleteCount: number;
  insert: string;
  /** Length of the text afterwards: a wrong one means that it was applied to another text. */
  length: number;
};

/**
 * The smallest single splice from `before` to `after`: what is left between their common start and
 * their common end. Never cuts a surrogate pair, so that `insert` is valid text by itself.
 */
export function diffTexts(before: string, after: string): Splice {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  return {
    start,
    deleteCount: before.length - start - end,
    insert: after.slice(start, after.length - end),
    length: after.length,
  };
}

/** @returns the text after the splice, or null when it does not fit this text */
export function applySplice(text: string, splice: Splice): string | null {
  const { start, deleteCount, insert, length } = splice;
  if (start + deleteCount > text.length) return null;
  const result = text.slice(0, start) + insert + text.slice(start + deleteCount);
  return result.length === length ? result : null;
}

function commonStart(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let count = 0;
  while (count < limit && a.charCodeAt(count) === b.charCodeAt(count)) count += 1;
  return count > 0 && isHighSurrogate(a.charCodeAt(count - 1)) ? count - 1 : count;
}

function commonEnd(a: string, b: string, start: number): number {
  const limit = Math.min(a.length, b.length) - start;
  let count = 0;
  while (count < limit && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count))
    count += 1;
  return count > 0 && isLowSurrogate(a.charCodeAt(a.length - count)) ? count - 1 : count;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
