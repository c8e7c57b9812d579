import { isInvisible } from "./clean";

/**
 * A text as it is matched: NFKC, lower case, white space and dashes and quotation marks unified,
 * invisible characters and Markdown's emphasis and code marks left out. `starts[i]` and `ends[i]`
 * are where the i-th code unit of `folded` comes from in the text as written.
 */
export type FoldedText = { folded: string; starts: number[]; ends: number[] };

/** A base with its marks, or a run of Hangul jamo: what NFKC may compose into one. */
const CLUSTER = /[\u1100-\u11FF]+|\P{M}\p{M}*|\p{M}+/uy;

const UNIFIED: [RegExp, string][] = [
  [/[‘’‚‛′`´]/gu, "'"],
  [/[“”„‟″«»]/gu, '"'],
  [/[‐‑‒–—―−]/gu, "-"],
];
const MARKDOWN_MARKS = new Set(["*", "`"]);

/** Folds a text for matching; every position of the result leads back to the text as written. */
export function foldText(text: string): FoldedText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let to = 0;
  for (let from = 0; from < text.length; from = to) {
    const cluster = readCluster(text, from);
    to = from + cluster.length;
    const piece = foldCluster(cluster);
    if (piece === "") continue;
    if (piece === " " && parts.at(-1) === " ") {
      ends[ends.length - 1] = to;
      continue;
    }
    parts.push(piece);
    for (let unit = 0; unit < piece.length; unit += 1) {
      starts.push(from);
      ends.push(to);
    }
  }
  return { folded: parts.join(""), starts, ends };
}

function readCluster(text: string, from: number): string {
  // Nearly all text is ASCII, and an ASCII character before another stands alone.
  if (text.charCodeAt(from) < 128 && !(text.charCodeAt(from + 1) >= 128)) return text.charAt(from);
  CLUSTER.lastIndex = from;
  return CLUSTER.exec(text)?.[0] ?? text.charAt(from);
}

/** The folded text alone, without white space around it. */
export function foldToString(text: string): string {
  return foldText(text).folded.trim();
}

function foldCluster(cluster: string): string {
  if (MARKDOWN_MARKS.has(cluster)) return "";
  if (cluster.length === 1 && cluster >= "!" && cluster <= "~") return cluster.toLowerCase();
  if (cluster === " " || cluster === "\n") return " ";
  let visible = "";
  for (const character of cluster) if (!isInvisible(character)) visible += character;
  // Unified first as well: NFKC turns a stand-alone accent used as an apostrophe into a space.
  const normal = unify(unify(visible).normalize("NFKC").toLowerCase());
  return /^\s+$/u.test(normal) ? " " : normal;
}

function unify(text: string): string {
  return UNIFIED.reduce((unified, [marks, one]) => unified.replace(marks, one), text);
}
