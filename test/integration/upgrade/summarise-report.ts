import { createHash } from "node:crypto";
import type { Scene } from "#domain/diagram/scene.schema";
import type { Report } from "#server/grades/get-report";
import type { Review } from "#server/reviews/get-review";

/** What a report says, in the words of the fixture: renamed fields are translated here. */
export type ReportSummary = ReturnType<typeof summariseReport>;

export function summariseReport(
  report: Report,
  /** As JSON text. */
  drawing: string,
  review: Review,
  candidate: string,
) {
  const scene = JSON.parse(drawing) as Scene;
  const { grade, rubric, newer, state } = report;
  return {
    candidate,
    attempt: report.attempt,
    problem: report.problem,
    answers: report.answers,
    rubric: {
      version: rubric.version,
      hash: rubric.hash,
      criteria: rubric.criteria.map(({ id, section, level, weight }) => ({
        id,
        section,
        level,
        weight,
      })),
    },
    drawing: scene.elements.map((element) => [element.id, element.version]),
    drawingHash: hashOf(scene),
    aids: report.aids,
    status: state.status,
    newer: newer?.status ?? null,
    grade: grade && { ...grade, callCount: grade.calls.length },
    review,
  };
}

/** SHA-256 of the JSON with its keys in order: jsonb keeps them in one of its own. */
function hashOf(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sortKeys(value)))
    .digest("hex");
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, held]) => [key, sortKeys(held)]));
}
