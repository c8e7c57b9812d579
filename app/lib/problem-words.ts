import type { ProblemCard } from "#server/problems/list-problems";
import type { Brief, Lens, Level } from "#domain/problems/scale";

export const DIFFICULTY_TITLES: Record<ProblemCard["difficulty"], string> = {
  "warm-up": "Warm-up",
  core: "Core",
  hard: "Hard",
};

/** What an attempt was given to read, in a list of its set-up. */
export const BRIEF_WORDS: Record<Brief, string> = { interview: "interview brief", case: "case" };

/** Choices of the set-up. */
export const BRIEF_TITLES: Record<Brief, string> = { interview: "Interview", case: "Case" };

export const BRIEF_HINTS: Record<Brief, string> = {
  interview:
    "A few lines, as an interviewer says them. You ask for figures, or assume them and say so.",
  case: "The long brief with all its figures.",
};

/** What an interviewer expects at each level, of any problem; a problem's own bars say more. */
export const LEVEL_HINTS: Record<Level, string> = {
  mid: "The whole path works, with rates, targets and costs named.",
  senior: "Choices follow from numbers; failures have an answer.",
  staff: "Trade-offs seen across the company, and what to give up first.",
};

/** What each interviewer weighs more. */
export const LENS_HINTS: Record<Lens, string> = {
  ai_lab: "Weighs the quality of answers, and how it is measured, more.",
  product: "Weighs what happens to the customer more.",
  startup: "Weighs cost more, and what needs many people less.",
};
