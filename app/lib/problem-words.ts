import type { ProblemCard } from "#server/problems/list-problems";
import type { Prospect } from "#domain/grading/prospect";
import type { Brief } from "#domain/problems/scale";

export const DIFFICULTY_TITLES: Record<ProblemCard["difficulty"], string> = {
  "warm-up": "Warm-up",
  core: "Core",
  hard: "Hard",
};

/** What a problem gets on this server, in a list and above the start. */
export const PROSPECT_WORDS: Record<Prospect, string> = {
  grade: "Graded by a model",
  estimate: "Gets an estimate",
  own_marks: "You mark it yourself",
};

/** The same of what is about to be handed in. */
export const AFTER_HAND_IN: Record<Prospect, string> = {
  grade: "A model grades it as it is now.",
  estimate: "It gets an estimate as it is now: no model reads it.",
  own_marks:
    "No model is connected and it can’t be estimated here, so you mark it yourself. Its grade can come later.",
};

/** What an attempt was given to read, in a list of its set-up. */
export const BRIEF_WORDS: Record<Brief, string> = { interview: "interview brief", case: "case" };
