import type { Span } from "../text/find-quote";
import type { FoldedText } from "../text/fold";
import type { MarkedWord } from "./defences/copied";

/**
 * Positions as typed arrays: a long text has a hundred thousand words and, unfolded, millions of
 * characters, and objects or plain numbers take seconds to hand over, typed arrays milliseconds.
 */
export type PackedWords = { starts: Int32Array; ends: Int32Array; marks: Uint8Array };
export type PackedFold = { folded: string; starts: Int32Array; ends: Int32Array };

const COPIED = 1;
const FROM_BRIEF = 2;
const NUMBER = 4;

export function packFold({ folded, starts, ends }: FoldedText): PackedFold {
  return { folded, starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}

export function packWords(words: readonly MarkedWord[]): PackedWords {
  return {
    starts: Int32Array.from(words, ({ start }) => start),
    ends: Int32Array.from(words, ({ end }) => end),
    marks: Uint8Array.from(
      words,
      ({ copied, isFromBrief, isNumber }) =>
        (copied ? COPIED : 0) | (isFromBrief ? FROM_BRIEF : 0) | (isNumber ? NUMBER : 0),
    ),
  };
}

/** The words that touch a span; no others are unpacked. */
export function unpackWords({ starts, ends, marks }: PackedWords, span: Span): MarkedWord[] {
  const words: MarkedWord[] = [];
  for (let i = firstEndingAfter(ends, span.start); i < starts.length; i += 1) {
    const [start = 0, end = 0, mark = 0] = [starts[i], ends[i], marks[i]];
    if (start >= span.end) break;
    words.push({
      start,
      end,
      copied: (mark & COPIED) !== 0,
      isFromBrief: (mark & FROM_BRIEF) !== 0,
      isNumber: (mark & NUMBER) !== 0,
    });
  }
  return words;
}

/** By halves: words stand in the order of the text. */
function firstEndingAfter(ends: Int32Array, position: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
