import { canonicalHash } from "#server/text/canonical-hash";
import { toQuestion } from "#server/grading/plan";
import { buildQuestionsPrompt, buildSystemPrompt } from "#server/grading/prompt";
import type { ContentFile } from "#server/content/read-content";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import { toGradedProblem } from "#server/grading/grade-input";
import type { GradeInput } from "#server/grading/grade-input";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { Judge } from "#server/grading/judge";
import type { Mode } from "#domain/grading/verdicts";
import type { Lens, Level } from "#domain/problems/scale";

/** Through these every answer is graded; the bars of the other levels follow from the same total. */
export const EVAL_LEVEL: Level = "senior";
export const EVAL_LENS: Lens = "product";

/** One grading to be done: an answer to a problem, for the n-th time. */
export type EvalCase = {
  /** Says what it is: `gold/<problem>/<split>/strong-1`. Unique but for repeats. */
  id: string;
  /** From 0. */
  repeat: number;
  input: GradeInput;
  /** The same for gradings that must come out alike: what was graded, by whom, asked how. */
  key: string;
};

/** `rubric`: what to grade by instead of the problem's. */
export type Work = { answers: Answers; scene: Scene; rubric?: Rubric };

/** Makes cases of one problem for one judge. */
export function createCaseMaker(
  content: ContentFile,
  judge: Judge,
  mode: Mode,
): (id: string, work: Work, repeat?: number) => EvalCase {
  const { rubricHash } = content;
  const problem = toGradedProblem(content.problem);
  const asked = canonicalHash({
    system: buildSystemPrompt(problem),
    questions: buildQuestionsPrompt(
      [...content.rubric.criteria, ...content.rubric.canaries].map(toQuestion),
    ),
    judge: judge.kind,
    model: judge.requestedModel,
    rubricHash,
    mode,
    level: EVAL_LEVEL,
    lens: EVAL_LENS,
  });
  return (id, { answers, scene, rubric }, repeat = 0) => ({
    id,
    repeat,
    key: canonicalHash({ asked, answers, scene, repeat, ...(rubric && { rubric }) }),
    input: {
      problem,
      rubric: rubric ?? content.rubric,
      rubricHash: rubric ? canonicalHash(rubric) : rubricHash,
      mode,
      level: EVAL_LEVEL,
      lens: EVAL_LENS,
      answers,
      scene,
    },
  });
}
