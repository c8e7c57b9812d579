import type { Span } from "../../text/find-quote";
import { firstIndex } from "../../text/first-index";
import { foldText } from "../../text/fold";
import { toLatin } from "./disguises";
import type { FoldedText } from "../../text/fold";
import { listAllCriteria } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { KnownFailures } from "#domain/problems/failures.schema";
import type { EarlierReport } from "#domain/grading/earlier-report";
import type { GradedProblem, GradeInput } from "../grade-input";

/** Words in a row that, when they also stand in a source, were copied: sentences of one's own
 * rarely share eight. Whole source sentences of four to seven words count as well. */
const RUN_WORDS = 8;
const SHORTEST_WORDS = 4;
/**
 * So many words before a colon only lead in what follows: "For this design: …". A single one is a
 * label of honest notes ("Pods: …"), behind which four words of a source may stand by chance.
 */
const LEAD_IN_WORDS = { least: 2, most: 4 };
/** A copied passage with this share of words added is still a copied passage. */
const OWN_SHARE = 0.25;

const STATEMENT_ENDS = /[.!?;:|]/;
/** Not the point inside a number: "costs $0.3" is no source sentence "costs 0". */
const SENTENCE_ENDS = /[!?;:\n]+|\.(?!\d)/;

/** A word of a text, placed in the text as written. */
export type MarkedWord = Span & { copied: boolean; isFromBrief: boolean; isNumber: boolean };

/** A text that a candidate might copy; every candidate works with the figures of the brief. */
type SourceText = { text: string; isFromBrief: boolean };

/** A run in which numbers outweigh words is a sum. */
type Run = { isFromBrief: boolean; isSum: boolean };

/** Runs of words of the texts that a candidate might copy; made by `indexSources`. */
export type Sources = { runs: Map<string, Run>; openings: Set<string> };

type Indexed = { problem: GradedProblem; failures: KnownFailures | null; sources: Sources };
const indexed = new WeakMap<Rubric, Indexed>();

/** The index of a problem, its rubric and its failures; made once for a rubric that is kept. */
export function sourcesOf(
  problem: GradedProblem,
  rubric: Rubric,
  failures: KnownFailures | null = null,
): Sources {
  const known = indexed.get(rubric);
  const isSame = known?.failures?.hash === failures?.hash;
  if (known && isSame && isSameText(known.problem, problem)) return known.sources;
  const failing = failures?.failures.flatMap(({ fails, shows }) => [fails, shows]) ?? [];
  const sources = indexSources([...failing, ...listSourceTexts(problem, rubric)]);
  indexed.set(rubric, { problem, failures, sources });
  return sources;
}

function isSameText(a: GradedProblem, b: GradedProblem): boolean {
  return (
    a.statementMarkdown === b.statementMarkdown &&
    a.interview === b.interview &&
    a.solutionMarkdown === b.solutionMarkdown
  );
}

/** All that quoting back shows nothing of: the problem's, the rubric's and the interviewer's words. */
export function makeSources({
  problem,
  rubric,
  failures,
  told = [],
  shown = [],
  earlier = [],
  interview = [],
}: Pick<GradeInput, "problem" | "rubric" | "failures" | SaidToOne>): Sources {
  const answers = told.map(({ answer }) => answer);
  const questions = interview.map(({ question }) => question);
  const known = sourcesOf(problem, rubric, failures);
  return addEarlier(addTold(known, [...answers, ...shown, ...questions]), earlier);
}

/** What of a grading's input one candidate alone was told. */
export type SaidToOne = "told" | "shown" | "earlier" | "interview";

/**
 * Also what earlier reports said: sentences to say among it, which would be worth pasting. A report
 * speaks of the answer in the answer's words, so what its candidate had written by then stays theirs.
 */
function addEarlier(sources: Sources, reports: readonly EarlierReport[]): Sources {
  const own: string[] = [];
  return reports.reduce((all, report) => {
    own.push(...report.own);
    return join(withoutOwn(indexSources(report.said), own), all);
  }, sources);
}

function withoutOwn({ runs, openings }: Sources, own: readonly string[]): Sources {
  const theirs = new Map(runs);
  for (const text of own) {
    const words = wordsOf(foldText(text)).map(({ word }) => word);
    for (let i = 0; i + SHORTEST_WORDS <= words.length; i += 1) {
      if (!openings.has(`${words[i]} ${words[i + 1]}`)) continue;
      for (let length = SHORTEST_WORDS; length <= RUN_WORDS; length += 1) {
        theirs.delete(words.slice(i, i + length).join(" "));
      }
    }
  }
  return { runs: theirs, openings };
}

