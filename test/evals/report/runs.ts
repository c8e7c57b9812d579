import { repeatAgreement } from "./agreement";
import { mean, sum } from "#server/statistics/confusion";
import { quantile } from "#server/statistics/totals";
import type { EvalCase } from "../grading/eval-case";
import type { EvalResult, GradedResult } from "../grading/result.schema";

export type RepeatsRow = {
  /** Answers graded more than once. */
  answers: number;
  /** Of all pairs of repeats, the share with the same verdict on a criterion. */
  verdictAgreement: number | null;
  /** Answers whose grades are the same to the byte, but for timings. */
  identical: number;
};

/** How far a judge agrees with itself. `groups`: the gradings of one answer. */
export function measureRepeats(
  groups: readonly (readonly EvalCase[])[],
  results: ReadonlyMap<string, EvalResult>,
): RepeatsRow | null {
  const repeated = groups
    .map((cases) => cases.flatMap(({ key }) => asGraded(results.get(key)) ?? []))
    .filter((graded) => graded.length > 1);
  if (repeated.length === 0) return null;
  const questions = repeated.flatMap((graded) =>
    (graded[0]?.criteria ?? []).map(({ id }) =>
      graded.flatMap(({ criteria }) => criteria.find((one) => one.id === id)?.verdict ?? []),
    ),
  );
  const hashes = repeated.map((graded) => new Set(graded.map(({ gradeHash }) => gradeHash)));
  return {
    answers: repeated.length,
    verdictAgreement: repeatAgreement(questions),
    identical: hashes.filter(({ size }) => size === 1).length,
  };
}

export type CostRow = {
  graded: number;
  failed: { id: string; kind: string; message: string }[];
  /** US dollars; null when a price is unknown. */
  totalUsd: number | null;
  meanUsd: number | null;
  meanInputTokens: number | null;
  meanOutputTokens: number | null;
  medianMs: number | null;
  p95Ms: number | null;
  /** Pieces of evidence named for "met" and "partial", and the share that was found. */
  evidenceClaimed: number;
  evidenceValid: number | null;
};

/** What the gradings took, and how much of the evidence was real. */
export function measureCosts(results: readonly EvalResult[]): CostRow {
  const graded = results.flatMap((result) => asGraded(result) ?? []);
  const costs = results.map(({ costUsd }) => costUsd);
  const known = costs.flatMap((cost) => cost ?? []);
  const totalUsd = known.length === costs.length ? sum(known) : null;
  const usages = graded.flatMap(({ usage }) => usage ?? []);
  const durations = graded.map(({ durationMs }) => durationMs);
  const claimed = sum(results.map(({ evidence }) => evidence.claimed));
  const found = sum(results.map(({ evidence }) => evidence.found));
  return {
    graded: graded.length,
    failed: results.flatMap((result) =>
      result.outcome === "failed"
        ? [{ id: result.id, kind: result.kind, message: result.message }]
        : [],
    ),
    totalUsd,
    meanUsd: totalUsd === null || costs.length === 0 ? null : totalUsd / costs.length,
    meanInputTokens: mean(usages.map(({ inputTokens }) => inputTokens)),
    meanOutputTokens: mean(usages.map(({ outputTokens }) => outputTokens)),
    medianMs: quantile(durations, 0.5),
    p95Ms: quantile(durations, 0.95),
    evidenceClaimed: claimed,
    evidenceValid: claimed === 0 ? null : found / claimed,
  };
}

export function asGraded(result: EvalResult | undefined): GradedResult | null {
  return result?.outcome === "graded" ? result : null;
}
