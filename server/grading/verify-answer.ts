import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { overwriteRuns } from "../text/clean";
import { toStorableText } from "#domain/text/storable.schema";
import { countWordsOfAnyScript, findQuote } from "../text/find-quote";
import { foldText } from "../text/fold";
import { FUNCTION_WORDS } from "../text/function-words";
import { unescapeTemplateMarks } from "../text/template-marks";
import { isCopied, makeSources, markCopied } from "./copied";
import { packFold, packWords, unpackWords } from "./packed-words";
import { findGraderDirected, findScattered, isGraderDirected } from "./directed-language";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Diagram } from "#domain/diagram/diagram.schema";
import type { SectionId } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { Searchable, Span } from "../text/find-quote";
import type { FoldedText } from "../text/fold";
import type { MarkedWord, Sources } from "./copied";
import type { CheckedSum, Evidence } from "#domain/grading/grade.schema";
import type { PackedFold, PackedWords } from "./packed-words";
import type { GradedProblem, GradeInput } from "./grade-input";
import type { ClaimedEvidence, JudgeAnswer, JudgeQuestion } from "./judge";
import type { Verdict } from "#domain/grading/verdicts";

/** Shorter quotes are found in any text. One with a figure says more: `| net | 160 ms |`. */
export const MIN_QUOTE_WORDS = 4;
const MIN_QUOTE_WORDS_WITH_FIGURE = 3;
const MAX_PROSE_CHARS = 4_000;

/** A section as written, and what evidence in it is checked by. */
type CheckedSection = {
  text: string;
  folded: () => Searchable;
  isCopied: (span: Span) => boolean;
  /** What speaks to the grader. */
  directed: () => Span[];
  /** Sums that don't come out. */
  wrongSums: readonly Span[];
};

/** A section with all that is found in it: looked for when it is first asked for. */
type WrittenSection = Omit<CheckedSection, "folded"> & {
  folded: () => FoldedText;
  words: () => MarkedWord[];
};

/** What evidence is checked against; made once a grading. */
export type Verification<Section extends CheckedSection = CheckedSection> = {
  sections: Record<SectionId, Section>;
  /** What each id of the drawing's text names. */
  drawn: () => Map<string, DrawnThing>;
};

/** A verification that is used where its texts were read. */
export type OwnVerification = Verification<WrittenSection>;

/** A verification with everything looked for already: data alone, so that a thread can hand it over. */
export type VerificationData = {
  sections: Record<
    SectionId,
    {
      text: string;
      folded: PackedFold;
      words: PackedWords;
      directed: Span[];
      wrongSums: readonly Span[];
    }
  >;
  drawn: Map<string, DrawnThing>;
};

type DrawnThing = {
  text: string;
  elementIds: string[];
  isNamed: boolean;
  isCopied: boolean;
  isDirected: boolean;
};

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
 * Folds the answers as written, marks what was copied, and indexes the drawing; each when it is
 * asked for, so that little stands between an answer and the calls of the judge.
 */
export function prepareVerification(
  written: Answers,
  diagram: Diagram,
  problem: GradedProblem,
  rubric: Rubric,
  { told, shown, sums = [] }: Pick<GradeInput, "told" | "shown"> & { sums?: CheckedSum[] } = {},
): OwnVerification {
  const sources = makeSources({ problem, rubric, told, shown });
  const prepare = (section: SectionId): WrittenSection => {
    const text = written[section];
    const folded = once(() => foldText(text));
    const words = once(() => markCopied(folded(), sources));
    return {
      text,
      folded,
      words,
      isCopied: (span) => isCopied(words(), span),
      directed: once(() => findGraderDirected(overwriteRuns(text))),
      wrongSums: sums.filter((sum) => sum.section === section && !sum.holds),
    };
  };
  const sections = {
    scenario: prepare("scenario"),
    components: prepare("components"),
    architecture: prepare("architecture"),
    latency_cost: prepare("latency_cost"),
    evaluation: prepare("evaluation"),
  };
  return { sections, drawn: once(() => indexDrawing(diagram, sources)) };
}

/** Looks for everything that is not known yet. */
export function toVerificationData({ sections, drawn }: OwnVerification): VerificationData {
  const find = (section: SectionId) => {
    const { text, folded, words, directed, wrongSums } = sections[section];
    return {
      text,
      folded: packFold(folded()),
      words: packWords(words()),
      wrongSums,
      directed: directed(),
    };
  };
  const found = {
    scenario: find("scenario"),
    components: find("components"),
    architecture: find("architecture"),
    latency_cost: find("latency_cost"),
    evaluation: find("evaluation"),
  };
  return { sections: found, drawn: drawn() };
}

export function fromVerificationData({ sections, drawn }: VerificationData): Verification {
  const wrap = (section: SectionId): CheckedSection => {
    const { text, folded, words, directed, wrongSums } = sections[section];
    return {
      text,
      folded: () => folded,
      directed: () => directed,
      wrongSums,
      isCopied: (span) => isCopied(unpackWords(words, span), span),
    };
  };
  const wrapped = {
    scenario: wrap("scenario"),
    components: wrap("components"),
    architecture: wrap("architecture"),
    latency_cost: wrap("latency_cost"),
    evaluation: wrap("evaluation"),
  };
  return { sections: wrapped, drawn: () => drawn };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

function indexDrawing(diagram: Diagram, sources: Sources): Map<string, DrawnThing> {
  const { nodes, edges, containers, annotations } = diagram;
  const scattered = new Set<string>();
  const texts = [...nodes, ...edges, ...containers].map(({ id, label }) => ({ id, label }));
  for (const at of findScattered(texts.map(({ label }) => label ?? ""))) {
    scattered.add(texts[at]?.id ?? "");
  }
  const drawn = new Map<string, DrawnThing>();
  for (const { id, elements, ...rest } of [...nodes, ...containers, ...annotations, ...edges]) {
    const text = "text" in rest ? rest.text : (rest.label ?? "");
    const folded = foldText(text);
    const whole = { start: 0, end: text.length };
    const ends = "from" in rest ? [rest.from, rest.to] : [];
    drawn.set(id, {
      text,
      elementIds: elements,
      isNamed: text !== "" || ends.some((end) => end !== null && drawn.get(end)?.isNamed),
      isCopied: isCopied(markCopied(folded, sources), whole) && folded.folded.length > 40,
      isDirected: scattered.has(id) || isGraderDirected(text),
    });
  }
  return drawn;
}

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
