import type { Told } from "../attempts/questions/question.schema";
import type { Span } from "../text/find-quote";
import { foldText } from "../text/fold";
import { toLatin } from "./disguises";
import type { FoldedText } from "../text/fold";
import type { Rubric } from "../rubrics/rubric.schema";
import type { GradedProblem } from "./grade-input";

/** Words in a row that, when they also stand in a source, were copied: sentences of one's own
 * rarely share eight. Whole source sentences of four to seven words count as well. */
const RUN_WORDS = 8;
const SHORTEST_WORDS = 4;
/** A copied passage with this share of words added is still a copied passage. */
const OWN_SHARE = 0.25;

/** Not the point inside a number: "costs $0.3" is no source sentence "costs 0". */
const SENTENCE_ENDS = /[!?;:\n]+|\.+(?!\d)/;

/** A word of a text, placed in the text as written. */
export type MarkedWord = Span & { copied: boolean; isFromBrief: boolean; isNumber: boolean };

/** A text that a candidate might copy; every candidate works with the figures of the brief. */
type SourceText = { text: string; isFromBrief: boolean };

/** Runs of words of the texts that a candidate might copy; made by `indexSources`. */
export type Sources = { runs: Map<string, { isFromBrief: boolean }>; openings: Set<string> };

const indexed = new WeakMap<Rubric, { problem: GradedProblem; sources: Sources }>();

/** The index of a problem and its rubric; made once for a rubric that is kept. */
export function sourcesOf(problem: GradedProblem, rubric: Rubric): Sources {
  const known = indexed.get(rubric);
  if (known?.problem.statementMarkdown === problem.statementMarkdown) return known.sources;
  const sources = indexSources(listSourceTexts(problem, rubric));
  indexed.set(rubric, { problem, sources });
  return sources;
}

/** Also what the interviewer said to this one candidate, in whatever words: it is not their own. */
export function addTold(sources: Sources, told: readonly Told[]): Sources {
  if (told.length === 0) return sources;
  const said = indexSources(told.map(({ answer }) => ({ text: answer, isFromBrief: true })));
  return {
    runs: new Map([...said.runs, ...sources.runs]),
    openings: new Set([...said.openings, ...sources.openings]),
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
      runs.set(run.join(" "), { isFromBrief });
      openings.add(run.slice(0, 2).join(" "));
    }
  }
  return { runs, openings };
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

/** What a candidate is told: repeating it shows nothing, working with its figures does. */
function listBriefTexts(problem: GradedProblem): string[] {
  return [
    problem.title,
    problem.statementMarkdown,
    ...problem.clarifications.flatMap(({ question, answer }) => [question, answer]),
  ];
}

/** What a candidate should say without being told: quoting it back shows nothing. */
function listRubricTexts(problem: GradedProblem, rubric: Rubric): string[] {
  return [
    ...Object.values(problem.levels),
    ...Object.values(problem.prompts ?? {}),
    ...Object.values(problem.hints ?? {}).flat(),
    ...[...rubric.criteria, ...rubric.canaries].flatMap((c) => [c.text, c.pass, c.fail]),
    ...rubric.criteria.flatMap(({ partial, advice }) => [partial ?? "", advice]),
    ...rubric.misconceptions.flatMap(({ text, advice }) => [text, advice]),
    ...[...rubric.caps, ...rubric.exclusions].map(({ reason }) => reason),
  ];
}

/** Every word of a text, marked where a run of words was copied from a source. */
export function markCopied(text: FoldedText, sources: Sources): MarkedWord[] {
  const found = wordsOf(text);
  const marked = found.map(({ start, end, word }) => ({
    ...{ start, end, copied: false, isFromBrief: false },
    isNumber: /\d/.test(word),
  }));
  for (let i = 0; i + 1 < found.length; i += 1) {
    if (!sources.openings.has(`${found[i]?.word} ${found[i + 1]?.word}`)) continue;
    for (let length = RUN_WORDS; length >= SHORTEST_WORDS; length -= 1) {
      const run = found.slice(i, i + length);
      const source = sources.runs.get(run.map(({ word }) => word).join(" "));
      if (run.length < length || !source) continue;
      for (const word of marked.slice(i, i + length)) {
        Object.assign(word, { copied: true, isFromBrief: source.isFromBrief });
      }
      break;
    }
  }
  return marked;
}

/**
 * Whether a span was copied: every word of it, or a run of eight and more with few words of one's own
 * around it. A number of one's own beside words of the brief is work done.
 */
export function isCopied(words: readonly MarkedWord[], span: Span): boolean {
  const inside = words.filter(({ start, end }) => start >= span.start && end <= span.end);
  const own = inside.filter(({ copied }) => !copied);
  if (inside.length === 0) return false;
  const isBrief = inside.every(({ copied, isFromBrief }) => !copied || isFromBrief);
  if (isBrief && own.some(({ isNumber }) => isNumber)) return false;
  if (own.length === 0) return true;
  return inside.length - own.length >= RUN_WORDS && own.length <= OWN_SHARE * inside.length;
}

function wordsOf(text: FoldedText): (Span & { word: string })[] {
  const isLatin = /[a-z]/.test(text.folded);
  const words = text.folded.matchAll(/[\p{L}\p{N}]+(?:[.'_-][\p{L}\p{N}]+)*/gu);
  return Array.from(words, (match) => ({
    word: isLatin ? toLatin(match[0]) : match[0],
    start: text.starts[match.index] ?? 0,
    end: text.ends[match.index + match[0].length - 1] ?? 0,
  }));
}
