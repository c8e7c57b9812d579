import { stringify } from "yaml";
import { SECTION_IDS, SECTION_TITLES } from "../../problems/scale";
import type { Answers } from "../../attempts/answer.schema";
import type { CalibrationHead } from "../../content/calibration.schema";
import type { Scene } from "../../diagram/scene.schema";

/** What must not leave with an answer: its candidate's name and address. */
export type Person = { name: string; email: string };

/**
 * An answer as the Markdown file of a calibration answer: YAML head, then the five sections. What
 * would break the file's form is softened: headings of level two go one deeper, and a code block
 * left open is closed.
 */
export function toLabelMarkdown(head: CalibrationHead, answers: Answers, person: Person): string {
  const sections = SECTION_IDS.map((section) => {
    const text = fitSection(withoutPerson(answers[section], person));
    return `## ${SECTION_TITLES[section]}\n${text === "" ? "" : `\n${text}\n`}`;
  });
  return `---\n${stringify(head, { lineWidth: 0 })}---\n\n${sections.join("\n")}`;
}

/** A drawing as an Excalidraw file, its deleted elements left out. */
export function toLabelDrawing({ elements, files }: Scene, person: Person): string {
  const file = {
    type: "excalidraw",
    version: 2,
    source: "scaleboard",
    elements: elements.filter((element) => !element.isDeleted),
    appState: {},
    files,
  };
  const clean = (key: string, value: unknown): unknown =>
    typeof value === "string" && key !== "dataURL" ? withoutPerson(value, person) : value;
  return `${JSON.stringify(file, clean, 1)}\n`;
}

/** The candidate's address and full name, wherever they signed with them. */
function withoutPerson(text: string, { name, email }: Person): string {
  return text
    .replace(toPattern(email), "(e-mail)")
    .replace(name.trim().length > 2 ? toPattern(name.trim()) : /(?!)/u, "(name)");
}

/** The words with any space between them, in any case, not inside a longer word. */
function toPattern(words: string): RegExp {
  const escaped = words
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&"))
    .join("\\s+");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "giu");
}

/** Text that holds no heading of level two, nor an open code block, as `readAnswerFile` sees them. */
function fitSection(text: string): string {
  let fence: string | null = null;
  const lines = text
    .trim()
    .split(/\r?\n/)
    .map((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
      if (mark !== undefined && fence === null) fence = mark;
      else if (mark !== undefined && fence !== null && mark.startsWith(fence)) fence = null;
      return fence === null && /^## /.test(line) ? `#${line}` : line;
    });
  return fence === null ? lines.join("\n") : [...lines, fence].join("\n");
}
