import { SECTION_IDS } from "#domain/problems/scale";
import { readPieces } from "../../text/pieces";
import { splitSentences } from "../../text/sentences";
import type { Answers } from "#domain/attempts/answer.schema";

/** Marks between terms. Those inside a number or a word ("5,100", "req/s", "p95=") part nothing. */
const MARKS = /[;:!?()|\n•→⇒]|->|=>|\s[-–—+=/&]\s|[.,](?!\d)|(?<!\d)[.,]/u;
/** Marks that end a statement or an item of a list. */
const ENDS = /[;!?\n•]|[.,](?!\d)|(?<!\d)[.,]/u;
const FEW_WORDS = 3;
/** Less than this may be a heading or two. */
const MIN_PARTS = 12;
/**
 * An answer is made of terms when so many of its words stand in parts of three words at most, or so
 * many of its items hold no verb. Over all sixteen problems calibration answers have 29 % and 56 % at
 * most, 480 gold answers retold tersely 63 % and 71 %. Terms strung together by program with commas
 * or marks (test/evals/attacks/stuff-rubric.ts) have 86 % and more of the first.
 */
const TERMS_SHARE = 0.75;

/**
 * Whether an answer is strings of terms rather than sentences or notes. Looks at its structure alone,
 * so framed terms ("We rely on A and B") pass for sentences. Linear in the text.
 */
export function isMadeOfTerms(answers: Answers): boolean {
  const sentences = SECTION_IDS.flatMap((section) => splitSentences(answers[section]));
  const parts = sentences.flatMap(({ text }) => countEach(text.split(MARKS)));
  const words = sum(parts);
  const few = sum(parts.filter((count) => count <= FEW_WORDS));
  if (parts.length >= MIN_PARTS && few >= TERMS_SHARE * words) return true;
  const items = sentences
    .flatMap(({ text }) => text.split(ENDS))
    .filter((item) => countWords(item) > 0);
  return items.length >= MIN_PARTS && items.filter(isVerbless).length >= TERMS_SHARE * items.length;
}

function isVerbless(item: string): boolean {
  return !readPieces(item).some(({ pos }) => pos === "VERB" || pos === "AUX");
}

function countEach(parts: string[]): number[] {
  return parts.map(countWords).filter((count) => count > 0);
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
