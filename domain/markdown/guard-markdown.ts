/**
 * The parser takes the square of some numbers: of list items in a document, of marks in a paragraph,
 * of quotes and lists inside each other. Each bound is five times or more what the longest text of
 * the repository has, and keeps the worst text below a second.
 */
const MAX_CHARS = 100_000;
const MAX_LINES = 3_000;
/** Of emphasis, links, code and markup, between two empty lines. */
const MAX_MARKS = 500;
/** Of the cells of tables, between two empty lines. */
const MAX_BARS = 3_000;
/** Quotes and lists that one line opens inside each other. */
const MAX_NESTED = 12;
/** A list that stands so far to the right lies in some ten others. */
const MAX_INDENT_CHARS = 40;

const OPENERS = /^(?:[^\S\n]*(?:>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$)))+/;

/** Why a text is not rendered, as a clause; null for one that can be. */
export function findMarkdownExcess(text: string): string | null {
  if (text.length > MAX_CHARS) return `it has more than ${MAX_CHARS} characters`;
  const lines = text.split(/\r\n|\r|\n/, MAX_LINES + 1);
  if (lines.length > MAX_LINES) return `it has more than ${MAX_LINES} lines`;
  let marks = 0;
  let bars = 0;
  for (const line of lines) {
    if (line.trim() === "") [marks, bars] = [0, 0];
    marks += line.match(/[*_~[\]`<&!\\]/g)?.length ?? 0;
    bars += line.match(/\|/g)?.length ?? 0;
    if (marks > MAX_MARKS) return `one paragraph has more than ${MAX_MARKS} marks`;
    if (bars > MAX_BARS) return `one table has more than ${MAX_BARS} cells`;
    if (nestsTooDeep(line)) return "its lists or quotes nest too deep";
  }
  return null;
}

function nestsTooDeep(line: string): boolean {
  const openers = OPENERS.exec(line)?.[0];
  if (openers === undefined) return false;
  const count = openers.match(/[>*+.)-]/g)?.length ?? 0;
  return count > MAX_NESTED || openers.length - openers.trimStart().length > MAX_INDENT_CHARS;
}
