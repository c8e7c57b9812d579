import type { Sentence } from "./sentences";

/** The longest sentence of all calibration answers, gold facts and solutions has 426. */
const MAX_SENTENCE_CHARS = 2_000;
/** The longest section of all calibration answers has 41. */
const MAX_SENTENCES = 1_000;
/** How far back from a cut a blank is looked for. */
const LOOK_BACK_CHARS = 200;

/**
 * The sentences of a section as far as they are read for meaning, where each word is held against
 * its neighbours and each sentence against others: an endless sentence is read as several, and what
 * stands after a thousand sentences isn't read. No honest answer comes near either.
 */
export function boundSentences(sentences: readonly Sentence[]): readonly Sentence[] {
  const isLong = sentences.some(({ text }) => text.length > MAX_SENTENCE_CHARS);
  if (!isLong) return sentences.slice(0, MAX_SENTENCES);
  const bounded: Sentence[] = [];
  /** Where each sentence went: leads are told by position. */
  const places: number[] = [];
  for (const sentence of sentences) {
    if (bounded.length >= MAX_SENTENCES) break;
    places.push(bounded.length);
    const lead = sentence.lead === null ? null : (places[sentence.lead] ?? null);
    bounded.push(...cut({ ...sentence, lead }));
  }
  return bounded.slice(0, MAX_SENTENCES);
}

function cut(sentence: Sentence): Sentence[] {
  const { start, text } = sentence;
  if (text.length <= MAX_SENTENCE_CHARS) return [sentence];
  const parts: Sentence[] = [];
  for (let from = 0; from < text.length;) {
    const to = endOfPart(text, from);
    const isFirst = from === 0;
    parts.push({
      ...sentence,
      start: start + from,
      end: start + to,
      text: text.slice(from, to),
      opensBlock: isFirst && sentence.opensBlock,
      opensParagraph: isFirst && sentence.opensParagraph,
    });
    from = to;
  }
  return parts;
}

/** After the last blank within reach; never within a surrogate pair. */
function endOfPart(text: string, from: number): number {
  const most = from + MAX_SENTENCE_CHARS;
  if (most >= text.length) return text.length;
  for (let at = most; at > most - LOOK_BACK_CHARS; at -= 1) {
    if (/\s/.test(text.charAt(at - 1))) return at;
  }
  return (text.codePointAt(most - 1) ?? 0) > 0xffff ? most - 1 : most;
}
