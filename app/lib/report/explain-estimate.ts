import { SECTION_TITLES } from "#domain/problems/scale";
import type { CriterionGrade } from "#domain/grading/grade.schema";

/**
 * Why an estimate says what it says of a criterion, in a sentence to the candidate: where something
 * was found, not which words were looked for. Those would be the answers to the next attempt.
 * @param sectionText the candidate's text in the criterion's section
 */
export function explainEstimate(
  { verdict, section, evidence }: Pick<CriterionGrade, "verdict" | "section" | "evidence">,
  sectionText: string,
): string {
  const own = `${SECTION_TITLES[section]} answer`;
  const quote = evidence.find((item) => item.source === "text");
  const isDrawn = evidence.some((item) => item.source === "diagram");
  const isReplied = evidence.some((item) => item.source === "interview");
  const found = quote
    ? `${SECTION_TITLES[quote.section]} answer`
    : isReplied
      ? "reply to the interviewer"
      : undefined;
  switch (verdict) {
    case "met":
      if (!found)
        return isDrawn ? "Your drawing shows this." : "Something in your answer speaks to this.";
      return `Your ${found}${isDrawn ? " and your drawing speak" : " speaks"} to this.`;
    case "partial":
      return `Your ${found ?? (isDrawn ? "drawing" : own)} speaks to part of this.`;
    case "not_met":
      if (found) return `Your ${found} touches on this, but doesn’t seem to say it.`;
      if (sectionText.trim() === "" && !isDrawn) return "You left this section empty.";
      return `Nothing that speaks to this was found in your ${own}.`;
    case "cannot_assess":
      return "Only a reader can tell whether your answer says this.";
  }
}
