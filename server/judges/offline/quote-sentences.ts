import type { Answers } from "#domain/attempts/answer.schema";
import type { ClaimedEvidence } from "../../grading/judge";
import type { SectionId } from "#domain/problems/scale";
import { countWordsOfAnyScript } from "../../text/find-quote";
import type { ReadSentence } from "./read-sentence";

/** Shorter quotes are rejected by the evidence check. */
const MIN_QUOTE_WORDS = 4;
/** So many characters hold four words, or nothing that can be quoted. */
const LOOKED_AT_CHARS = 2_000;

type Stretch = { section: SectionId; start: number; end: number; sentences: ReadSentence[] };

/**
 * Whole sentences as evidence. One that is too short to be quoted alone ("Redis cache.") is quoted
 * together with the neighbour that stands in the same evidence, as one stretch of the text.
 */
export function quoteSentences(sentences: ReadSentence[], answers: Answers): ClaimedEvidence[] {
  return listStretches(sentences, answers).map(({ section, start, end }) => ({
    source: section,
    quote: answers[section].slice(start, end),
  }));
}

/** Those of the sentences that a quote of them holds: a short one without such a neighbour is in none. */
export function listQuoted(sentences: ReadSentence[], answers: Answers): ReadSentence[] {
  return listStretches(sentences, answers).flatMap((stretch) => stretch.sentences);
}

function listStretches(sentences: ReadSentence[], answers: Answers): Stretch[] {
  const stretches: Stretch[] = [];
  const isShort = ({ section, start, end }: Omit<Stretch, "sentences">): boolean =>
    countWordsOfAnyScript(answers[section].slice(start, Math.min(end, start + LOOKED_AT_CHARS))) <
    MIN_QUOTE_WORDS;
  for (const sentence of sentences) {
    const before = stretches.at(-1);
    const last = before?.sentences.at(-1);
    const isNext = last?.section === sentence.section && last.index === sentence.index - 1;
    if (before && isNext && (isShort(sentence) || isShort(before))) {
      before.end = sentence.end;
      before.sentences.push(sentence);
    } else {
      const { section, start, end } = sentence;
      stretches.push({ section, start, end, sentences: [sentence] });
    }
  }
  return stretches.filter((stretch) => !isShort(stretch));
}
