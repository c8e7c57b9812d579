import { isInvisible } from "./clean";

/**
 * A text as it is matched: NFKC, lower case, white space and dashes and quotation marks unified,
 * invisible characters and Markdown's emphasis and code marks left out. `starts[i]` and `ends[i]`
 * are where the i-th code unit of `folded` comes from in the text as written.
 */
export type FoldedText = { folded: string; starts: number[]; ends: number[] };

/** A base with its marks, or a run of Hangul jamo: what NFKC may compose into one. */
const CLUSTERS = /[\u1100-\u11FF]+|\P{M}\p{M}*|\p{M}+/gu;

const UNIFIED: [RegExp, string][] = [
  [/[‘’‚‛′`´]/gu, "'"],
  [/[“”„‟″«»]/gu, '"'],
  [/[‐‑‒–—―−]/gu, "-"],
];
const MARKDOWN_MARKS = /[*`]/u;

/** Folds a text for matching; every position of the result leads back to the text as written. */
export function foldText(text: string): FoldedText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(CLUSTERS)) {
    const from = match.index;
    const to = from + match[0].length;
    const piece = foldCluster(match[0]);
    if (piece === " " && parts.at(-1) === " ") {
      ends[ends.length - 1] = to;
      continue;
    }
    if (piece === "") continue;
    parts.push(piece);
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(from);
      ends.push(to);
    }
  }
  return { folded: parts.join(""), starts, ends };
}

/** The folded text alone, without white space around it. */
export function foldToString(text: string): string {
  return foldText(text).folded.trim();
}

function foldCluster(cluster: string): string {
  if (cluster.length === 1 && cluster >= "0" && cluster <= "z" && !MARKDOWN_MARKS.test(cluster)) {
    return cluster.toLowerCase();
  }
  if (MARKDOWN_MARKS.test(cluster)) return "";
  let visible = "";
  for (const character of cluster) if (!isInvisible(character)) visible += character;
  // Unified first as well: NFKC turns a stand-alone accent used as an apostrophe into a space.
  const normal = unify(unify(visible).normalize("NFKC").toLowerCase());
  return /^\s+$/u.test(normal) ? " " : normal;
}

function unify(text: string): string {
  return UNIFIED.reduce((unified, [marks, one]) => unified.replace(marks, one), text);
}
