import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { toStorableText } from "#domain/text/storable.schema";
import { countWordsOfAnyScript, findQuote } from "../text/find-quote";
import { FUNCTION_WORDS } from "../text/function-words";
import { unescapeTemplateMarks } from "../text/template-marks";
import type { Evidence } from "#domain/grading/grade.schema";
import type { Verdict } from "#domain/grading/verdicts";
import type { SectionId } from "#domain/problems/scale";
import type { ClaimedEvidence, JudgeAnswer, JudgeQuestion } from "./judge";
import type { Verification } from "./verification";

/** Shorter quotes are found in any text. One with a figure says more: `| net | 160 ms |`. */
export const MIN_QUOTE_WORDS = 4;
const MIN_QUOTE_WORDS_WITH_FIGURE = 3;
const MAX_PROSE_CHARS = 4_000;

/** One verdict of the judge after its evidence was checked. */
export type Vote = {
  verdict: Verdict;
  evidence: Evidence[];
  /** A "met" or "partial" of which no evidence survived. */
  isLost: boolean;
  rejected: number;
  /** What the judge itself gives for it, 0–1; absent means 1. */
  confidence?: number;
  reasoning: string;
  advice: string;
  notes: string[];
  isComputed?: boolean;
  /** The model that gave it, where it isn't the one that was asked first. */
  by?: string;
  /** Evidence lies in a sum that doesn't come out. */
  restsOnWrongSum?: boolean;
};

/**
 * Checks everything an answer of the judge rests on. Evidence that fails any check is dropped with
 * a note that says why; the verdict is left as the judge gave it, marked lost when nothing is left.
 */
export function verifyAnswer(
  answer: JudgeAnswer,
  question: JudgeQuestion,
  verification: Verification,
): Vote {
  const evidence: Evidence[] = [];
  const notes: string[] = [];
  for (const claim of answer.evidence) {
    const checked = checkClaim(claim, question, verification, answer.isComputed ?? false);
    if (typeof checked === "string") notes.push(`Evidence rejected: ${checked}`);
    else evidence.push(checked);
  }
  const rejected = notes.length;
  for (const item of evidence) {
    if (item.source !== "text" || item.section === question.section || answer.isComputed) continue;
    notes.push(`Evidence stands in another section: ${SECTION_TITLES[item.section]}.`);
  }
  const claims = answer.verdict === "met" || answer.verdict === "partial";
  return {
    verdict: answer.verdict,
    evidence,
    isLost: claims && evidence.length === 0,
    ...(evidence.some((item) => liesInWrongSum(item, verification)) && { restsOnWrongSum: true }),
    rejected,
    ...(answer.confidence === undefined ? {} : { confidence: answer.confidence }),
    reasoning: toStorableText(answer.reasoning).slice(0, MAX_PROSE_CHARS),
    advice: toStorableText(answer.advice).slice(0, MAX_PROSE_CHARS),
    notes,
    ...(answer.isComputed && { isComputed: true }),
  };
}

function liesInWrongSum(item: Evidence, { sections }: Verification): boolean {
  if (item.source !== "text") return false;
  const { wrongSums } = sections[item.section];
  return wrongSums.some(({ start, end }) => start < item.end && item.start < end);
}

/** The evidence, placed; or why it is rejected. */
function checkClaim(
  claim: ClaimedEvidence,
  question: JudgeQuestion,
  verification: Verification,
  isComputed: boolean,
): Evidence | string {
  return claim.source === "diagram"
    ? checkIds(claim.ids, question, verification)
    : checkQuote(claim.source, claim.quote, question, verification, isComputed);
}

function checkQuote(
  source: SectionId,
  quote: string,
  question: JudgeQuestion,
  { sections }: Verification,
  isComputed: boolean,
): Evidence | string {
  const shown = `“${toStorableText(quote).slice(0, 120)}”`;
  if (!question.evidence.includes("text")) return `${shown} is text; only the drawing counts here.`;
  // Of a calculation the figures count, however few the words.
  const fewest = /\p{N}/u.test(quote) ? MIN_QUOTE_WORDS_WITH_FIGURE : MIN_QUOTE_WORDS;
  if (!isComputed && countWordsOfAnyScript(quote) < fewest) {
    return `${shown} has fewer than ${fewest} words.`;
  }
  if (!isComputed && saysNothing(quote)) return `${shown} says nothing by itself.`;
  const section = sections[source];
  // A model may copy the escape of a bracket (see toDataJson) instead of the bracket.
  const plain = unescapeTemplateMarks(quote);
  const span = findQuote(section.folded(), quote) ?? findQuote(section.folded(), plain);
  if (!span) {
    const elsewhere = SECTION_IDS.find((id) => findQuote(sections[id].folded(), quote) !== null);
    return elsewhere
      ? `${shown} stands in ${SECTION_TITLES[elsewhere]}, not in ${SECTION_TITLES[source]}.`
      : `${shown} is not in the candidate's ${SECTION_TITLES[source]}.`;
  }
  if (section.isCopied(span)) return `${shown} was copied from the problem or the rubric.`;
  if (section.directed().some(({ start, end }) => start < span.end && span.start < end)) {
    return `${shown} speaks to the grader, not about the design.`;
  }
  const written = section.text.slice(span.start, span.end);
  return { source: "text", section: source, quote: written, start: span.start, end: span.end };
}

/** Four words of any text, such as "it is in the", are no evidence: two must mean something. */
function saysNothing(quote: string): boolean {
  const words = quote.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !FUNCTION_WORDS.has(word)).length < 2;
}

function checkIds(
  ids: readonly string[],
  question: JudgeQuestion,
  { drawn }: Verification,
): Evidence | string {
  if (!question.evidence.includes("diagram")) {
    return `elements of the drawing (${describeIds(ids)}); only text counts here.`;
  }
  const things = drawn();
  const elementIds = new Set<string>();
  for (const id of ids) {
    const item = things.get(id);
    if (!item) return `${describeIds([id])} is not in the drawing.`;
    if (item.isCopied) return `${id} was copied from the problem or the rubric.`;
    if (item.isDirected) return `${id} speaks to the grader, not about the design.`;
    for (const elementId of item.elementIds) elementIds.add(elementId);
  }
  if (elementIds.size === 0) return "no element of the drawing is named.";
  if (!ids.some((id) => things.get(id)?.isNamed)) {
    return `${describeIds(ids)} has no label, nor has anything it joins.`;
  }
  return { source: "diagram", ids: [...new Set(ids)], elementIds: [...elementIds] };
}

function describeIds(ids: readonly string[]): string {
  return toStorableText(ids.join(", ")).slice(0, 120) || "no id";
}
