/** A Markdown file taken apart at the fences of its YAML head. Lines count from 1. */
export type FrontMatter = {
  /** null when the file has no head. */
  head: string | null;
  headLine: number;
  body: string;
  bodyLine: number;
};

/**
 * Splits a Markdown file into the YAML between two lines `---` at its very beginning, and the rest.
 * A file without an opening fence is all body; one whose fence never closes too.
 */
export function splitFrontMatter(markdown: string): FrontMatter {
  const lines = markdown.replace(/^\uFEFF/, "").split(/\r?\n/);
  const end = lines[0]?.trimEnd() === "---" ? lines.findIndex(isClosingFence) : -1;
  if (end === -1) return { head: null, headLine: 1, body: lines.join("\n"), bodyLine: 1 };
  return {
    head: lines.slice(1, end).join("\n"),
    headLine: 2,
    body: lines.slice(end + 1).join("\n"),
    bodyLine: end + 2,
  };
}

function isClosingFence(line: string, index: number): boolean {
  return index > 0 && line.trimEnd() === "---";
}
