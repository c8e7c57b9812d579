import { tellsNumber } from "../text/told-numbers";

/**
 * What is wrong with the words that tell a value: other words, or words that no text has.
 *
 * @param texts folded
 * @param tells whether words tell a value; by default as `tellsNumber` reads them
 * @param lacks what is said of words that none of the texts has
 */
export function findWordingFaults(
  wording: string,
  value: number,
  texts: readonly string[],
  { tells = tellsNumber, lacks = "is in neither problem.md nor solution.md" } = {},
): string[] {
  const faults: string[] = [];
  if (!tells(wording, value)) faults.push(`"${wording}" doesn't tell ${value}`);
  if (!texts.some((text) => standsIn(text, fold(wording)))) {
    faults.push(`"${wording}" ${lacks}`);
  }
  return faults;
}

/** Without marks of bold and code, and with one blank between words. */
export function fold(text: string): string {
  return text
    .replace(/\*\*|`/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

const IN_WORD_BEFORE = /[\p{L}\p{N}]$|\d[.,]$|\p{L}-$/u;
const IN_WORD_AFTER = /^(?:[\p{L}\p{N}]|[.,]\d)/u;
/** What a number that ends here would be cut off from. */
const REST_OF_NUMBER = /^\s?(?:%|(?:percent|hundred|thousand|million|billion|trillion)\b)/;

/** Whether the words stand there as such: "$5" is not in "$50", nor in "$5 million". */
function standsIn(text: string, wording: string): boolean {
  for (let at = text.indexOf(wording); at !== -1; at = text.indexOf(wording, at + 1)) {
    const end = at + wording.length;
    const after = text.slice(end, end + 10);
    const isCutBefore =
      /^[\p{L}\p{N}.]/u.test(wording) && IN_WORD_BEFORE.test(text.slice(Math.max(0, at - 2), at));
    const isCutAfter =
      (/[\p{L}\p{N}]$/u.test(wording) && IN_WORD_AFTER.test(after)) ||
      (/\d$/.test(wording) && REST_OF_NUMBER.test(after));
    if (!isCutBefore && !isCutAfter) return true;
  }
  return false;
}
