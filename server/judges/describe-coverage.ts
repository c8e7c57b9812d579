import { measureCoverage } from "../grading/coverage";
import type { Coverage } from "#domain/grading/verdicts";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { listCovered } from "./offline/read-lists";

/**
 * How much of a rubric this server's judge knows; null where a model is connected, which reads. Pages
 * ask: of the local judge it loads what its lists name, and not what judges by them.
 */
export type CoverageOf = (rubric: Rubric) => Coverage | null;

export function describeCoverage({ hasModel }: { hasModel: boolean }): CoverageOf {
  return (rubric) => (hasModel ? null : measureCoverage({ covers: listCovered }, rubric));
}
