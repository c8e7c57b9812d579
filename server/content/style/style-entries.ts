/** A row of the table in docs/style.md: what isn't written, and what is instead. */
export type StyleEntry = { pattern: RegExp; instead: string };

/** A table's row, its first cell made of patterns in code spans. */
const ROW = /^\| (`.+?`(?:, `.+?`)*) \| (.*?) \|/gm;
const CODE_SPAN = /`(.+?)`/g;

/**
 * Reads the entries of the style guide. A pattern is a regular expression over whole words, without
 * regard to case; an apostrophe stands for both of its forms.
 * @param guide docs/style.md, as text
 * @throws SyntaxError where a pattern is none
 */
export function readStyleEntries(guide: string): StyleEntry[] {
  return [...guide.matchAll(ROW)].flatMap(([, patterns = "", instead = ""]) =>
    [...patterns.matchAll(CODE_SPAN)].map(([, source = ""]) => ({
      // A bar in a table's cell is written with a backslash.
      pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${toSource(source)})(?![\\p{L}\\p{N}])`, "giu"),
      instead,
    })),
  );
}

function toSource(cell: string): string {
  return cell.replaceAll("\\|", "|").replaceAll("'", "['’]");
}
