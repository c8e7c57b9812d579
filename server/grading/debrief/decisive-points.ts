import { splitSentences } from "../../text/sentences";

/** Characters of the solution that a debrief reads: some 2,000 tokens, a third of the longest. */
const MAX_CHARS = 8_500;
const MAX_LINE_CHARS = 260;
/** A beginning that says this much is left as it is; "One chair, two arms." needs what follows. */
const ENOUGH_CHARS = 60;
/** Which say what other designs or books hold, and nothing that decides in this one. */
const LEFT_OUT = /^(?:also right|reading|sources|references)\b/i;
/** Where mostly figures stand, a line is a sum: what was decided stands around it. */
const MAX_DIGIT_SHARE = 0.2;

type Section = { title: string; lines: string[] };

/**
 * The decisions of a worked solution: how each paragraph, bullet and table row begins, without its
 * sums. Where that is still too much, the ends of the longest sections go.
 */
export function findDecisivePoints(solutionMarkdown: string): string {
  const sections = readSections(solutionMarkdown);
  let excess = sum(sections) - MAX_CHARS;
  while (excess > 0) {
    const [longest] = [...sections].sort((a, b) => lengthOf(b) - lengthOf(a));
    const cut = longest?.lines.pop();
    if (cut === undefined) break;
    excess -= cut.length + 1;
  }
  return sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => [title === "" ? [] : [`### ${title}`], lines].flat().join("\n"))
    .join("\n");
}

function readSections(markdown: string): Section[] {
  const sections: Section[] = [{ title: "", lines: [] }];
  for (const { text, kind, opensBlock } of splitSentences(markdown)) {
    if (kind === "heading") {
      sections.push({ title: text.replace(/^\s*#+\s*/, ""), lines: [] });
      continue;
    }
    if (kind === "code" || isSum(text)) continue;
    const lines = sections.at(-1)?.lines ?? [];
    const begun = opensBlock ? "" : (lines.pop() ?? "");
    lines.push(begun.length > ENOUGH_CHARS ? begun : shorten(`${begun} ${text}`.trim()));
  }
  return sections.filter(({ title }) => !LEFT_OUT.test(title));
}

function isSum(text: string): boolean {
  const marks = text.replace(/\s/g, "");
  return (marks.match(/[\d=×]/g)?.length ?? 0) > MAX_DIGIT_SHARE * marks.length;
}

function shorten(text: string): string {
  const plain = text.replace(/\s+/g, " ").replaceAll("**", "");
  if (plain.length <= MAX_LINE_CHARS) return plain;
  return `${plain.slice(0, plain.lastIndexOf(" ", MAX_LINE_CHARS))} …`;
}

function lengthOf({ lines }: Section): number {
  return lines.reduce((all, line) => all + line.length + 1, 0);
}

function sum(sections: readonly Section[]): number {
  return sections.reduce((all, section) => all + lengthOf(section), 0);
}
