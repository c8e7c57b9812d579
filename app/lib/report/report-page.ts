import type { Report } from "#server/grades/get-report";
import type { Brief, SectionId } from "#domain/problems/scale";

/**
 * What the report's page shows besides the grade. The rubric stays on the server: what passes and
 * what doesn't would be the answers to the next attempt.
 */
export type ReportPage = {
  attempt: Omit<Report["attempt"], "userId">;
  problem: Omit<Report["problem"], "shares">;
  brief: Brief;
  rubric: Pick<Report["rubric"], "version" | "hash">;
  /** How many criteria each section has. */
  counts: Record<SectionId, number>;
  state: Report["state"];
  newer: Report["newer"];
};

/** Names every field that leaves the server: a report holds more than a candidate may see. */
export function toReportPage({
  attempt,
  problem,
  given,
  rubric,
  state,
  newer,
}: Report): ReportPage {
  const {
    id,
    kind,
    basedOnId,
    focusSection,
    level,
    lens,
    minutes,
    startedAt,
    submittedAt,
    submittedBy,
    contentHash,
  } = attempt;
  const counts = { scenario: 0, components: 0, architecture: 0, latency_cost: 0, evaluation: 0 };
  for (const { section } of rubric.criteria) counts[section] += 1;
  return {
    attempt: {
      id,
      kind,
      basedOnId,
      focusSection,
      level,
      lens,
      minutes,
      startedAt,
      submittedAt,
      submittedBy,
      contentHash,
    },
    problem: { slug: problem.slug, title: problem.title, version: problem.version },
    brief: given.brief,
    rubric: { version: rubric.version, hash: rubric.hash },
    counts,
    state,
    newer,
  };
}
