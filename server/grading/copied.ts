import type { Span } from "../text/find-quote";
import { foldText } from "../text/fold";
import { readLookAlikes } from "./disguises";
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
export type MarkedWord = Span & { copied: boolean; isNumber: boolean };

/** Runs of words of the texts that a candidate might copy; made by `indexSources`. */
export type Sources = { runs: Set<string>; openings: Set<string> };

const indexed = new WeakMap<Rubric, { problem: GradedProblem; sources: Sources }>();

/** The index of a problem and its rubric; made once for a rubric that is kept. */
export function sourcesOf(problem: GradedProblem, rubric: Rubric): Sources {
  const known = indexed.get(rubric);
  if (known?.problem.statementMarkdown === problem.statementMarkdown) return known.sources;
  const sources = indexSources(listSourceTexts(problem, rubric));
  indexed.set(rubric, { problem, sources });
  return sources;
}

/** Indexes the texts that a candidate might copy. */
export function indexSources(texts: readonly string[]): Sources {
  const runs = new Set<string>();
  const openings = new Set<string>();
  const add = (run: string[]): void => {
    runs.add(run.join(" "));
    openings.add(run.slice(0, 2).join(" "));
  };
  for (const text of texts) {
    const words = wordsOf(foldText(text)).map(({ word }) => word);
    for (let i = 0; i + RUN_WORDS <= words.length; i += 1) {
      add(words.slice(i, i + RUN_WORDS));
    }
    for (const sentence of text.split(SENTENCE_ENDS)) {
      const short = wordsOf(foldText(sentence)).map(({ word }) => word);
      if (short.length >= SHORTEST_WORDS && short.length < RUN_WORDS) add(short);
    }
  }
  return { runs, openings };
}

/** The texts of a problem and its rubric: quoting them back shows nothing. */
export function listSourceTexts(problem: GradedProblem, rubric: Rubric): string[] {
  return [
    problem.title,
    problem.statementMarkdown,
    ...Object.values(problem.levels),
    ...problem.clarifications.flatMap(({ question, answer }) => [question, answer]),
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
    ...{ start, end, copied: false },
    isNumber: /\d/.test(word),
  }));
  for (let i = 0; i + 1 < found.length; i += 1) {
    if (!sources.openings.has(`${found[i]?.word} ${found[i + 1]?.word}`)) continue;
    for (let length = RUN_WORDS; length >= SHORTEST_WORDS; length -= 1) {
      const run = found.slice(i, i + length);
      if (run.length < length || !sources.runs.has(run.map(({ word }) => word).join(" "))) continue;
      for (const word of marked.slice(i, i + length)) word.copied = true;
      break;
    }
  }
  return marked;
}

/**
 * Whether a span was copied: every word of it, or a run of eight and more with few words of one's own
 * around it. A number of one's own beside what was copied is work done.
 */
export function isCopied(words: readonly MarkedWord[], span: Span): boolean {
  const inside = words.filter(({ start, end }) => start >= span.start && end <= span.end);
  const own = inside.filter(({ copied }) => !copied);
  if (inside.length === 0 || own.some(({ isNumber }) => isNumber)) return false;
  if (own.length === 0) return true;
  return inside.length - own.length >= RUN_WORDS && own.length <= OWN_SHARE * inside.length;
}

function wordsOf(text: FoldedText): (Span & { word: string })[] {
  const words = text.folded.matchAll(/[\p{L}\p{N}]+(?:[.'_-][\p{L}\p{N}]+)*/gu);
  return Array.from(words, (match) => ({
    word: readLookAlikes(match[0]),
    start: text.starts[match.index] ?? 0,
    end: text.ends[match.index + match[0].length - 1] ?? 0,
  }));
}
