import type { Answers } from "../../attempts/answer.schema";
import type { ClaimedEvidence } from "../../grading/judge";
import { countWordsOfAnyScript } from "../../text/find-quote";
import type { ReadSentence } from "./read-sentence";

/** Shorter quotes are rejected by the evidence check. */
const MIN_QUOTE_WORDS = 4;

/**
 * Whole sentences as evidence. One that is too short to be quoted alone ("Redis cache.") is quoted
 * together with the neighbour that stands in the same evidence, as one stretch of the text.
 */
export function quoteSentences(sentences: ReadSentence[], answers: Answers): ClaimedEvidence[] {
  const spans: { section: ReadSentence["section"]; start: number; end: number; last: number }[] =
    [];
  for (const { section, start, end, index, text } of sentences) {
    const before = spans.at(-1);
    const isShort = countWordsOfAnyScript(text) < MIN_QUOTE_WORDS;
    const isBeforeShort =
      before &&
      countWordsOfAnyScript(answers[section].slice(before.start, before.end)) < MIN_QUOTE_WORDS;
    const isNext = before?.section === section && before.last === index - 1;
    if (before && isNext && (isShort || isBeforeShort)) {
      before.end = end;
      before.last = index;
    } else {
      spans.push({ section, start, end, last: index });
    }
  }
  return spans
    .map(({ section, start, end }) => ({
      source: section,
      quote: answers[section].slice(start, end),
    }))
    .filter(({ quote }) => countWordsOfAnyScript(quote) >= MIN_QUOTE_WORDS);
}
