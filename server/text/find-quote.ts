import { foldText, foldToString } from "./fold";
import type { FoldedText } from "./fold";
import { normalize } from "#domain/text/normalize";
import { segmentWords } from "./segment-words";

/** A folded text, whatever its positions are kept in. */
export type Searchable = Pick<FoldedText, "folded"> & {
  starts: ArrayLike<number>;
  ends: ArrayLike<number>;
};

/** Where a quote stands in the text as written: UTF-16 offsets, end exclusive. */
export type Span = { start: number; end: number };

const SCRIPTS_WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u;

/**
 * Finds a whole quote in a text, at word boundaries, after folding both (see foldText). A quote with
 * an ellipsis, or with a real half and an invented one, is not found: nothing is matched in part.
 *
 * @param text as written, or what foldText made of it, to save folding it for every quote
 * @returns the first place, or null
 */
export function findQuote(text: string | Searchable, quote: string): Span | null {
  const { folded, starts, ends } = typeof text === "string" ? foldText(text) : text;
  const wanted = stripQuotationMarks(foldToString(quote));
  if (wanted === "") return null;
  let at = folded.indexOf(wanted);
  while (at !== -1) {
    const last = at + wanted.length - 1;
    if (isBoundary(folded, at) && isBoundary(folded, last + 1)) {
      return { start: starts[at] ?? 0, end: ends[last] ?? 0 };
    }
    at = folded.indexOf(wanted, at + 1);
  }
  return null;
}

/** Words of a text; in scripts without spaces, by the dictionary of the runtime. */
export function countWordsOfAnyScript(quote: string): number {
  const normal = normalize(quote, "NFKC");
  if (!SCRIPTS_WITHOUT_SPACES.test(normal)) {
    return normal.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  }
  const words = segmentWords(normal);
  let count = 0;
  while (!words.next().done) count += 1;
  return count;
}

/** A model may set its quote in marks of its own. */
function stripQuotationMarks(quote: string): string {
  const inner = /^(["'])(.*)\1$/su.exec(quote)?.[2];
  return inner?.trim() ?? quote;
}

function isBoundary(text: string, at: number): boolean {
  const before = at > 0 ? text.slice(at - 1, at) : " ";
  const after = text.slice(at, at + 1) || " ";
  if (SCRIPTS_WITHOUT_SPACES.test(before + after)) return true;
  return !(isWordUnit(before) && isWordUnit(after));
}

function isWordUnit(unit: string): boolean {
  return /[\p{L}\p{N}_]/u.test(unit);
}
