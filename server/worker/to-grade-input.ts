import type { GradingTask } from "../grades/take-grading";
import { toGradedProblem } from "../grading/grade-input";
import type { GradeInput } from "../grading/grade-input";

/** What a judge grades, out of what was taken up. */
export function toGradeInput(task: GradingTask): GradeInput {
  const { problem, rubric, failures, only, rubricHash, answers, scene } = task;
  const { told, shown, earlier, interview, mode, level, lens, brief } = task;
  return {
    problem: toGradedProblem(problem, brief),
    rubric,
    failures,
    only,
    rubricHash,
    answers,
    scene,
    told,
    interview,
    shown,
    earlier,
    mode,
    level,
    lens,
  };
}
