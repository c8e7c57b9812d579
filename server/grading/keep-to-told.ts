import { splitSentences } from "../text/sentences";
import { citesUntold } from "./untold";
import type { Verdict } from "#domain/grading/verdicts";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import type { Decided } from "./judge-criteria";
import type { Untold } from "./untold";

/** For reviewers, and without the figure: the candidate reads it too. */
export const UNTOLD_NOTE =
  "The judge cited a figure that the candidate was never told. That sentence is left out.";

/** Where nothing is left of a reason. */
const PLAIN_REASONS: Record<Verdict, string> = {
  met: "What is quoted here shows it.",
  partial: "The answer does a part of this.",
  not_met: "The answer doesn’t show this.",
  cannot_assess: "The answer speaks to this, but not clearly enough to decide.",
};

/**
 * Keeps back what a judge wrote about figures that the candidate was never told: sentences of its
 * reason, and its advice, for which the rubric's own stands in. The verdict stays.
 */
export function keepToTold(decided: Decided, criterion: Criterion, untold: Untold): Decided {
  const reasoning = withoutUntold(decided.reasoning, untold);
  const isAdviceKept = !citesUntold(decided.advice, untold);
  if (reasoning === decided.reasoning && isAdviceKept) return decided;
  const standIn = decided.verdict === "met" ? "" : criterion.advice;
  return {
    ...decided,
    reasoning: reasoning === "" ? PLAIN_REASONS[decided.verdict] : reasoning,
    advice: isAdviceKept ? decided.advice : standIn,
    notes: [...decided.notes, UNTOLD_NOTE],
  };
}

function withoutUntold(text: string, untold: Untold): string {
  if (!citesUntold(text, untold)) return text;
  return splitSentences(text)
    .map((sentence) => sentence.text)
    .filter((sentence) => !citesUntold(sentence, untold))
    .join(" ");
}
