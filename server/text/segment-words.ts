/**
 * Each segment that `Intl.Segmenter` hands out carries a copy of the text it was given: a long text
 * in one piece costs the square of its length. Words at a cut are the only ones that can come out
 * differently, and only where a text has so many characters in a row without a blank or a mark.
 */
const STRETCH_CHARS = 200;
/** No shorter than this for the sake of a natural end. */
const LEAST_CHARS = 100;

const WORDS = new Intl.Segmenter("en", { granularity: "word" });
const NATURAL_END = /[\s\p{P}]/u;

/** The words of a text, in reading order; in scripts without spaces, by the dictionary of the runtime. */
export function* segmentWords(text: string): Generator<string, void> {
  for (let from = 0; from < text.length;) {
    const to = endOfStretch(text, from);
    for (const { segment, isWordLike } of WORDS.segment(text.slice(from, to))) {
      if (isWordLike) yield segment;
    }
    from = to;
  }
}

/** After the last blank or mark within reach; never within a surrogate pair. */
function endOfStretch(text: string, from: number): number {
  const most = from + STRETCH_CHARS;
  if (most >= text.length) return text.length;
  for (let at = most; at > from + LEAST_CHARS; at -= 1) {
    if (NATURAL_END.test(text.charAt(at - 1))) return at;
  }
  return isLowSurrogate(text.charCodeAt(most)) ? most - 1 : most;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
