import type { ProblemHead } from "#domain/problems/problem.schema";

/** What is known of a problem where its questions are answered: the list, and what the candidate was told. */
export type AskedProblem = Pick<ProblemHead, "title" | "summary" | "interview" | "clarifications">;

/** That much of a problem, and nothing else of it. */
export function pickAsked({
  title,
  summary,
  interview,
  clarifications,
}: ProblemHead): AskedProblem {
  return { title, summary, interview, clarifications };
}