/** Also what the interviewer said to this one candidate, in whatever words: it is not their own. */
export function addTold(sources: Sources, answers: readonly string[]): Sources {
  if (answers.length === 0) return sources;
  const said = indexSources(answers.map((text) => ({ text, isFromBrief: true })));
  return join(said, sources);
}

/** Where a run is in both, the second says what it is. */
function join(more: Sources, sources: Sources): Sources {
  return {
    runs: new Map([...more.runs, ...sources.runs]),
    openings: new Set([...more.openings, ...sources.openings]),
  };
}

/** Indexes the texts that a candidate might copy. */
export function indexSources(texts: readonly (string | SourceText)[]): Sources {
  const runs: Sources["runs"] = new Map();
  const openings = new Set<string>();
  for (const source of texts) {
    const { text, isFromBrief } =
      typeof source === "string" ? { text: source, isFromBrief: false } : source;
    for (const run of listRuns(text)) {
      runs.set(run.join(" "), { isFromBrief, isSum: isSum(run) });
      openings.add(run.slice(0, 2).join(" "));
    }
  }
  return { runs, openings };
}

function isSum(run: readonly string[]): boolean {
  return run.filter((word) => /\d/.test(word)).length > run.length / 2;
}

function listRuns(text: string): string[][] {
  const words = wordsOf(foldText(text)).map(({ word }) => word);
  const runs: string[][] = [];
  for (let i = 0; i + RUN_WORDS <= words.length; i += 1) runs.push(words.slice(i, i + RUN_WORDS));
  for (const sentence of text.split(SENTENCE_ENDS)) {
    const short = wordsOf(foldText(sentence)).map(({ word }) => word);
    if (short.length >= SHORTEST_WORDS && short.length < RUN_WORDS) runs.push(short);
  }
  return runs;
}

/** The texts of a problem and its rubric: quoting them back shows nothing. */
export function listSourceTexts(problem: GradedProblem, rubric: Rubric): SourceText[] {
  return [
    ...listRubricTexts(problem, rubric).map((text) => ({ text, isFromBrief: false })),
    ...listBriefTexts(problem).map((text) => ({ text, isFromBrief: true })),
  ];
}

/** What a candidate is told, in either brief: repeating it shows nothing, working with its figures does. */
function listBriefTexts(problem: GradedProblem): string[] {
  return [
    problem.title,
    problem.statementMarkdown,
    problem.interview ?? "",
    ...problem.clarifications.flatMap(({ question, answer }) => [question, answer]),
    problem.curveball?.text ?? "",
  ];
}

/**
 * What a candidate should say without being told: quoting it back shows nothing. The worked solution
 * is open to whoever has handed in, and the criteria with their examples to whoever marks themselves:
 * both to their next attempt, so those of the curveball count in every one.
 */
function listRubricTexts(problem: GradedProblem, rubric: Rubric): string[] {
  const criteria = listAllCriteria(rubric);
  return [
    ...Object.values(problem.levels),
    ...Object.values(problem.prompts ?? {}),
    ...Object.values(problem.hints ?? {}).flat(),
    problem.curveball?.handling ?? "",
    problem.solutionMarkdown ?? "",
    ...[...criteria, ...rubric.canaries].flatMap((c) => [c.text, c.pass, c.fail]),
    ...criteria.flatMap(({ partial, advice }) => [partial ?? "", advice]),
    ...rubric.misconceptions.flatMap(({ text, advice }) => [text, advice]),
    ...[...rubric.caps, ...rubric.exclusions].map(({ reason }) => reason),
  ];
}

/**
 * Every word of a text, marked where a run of words was copied from a source. A sum counts only
 * beside other copied words: whoever reckons with the figures of the brief writes the same sums.
 */
export function markCopied(text: FoldedText, sources: Sources): MarkedWord[] {
  const found = wordsOf(text);
  const marked = found.map(({ start, end, word }) => ({
    start,
    end,
    copied: false,
    isFromBrief: false,
    isNumber: /\d/.test(word),
  }));
  const runs = listCopiedRuns(found, sources);
  const mark = ({ from, to, isFromBrief }: PlacedRun): void => {
    for (const word of marked.slice(from, to)) Object.assign(word, { copied: true, isFromBrief });
  };
  runs.filter((run) => !run.isSum).forEach(mark);
  markSums(runs, marked, mark);
  markLeadIns(found, marked, text);
  return marked;
}

