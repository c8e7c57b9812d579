import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { toStorableText } from "#domain/text/storable.schema";
import { countWordsOfAnyScript, findQuote } from "../text/find-quote";
import { FUNCTION_WORDS } from "../text/function-words";
import { unescapeTemplateMarks } from "../text/template-marks";
import type { Span } from "../text/find-quote";
import type { Evidence } from "#domain/grading/evidence.schema";
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
    notes.push(`Evidence is in another section: ${SECTION_TITLES[item.section]}.`);
  }
  const claims = answer.verdict === "met" || answer.verdict === "partial";
  return {
    verdict: answer.verdict,
    evidence,
    isLost: claims && evidence.length === 0,
    rejected,
    ...(answer.confidence === undefined ? {} : { confidence: answer.confidence }),
    reasoning: toStorableText(answer.reasoning).slice(0, MAX_PROSE_CHARS),
    advice: toStorableText(answer.advice).slice(0, MAX_PROSE_CHARS),
    notes,
    ...(answer.isComputed && { isComputed: true }),
  };
}

type Accepts = Pick<JudgeQuestion, "evidence">;
const ANYTHING: Accepts = { evidence: ["text", "diagram", "interview"] };

/** A place that a reader of the whole design names, found; or why it is none. */
export function checkPlace(claim: ClaimedEvidence, verification: Verification): Evidence | string {
  return checkClaim(claim, ANYTHING, verification, false);
}

/** The evidence, placed; or why it is rejected. */
function checkClaim(
  claim: ClaimedEvidence,
  question: Accepts,
  verification: Verification,
  isComputed: boolean,
): Evidence | string {
  if (claim.source === "diagram") return checkIds(claim.ids, question, verification);
  const refused = refuseQuote(claim.quote, question, isComputed);
  if (refused !== null) return refused;
  return claim.source === "interview"
    ? checkReply(claim.quote, verification.replies, "the candidate's replies")
    : checkQuote(claim.source, claim.quote, verification);
}

/** Why a quote is no evidence wherever it stands; null where it may be. */
function refuseQuote(quote: string, question: Accepts, isComputed: boolean): string | null {
  const shown = show(quote);
  if (!question.evidence.includes("text")) return `${shown} is text; only the drawing counts here.`;
  // Of a calculation the figures count, however few the words.
  const fewest = /\p{N}/u.test(quote) ? MIN_QUOTE_WORDS_WITH_FIGURE : MIN_QUOTE_WORDS;
  if (!isComputed && countWordsOfAnyScript(quote) < fewest) {
    return `${shown} has fewer than ${fewest} words.`;
  }
  return !isComputed && saysNothing(quote) ? `${shown} says nothing by itself.` : null;
}

type Part = Verification["sections"][SectionId];
type Reply = Verification["replies"][number];

function checkQuote(
  source: SectionId,
  quote: string,
  { sections, replies }: Verification,
): Evidence | string {
  const span = findIn(sections[source], quote);
  if (span) {
    const refused = refuseSpan(sections[source], span, quote);
    if (refused !== null) return refused;
    const written = sections[source].text.slice(span.start, span.end);
    return { source: "text", section: source, quote: written, start: span.start, end: span.end };
  }
  const elsewhere = SECTION_IDS.find((id) => findIn(sections[id], quote) !== null);
  if (elsewhere) {
    return `${show(quote)} is in ${SECTION_TITLES[elsewhere]}, not in ${SECTION_TITLES[source]}.`;
  }
  // A judge that knows nothing of interviews reads a reply as part of the section it is about.
  const said = replies.filter(({ section }) => section === source);
  return checkReply(quote, said, `the candidate's ${SECTION_TITLES[source]}`);
}

function checkReply(quote: string, replies: readonly Reply[], where: string): Evidence | string {
  for (const reply of replies) {
    const span = findIn(reply, quote);
    if (!span) continue;
    const refused = refuseSpan(reply, span, quote);
    if (refused !== null) return refused;
    const { turn, section } = reply;
    const written = reply.text.slice(span.start, span.end);
    return { source: "interview", turn, section, quote: written, start: span.start, end: span.end };
  }
  return `${show(quote)} is not in ${where}.`;
}

/** Where words stand in a text as written; null where they don't. */
export function findIn(part: Pick<Part, "folded">, quote: string): Span | null {
  // A model may copy the escape of a bracket (see toDataJson) instead of the bracket.
  const plain = unescapeTemplateMarks(quote);
  return findQuote(part.folded(), quote) ?? findQuote(part.folded(), plain);
}

/** Why words that stand there are no evidence; null where they are. */
function refuseSpan(part: Part, span: Span, quote: string): string | null {
  if (part.isCopied(span)) return `${show(quote)} was copied from the problem or the rubric.`;
  if (part.directed().some(({ start, end }) => start < span.end && span.start < end)) {
    return `${show(quote)} speaks to the grader, not about the design.`;
  }
  return null;
}

function show(quote: string): string {
  return `“${toStorableText(quote).slice(0, 120)}”`;
}

/** Four words of any text, such as "it is in the", are no evidence: two must mean something. */
function saysNothing(quote: string): boolean {
  const words = quote.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !FUNCTION_WORDS.has(word)).length < 2;
}

function checkIds(
  ids: readonly string[],
  question: Accepts,
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
