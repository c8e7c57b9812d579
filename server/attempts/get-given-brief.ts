import type { ProblemBody } from "#domain/problems/problem.schema";
import type { Brief } from "#domain/problems/scale";
import type { OwnAttempt } from "./own-attempt";

/** What the candidate of an attempt was given to read, as Markdown. */
export function readGivenBrief(
  attempt: Pick<OwnAttempt, "id" | "brief">,
  body: Pick<ProblemBody, "statementMarkdown"> & { head: Pick<ProblemBody["head"], "interview"> },
): string {
  if (attempt.brief === "case") return body.statementMarkdown;
  // No attempt starts with a brief that its version hasn't, and a version never changes.
  if (body.head.interview === undefined) {
    throw new Error(`attempt ${attempt.id} has no interview brief`);
  }
  return body.head.interview;
}

/** The brief of an attempt that is over: what was given and, where that was less, the case. */
export type GivenBrief = { brief: Brief; markdown: string; caseMarkdown: string | null };

/** For who reads an attempt that was handed in: what the interviewer knew is no secret any more. */
export function getGivenBrief(
  attempt: Pick<OwnAttempt, "id" | "brief">,
  body: ProblemBody,
): GivenBrief {
  return {
    brief: attempt.brief,
    markdown: readGivenBrief(attempt, body),
    caseMarkdown: attempt.brief === "case" ? null : body.statementMarkdown,
  };
}
