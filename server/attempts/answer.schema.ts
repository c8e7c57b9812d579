import type { SectionId } from "../problems/scale";

/** Longest text kept for one section, in UTF-16 code units: ~8,000 words. */
export const MAX_SECTION_CHARS = 50_000;

/** The five answers as the candidate wrote them (Markdown); an untouched section is "". */
export type Answers = Record<SectionId, string>;

export const EMPTY_ANSWERS: Answers = {
  scenario: "",
  components: "",
  architecture: "",
  latency_cost: "",
  evaluation: "",
};

/** Words of a text: runs of anything but white space that hold a letter or digit. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
