import type { Answers } from "#domain/attempts/answer.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { Told } from "#domain/attempts/question.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import type { KnownFailures } from "#domain/problems/failures.schema";
import type { ProblemBody, ProblemHead } from "#domain/problems/problem.schema";
import type { Brief, Lens, Level } from "#domain/problems/scale";
import { narrowRubric } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { EarlierReport } from "#domain/grading/earlier-report";
import type { Mode } from "#domain/grading/verdicts";

/**
 * What grading needs to know of a problem. What may be missing is only kept from being quoted back
 * by a candidate who has read it.
 */
export type GradedProblem = Pick<ProblemHead, "title" | "levels" | "clarifications"> &
  Partial<Pick<ProblemHead, "prompts" | "hints" | "curveball" | "interview">> &
  Pick<ProblemBody, "statementMarkdown"> &
  Partial<Pick<ProblemBody, "solutionMarkdown" | "solutionScene">> & {
    /** What this candidate read; the case where nothing is said. */
    brief?: Brief;
  };

/** @param brief what the candidate read: calibration answers, dry runs and evals have the case */
export function toGradedProblem(body: ProblemBody, brief: Brief = "case"): GradedProblem {
  const { head, statementMarkdown, solutionMarkdown, solutionScene } = body;
  return { ...head, statementMarkdown, solutionMarkdown, solutionScene, brief };
}

/** The brief as the candidate read it. */
export function givenBrief({ brief, interview, statementMarkdown }: GradedProblem): string {
  return brief === "interview" ? (interview ?? statementMarkdown) : statementMarkdown;
}

export type GradeInput = {
  problem: GradedProblem;
  rubric: Rubric;
  /** What fails in designs of the problem; none of authored problems and of old versions. */
  failures?: KnownFailures | null;
  /** Of a drill: ids of the criteria that it is judged by. All that the rubric says may still be copied. */
  only?: readonly string[] | null;
  /** Hash of the rubric's version, as stored. */
  rubricHash: string;
  /** As written; offsets of the evidence point into these. */
  answers: Answers;
  scene: Scene;
  /** What the interviewer told this candidate, in the problem's words: context for the judge. */
  told?: readonly Told[];
  /** The same as they read it, maybe in a model's words: kept from being quoted, not judged by. */
  shown?: readonly string[];
  /** Reports they had on the problem before, oldest first: their words are no more the candidate's. */
  earlier?: readonly EarlierReport[];
  /** What the candidate replied to follow-ups: evidence as the answers are. None in most attempts. */
  interview?: readonly Exchange[];
  mode: Mode;
  level: Level;
  lens: Lens;
};

/** What the judge is asked: the whole rubric, or what a drill is about. */
export function askedRubric({ rubric, only }: Pick<GradeInput, "rubric" | "only">): Rubric {
  return only ? narrowRubric(rubric, only) : rubric;
}
