import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import type { Answers } from "#domain/attempts/answer.schema";
import type { SectionId } from "#domain/problems/scale";

/** One planted fact, or filler when it belongs to no criterion. */
export type Paragraph = { section: SectionId; criterionId: string | null; text: string };

/** The paragraphs of each section, in their order, a blank line between two. */
export function toAnswers(paragraphs: readonly Paragraph[]): Answers {
  const answers = { ...EMPTY_ANSWERS };
  for (const section of SECTION_IDS) {
    const own = paragraphs.filter((paragraph) => paragraph.section === section);
    answers[section] = own.map(({ text }) => text).join("\n\n");
  }
  return answers;
}
