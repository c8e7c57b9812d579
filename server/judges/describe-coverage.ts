import { measureCoverage } from "../grading/coverage";
import type { Coverage } from "#domain/grading/verdicts";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { createLocalJudge } from "./local-judge";

/** How much of a rubric this server's judge knows; null where a model is connected, which reads. */
export type CoverageOf = (rubric: Rubric) => Coverage | null;

export function describeCoverage({ hasModel }: { hasModel: boolean }): CoverageOf {
  return (rubric) => (hasModel ? null : measureCoverage(createLocalJudge(), rubric));
}
