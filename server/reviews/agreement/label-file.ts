import { SECTION_IDS } from "#domain/problems/scale";
import type { Answers } from "#domain/attempts/answer.schema";
import type { CalibrationHead } from "#domain/problems/calibration.schema";
import { writeAnswerFile } from "../../content/write-answer-file";
import type { Scene } from "#domain/diagram/scene.schema";

/** What must not leave with an answer: its candidate's name and address. */
export type Person = { name: string; email: string };

/** An answer as the Markdown file of a calibration answer, without its candidate. */
export function toLabelMarkdown(head: CalibrationHead, answers: Answers, person: Person): string {
  const texts = SECTION_IDS.map((id) => [id, withoutPerson(answers[id], person)] as const);
  return writeAnswerFile(head, { ...answers, ...Object.fromEntries(texts) });
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
