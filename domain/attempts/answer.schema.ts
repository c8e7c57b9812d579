import { SECTION_IDS } from "../problems/scale";
import type { SectionId } from "../problems/scale";

/** Longest text kept for one section, in UTF-16 code units: ~8,000 words. */
export const MAX_SECTION_CHARS = 50_000;

/** The five answers as the candidate wrote them (Markdown); an untouched section is "". */
export type Answers = Record<SectionId, string>;

/** Longest reply to a follow-up of the interviewer, in UTF-16 code units: some 600 words. */
export const MAX_REPLY_CHARS = 4_000;

/** The replies to the interviewer's follow-ups, in the order in which those were asked. */
export const REPLY_IDS = [
  "reply_1",
  "reply_2",
  "reply_3",
  "reply_4",
  "reply_5",
  "reply_6",
] as const;
export type ReplyId = (typeof REPLY_IDS)[number];

/** The follow-up that a text replies to, from 1; null for a text that is no reply. */
export function turnOfReply(id: TextId): number | null {
  const index = (REPLY_IDS as readonly TextId[]).indexOf(id);
  return index === -1 ? null : index + 1;
}

/**
 * Every text that an attempt keeps while it is open: the five answers, the worksheet as JSON ("" as
 * long as it is blank), and the replies to follow-ups. All are saved, merged and kept offline in one
 * way.
 */
export const TEXT_IDS = [...SECTION_IDS, "worksheet", ...REPLY_IDS] as const;
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
