import { SECTION_IDS } from "../problems/scale";
import type { SectionId } from "../problems/scale";

/** Longest text kept for one section, in UTF-16 code units: ~8,000 words. */
export const MAX_SECTION_CHARS = 50_000;

/** The five answers as the candidate wrote them (Markdown); an untouched section is "". */
export type Answers = Record<SectionId, string>;

/**
 * Every text that an attempt keeps while it is open: the five answers, and the worksheet as JSON
 * ("" as long as it is blank). All are saved, merged and kept offline in one way.
 */
export const TEXT_IDS = [...SECTION_IDS, "worksheet"] as const;
export type TextId = (typeof TEXT_IDS)[number];

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
