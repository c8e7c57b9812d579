import { SECTION_IDS } from "#domain/problems/scale";
import { countWordsOfAnyScript } from "../text/find-quote";
import { segmentWords } from "../text/segment-words";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Diagram } from "#domain/diagram/diagram.schema";
import type { MarkedWord } from "./defences/copied";

export type GateBounds = {
  /** Fewer words of one's own can't hold what is asked for. */
  words: number;
  /** Fewer different words than this, however often, are filler. */
  different: number;
  /** What is asked for. */
  what: string;
};

/** A design has five sections to cover. */
const WHOLE: GateBounds = { words: 50, different: 20, what: "a design" };
/** One sentence can show a criterion: "Rerank only the top 20, so that p95 stays below 300 ms." has 12. */
const DRILL: GateBounds = { words: 12, different: 8, what: "an answer" };

export function boundsFor(input: { only?: readonly string[] | null }): GateBounds {
  return input.only ? DRILL : WHOLE;
}

const PLACEHOLDERS = new Set(
  "n a|na|none|nothing|nil|todo|tbd|tba|idk|i don t know|dont know|not applicable|skip|skipped|test".split(
    "|",
  ),
);

/**
 * Why an answer is graded without a call of the judge; null when it must be read.
 *
 * @param answers cleaned
 * @param words of each section, marked where copied; no more sections are marked than must be
 */
export function findGateReason(
  answers: Answers,
  diagram: Diagram,
  words: readonly (() => readonly MarkedWord[])[],
  bounds: GateBounds = WHOLE,
): string | null {
  const texts = SECTION_IDS.map((section) => answers[section]).filter(
    (text) => !isPlaceholder(text),
  );
  const labels = listLabels(diagram);
  const inTexts = countAll(texts);
  const total = inTexts + countAll(labels);
  if (total === 0)
    return "Nothing was handed in that can be graded: no text beyond placeholders, and no drawing of your own.";
  if (total < bounds.words) {
    return `The whole answer has ${total} words, including labels in the drawing; fewer than ${bounds.words} can't describe ${bounds.what}.`;
  }
  const own = countOwn(words, { total, inTexts, enough: bounds.words });
  if (own < bounds.words) {
    return `The answer repeats the problem: only ${own} of its ${total} words are the candidate's own.`;
  }
  const different = countDifferent([...texts, ...labels], bounds.different);
  if (different < bounds.different) {
    return `The answer repeats the same ${different} words; that is filler, not ${bounds.what}.`;
  }
  return null;
}

/** Words that were not copied, those of the drawing included; counted as far as it takes to pass. */
function countOwn(
  words: readonly (() => readonly MarkedWord[])[],
  { total, inTexts, enough }: { total: number; inTexts: number; enough: number },
): number {
  let all = 0;
  let copied = 0;
  for (const section of words) {
    all += section().length;
    copied += section().filter((word) => word.copied).length;
    if (all - copied >= enough) return all - copied;
  }
  return total - Math.round((inTexts * copied) / Math.max(1, all));
}

function isPlaceholder(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 || PLACEHOLDERS.has(words.join(" "));
}

function listLabels(diagram: Diagram): string[] {
  return [
    ...diagram.nodes.map(({ label }) => label),
    ...diagram.edges.map(({ label }) => label ?? ""),
    ...diagram.containers.map(({ label }) => label),
    ...diagram.annotations.map(({ text }) => text),
  ];
}

function countAll(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + countWordsOfAnyScript(text), 0);
}

function countDifferent(texts: readonly string[], enough: number): number {
  const seen = new Set<string>();
  for (const text of texts) {
    for (const word of segmentWords(text.toLowerCase())) {
      seen.add(word);
      if (seen.size >= enough) return seen.size;
    }
  }
  return seen.size;
}
