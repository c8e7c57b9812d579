import { measureCoverage } from "../grading/coverage";
import type { Coverage } from "../grading/verdicts";
import type { Rubric } from "../rubrics/rubric.schema";
import { chooseJudge } from "./choose-judge";
import type { JudgeEnv } from "./choose-judge";

/** How much of a rubric this server's judge knows; null where a model is connected, which reads. */
export type CoverageOf = (rubric: Rubric) => Coverage | null;

export function describeCoverage(env: JudgeEnv): CoverageOf {
  return (rubric) => measureCoverage(chooseJudge(env), rubric);
}
