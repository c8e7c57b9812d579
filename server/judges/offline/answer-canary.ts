import type { Answers } from "#domain/attempts/answer.schema";
import type { JudgeAnswer } from "../../grading/judge";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { Canary } from "#domain/rubrics/rubric.schema";
import { readPieces } from "../../text/pieces";
import { quoteSentences } from "./quote-sentences";
import type { Discount, ReadMaterial, ReadSentence } from "./read-sentence";

/** Share of the words of a canary's passing example that a sentence must hold to be its twin. */
const TWIN_SHARE = 0.7;
/** What the evidence check takes from no judge. */
const REJECTED = new Set<Discount | null>(["copied", "grader_directed"]);
const CONTENT = new Set(["NOUN", "PROPN", "VERB", "ADJ", "NUM"]);

/**
 * Answers a statement that is true of nearly no answer, or of nearly every one: the first is looked
 * for by the words of its passing example; the second is shown by any sentence that says something.
 */
export function answerCanary(
  canary: Canary,
  material: ReadMaterial,
  answers: Answers,
): JudgeAnswer {
  const sections = [canary.section, ...SECTION_IDS.filter((id) => id !== canary.section)];
  const sentences = sections
    .flatMap((section) => material[section])
    .filter(({ discount, pieces }) => !REJECTED.has(discount) && pieces.length >= 4);
  const counted = sentences.filter(({ discount }) => discount === null);
  // A list of terms shows no design, yet it is a text: the judge isn't broken because of it. The
  // longest: a short one may hold too few words for the evidence check.
  const anything = longest(counted) ?? longest(sentences);
  const found =
    canary.expect === "met" ? anything : counted.find((sentence) => isTwin(sentence, canary));
  const evidence = found ? quoteSentences([found], answers) : [];
  return {
    id: canary.id,
    evidence,
    reasoning: found
      ? `Found in your ${SECTION_TITLES[found.section]} answer.`
      : "Looked for a sentence that says this, and found none.",
    verdict: evidence.length > 0 ? "met" : "not_met",
    advice: "",
  };
}

function longest(sentences: readonly ReadSentence[]): ReadSentence | undefined {
  return sentences.reduce<ReadSentence | undefined>(
    (most, one) => (most && most.pieces.length >= one.pieces.length ? most : one),
    undefined,
  );
}

function isTwin(sentence: ReadSentence, canary: Canary): boolean {
  const wanted = readPieces(canary.pass).filter(({ pos }) => CONTENT.has(pos));
  const held = wanted.filter((piece) =>
    sentence.pieces.some(({ forms }) => forms.some((form) => piece.forms.includes(form))),
  );
  return wanted.length > 0 && held.length / wanted.length >= TWIN_SHARE;
}