/** A copied passage is no more one's own for a few words and a colon before it. */
function markLeadIns(
  found: readonly FoundWord[],
  marked: readonly MarkedWord[],
  { folded }: FoldedText,
): void {
  const gapBefore = (at: number): string =>
    folded.slice(found[at - 1]?.foldedEnd ?? 0, found[at]?.foldedStart ?? 0);
  for (let at = 1; at < marked.length; at += 1) {
    const first = marked[at];
    if (!first?.copied || first.isFromBrief || marked[at - 1]?.copied) continue;
    if (!gapBefore(at).includes(":")) continue;
    let from = at - 1;
    while (from > 0 && at - from <= LEAD_IN_WORDS.most && !STATEMENT_ENDS.test(gapBefore(from))) {
      from -= 1;
    }
    if (at - from < LEAD_IN_WORDS.least || at - from > LEAD_IN_WORDS.most) continue;
    for (const word of marked.slice(from, at)) word.copied = true;
  }
}

/** What was marked may stand beside a further sum, and so on. */
function markSums(
  runs: readonly PlacedRun[],
  marked: readonly MarkedWord[],
  mark: (run: PlacedRun) => void,
): void {
  const sums = runs.filter((run) => run.isSum);
  const waiting = new Map<number, Set<PlacedRun>>();
  for (const run of sums) {
    for (let at = run.from - 1; at <= run.to; at += 1) {
      waiting.set(at, (waiting.get(at) ?? new Set()).add(run));
    }
  }
  const isBeside = ({ from, to }: PlacedRun): boolean =>
    marked.slice(Math.max(0, from - 1), to + 1).some(({ copied }) => copied);
  const seen = new Set<PlacedRun>();
  for (let beside = sums.filter(isBeside); beside.length > 0;) {
    beside.forEach((run) => seen.add(run));
    beside.forEach(mark);
    const next = new Set<PlacedRun>();
    for (const { from, to } of beside) {
      for (let at = from; at < to; at += 1) {
        for (const run of waiting.get(at) ?? []) if (!seen.has(run)) next.add(run);
        waiting.delete(at);
      }
    }
    beside = [...next].sort((left, right) => left.from - right.from || right.to - left.to);
  }
}

type PlacedRun = Run & { from: number; to: number };

/** At each word the longest run of the sources that begins there, and sums that are longer. */
function listCopiedRuns(words: readonly { word: string }[], sources: Sources): PlacedRun[] {
  const placed: PlacedRun[] = [];
  for (let i = 0; i + 1 < words.length; i += 1) {
    if (!sources.openings.has(`${words[i]?.word} ${words[i + 1]?.word}`)) continue;
    for (let length = RUN_WORDS; length >= SHORTEST_WORDS; length -= 1) {
      const run = words.slice(i, i + length);
      const source = sources.runs.get(run.map(({ word }) => word).join(" "));
      if (run.length < length || !source) continue;
      placed.push({ ...source, from: i, to: i + length });
      if (!source.isSum) break;
    }
  }
  return placed;
}

/**
 * Whether a span was copied: every word of it, or a run of eight and more with few words of one's own
 * around it. A number of one's own beside words of the brief is work done.
 */
export function isCopied(words: readonly MarkedWord[], span: Span): boolean {
  const inside = wordsInside(words, span);
  const own = inside.filter(({ copied }) => !copied);
  if (inside.length === 0) return false;
  const isBrief = inside.every(({ copied, isFromBrief }) => !copied || isFromBrief);
  if (isBrief && own.some(({ isNumber }) => isNumber)) return false;
  if (own.length === 0) return true;
  return inside.length - own.length >= RUN_WORDS && own.length <= OWN_SHARE * inside.length;
}

/** Of words in the order of the text; a long answer has as many sentences to ask about. */
function wordsInside(words: readonly MarkedWord[], span: Span): readonly MarkedWord[] {
  const from = firstIndex(words, ({ start }) => start >= span.start);
  const to = firstIndex(words, ({ end }) => end > span.end);
  return words.slice(from, to);
}

/** A word as it is compared, placed in the text as written and in what it was folded to. */
type FoundWord = Span & { word: string; foldedStart: number; foldedEnd: number };

function wordsOf(text: FoldedText): FoundWord[] {
  const isLatin = /[a-z]/.test(text.folded);
  const words = text.folded.matchAll(/[\p{L}\p{N}]+(?:[.'_-][\p{L}\p{N}]+)*/gu);
  return Array.from(words, (match) => ({
    word: isLatin ? toLatin(match[0]) : match[0],
    start: text.starts[match.index] ?? 0,
    end: text.ends[match.index + match[0].length - 1] ?? 0,
    foldedStart: match.index,
    foldedEnd: match.index + match[0].length,
  }));
}
