import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { ContentError } from "./content-error";
import { splitFrontMatter } from "./front-matter";
import { parseYaml } from "./yaml-source";
import type { Answers } from "#domain/attempts/answer.schema";
import type { SectionId } from "#domain/problems/scale";
import type { ContentIssue } from "./content-error";
import type { YamlSource } from "./yaml-source";

/** An answer kept as a file: an optional YAML head, then one `## ` heading a section. */
export type AnswerFile = { head: YamlSource | null; answers: Answers };

/** A title of the whole file may stand above the sections. */
const TITLE_LINE = /^# .*$/;

type Chunk = { title: string; line: number; text: string };

/**
 * Reads an answer written as Markdown under the five headings `## Scenario`, `## Components`,
 * `## Architecture`, `## Latency & Cost`, `## Evaluation`, in any order; all five must be there,
 * and an empty one is an empty answer. Deeper headings belong to the answer; one title of the file
 * (`# `) may stand above them.
 *
 * @param file the name that faults are reported under
 * @throws ContentError naming every heading that is unknown, missing or there twice
 */
export function parseAnswerFile(markdown: string, file = "answer.md"): AnswerFile {
  const issues: ContentIssue[] = [];
  const answer = readAnswerFile(markdown, file, issues);
  if (issues.length > 0) throw new ContentError(issues);
  return answer;
}

/** As `parseAnswerFile`, but pushes the faults to `issues` and returns what could be read. */
export function readAnswerFile(markdown: string, file: string, issues: ContentIssue[]): AnswerFile {
  const { head, headLine, body, bodyLine } = splitFrontMatter(markdown);
  const answers: Answers = { ...EMPTY_ANSWERS };
  const seen = new Set<SectionId>();
  const complain = (line: number | null, message: string): void => {
    issues.push({ file, line, field: "", message });
  };
  for (const { title, line, text } of splitAtHeadings(body, bodyLine)) {
    const section = SECTION_IDS.find((id) => fold(SECTION_TITLES[id]) === fold(title));
    if (title === "") {
      if (text.replace(TITLE_LINE, "") !== "")
        complain(line, "text before the first heading belongs to no section");
    } else if (!section) {
      complain(line, `unknown heading "## ${title}"; use ${headingList(SECTION_IDS)}`);
    } else if (seen.has(section)) {
      complain(line, `heading "## ${SECTION_TITLES[section]}" is there twice`);
    } else {
      seen.add(section);
      answers[section] = text;
    }
  }
  const missing = SECTION_IDS.filter((id) => !seen.has(id));
  if (missing.length > 0) complain(null, `missing heading: ${headingList(missing)}`);
  return { head: head === null ? null : parseYaml(head, file, issues, headLine), answers };
}

function headingList(sections: readonly SectionId[]): string {
  return sections.map((id) => `"## ${SECTION_TITLES[id]}"`).join(", ");
}

function fold(title: string): string {
  return title.toLowerCase().replace(/\s+/g, " ").trim();
}

/** Cuts at level-2 headings outside code fences. The first chunk, titled "", is what stands above. */
function splitAtHeadings(body: string, firstLine: number): Chunk[] {
  const chunks: { title: string; line: number; lines: string[] }[] = [
    { title: "", line: firstLine, lines: [] },
  ];
  let fence: string | null = null;
  for (const [index, line] of body.split("\n").entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && fence === null) fence = mark;
    else if (mark && fence !== null && mark.startsWith(fence)) fence = null;
    const title = fence === null ? /^## (.*)$/.exec(line)?.[1]?.trim() : undefined;
    if (title) chunks.push({ title, line: firstLine + index, lines: [] });
    else chunks.at(-1)?.lines.push(line);
  }
  return chunks.map(({ lines, ...chunk }) => ({ ...chunk, text: lines.join("\n").trim() }));
}
