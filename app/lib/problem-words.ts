import type { ProblemCard } from "#server/problems/list-problems";
import type { Brief } from "#domain/problems/scale";

export const DIFFICULTY_TITLES: Record<ProblemCard["difficulty"], string> = {
  "warm-up": "Warm-up",
  core: "Core",
  hard: "Hard",
};

/** What an attempt was given to read, in a list of its set-up. */
export const BRIEF_WORDS: Record<Brief, string> = { interview: "interview brief", case: "case" };
