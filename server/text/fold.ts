import { isInvisible } from "./clean";
import { normalize } from "#domain/text/normalize";

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
  return isAscii(text) ? foldAscii(text) : foldText(text).folded.trim();
}

function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- all of ASCII is meant
  return !/[^\u0000-\u007F]/.test(text);
}

/** What foldText does to a text without any other character, many times as fast. */
function foldAscii(text: string): string {
  return text
    .replace(ASCII_LEFT_OUT, "")
    .replace(/[ \t\r\n]+/g, " ")
    .toLowerCase()
    .trim();
}

// eslint-disable-next-line no-control-regex -- they are what is left out
const ASCII_LEFT_OUT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F*`]+/g;

const foldedByCluster = new Map<string, string>();
/** Bounds what strangers' texts can add up to in a long process; an alphabet needs far fewer. */
const MAX_KNOWN_CLUSTERS = 5_000;
const MAX_KNOWN_CHARS = 8;

function foldCluster(cluster: string): string {
  if (MARKDOWN_MARKS.has(cluster)) return "";
  if (cluster.length === 1 && cluster >= "!" && cluster <= "~") return cluster.toLowerCase();
  if (cluster === " " || cluster === "\n") return " ";
  if (cluster.length > MAX_KNOWN_CHARS) return foldAnyCluster(cluster);
  let folded = foldedByCluster.get(cluster);
  if (folded === undefined) {
    folded = foldAnyCluster(cluster);
    if (foldedByCluster.size >= MAX_KNOWN_CLUSTERS) foldedByCluster.clear();
    foldedByCluster.set(cluster, folded);
  }
  return folded;
}

function foldAnyCluster(cluster: string): string {
  let visible = "";
  for (const character of cluster) if (!isInvisible(character)) visible += character;
  // Unified first as well: NFKC turns a stand-alone accent used as an apostrophe into a space.
  const normal = unify(normalize(unify(visible), "NFKC").toLowerCase());
  return /^\s+$/u.test(normal) ? " " : normal;
}

function unify(text: string): string {
  return UNIFIED.reduce((unified, [marks, one]) => unified.replace(marks, one), text);
}
