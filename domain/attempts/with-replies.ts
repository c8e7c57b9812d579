import { SECTION_IDS } from "../problems/scale";
import type { Answers } from "./answer.schema";
import type { Exchange } from "./turn.schema";

/**
 * The answers with each reply below the section it was asked about: for whoever reads texts and knows
 * no interview. Offsets in the sections stay what they were.
 */
export function withReplies(
  answers: Answers,
  replies: readonly Pick<Exchange, "section" | "reply">[] = [],
): Answers {
  if (replies.length === 0) return answers;
  const together = { ...answers };
  for (const section of SECTION_IDS) {
    const said = replies.filter((one) => one.section === section).map(({ reply }) => reply);
    together[section] = [answers[section], ...said].filter((text) => text !== "").join("\n\n");
  }
  return together;
}
