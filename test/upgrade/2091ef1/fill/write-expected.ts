import { writeFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { getReport } from "#server/grades/get-report";
import { getReview } from "#server/reviews/get-review";
import type { HandedIn } from "./fill-attempts";
import { hashOf, personOf } from "./world";
import type { World } from "./world";

/** What the candidate's report says of each attempt, by this commit's own reading of it. */
export async function writeExpected(
  world: World,
  list: readonly HandedIn[],
  file: string,
): Promise<void> {
  const reports = [];
  for (const { attemptId, name } of list) {
    const who = { attemptId, viewer: personOf(world, name) };
    reports.push(summarise(await getReport(world.db, who), await getReview(world.db, who), name));
  }
  await writeFile(file, brotliCompressSync(JSON.stringify(reports, null, 1)));
}

function summarise(
  report: Awaited<ReturnType<typeof getReport>>,
  review: Awaited<ReturnType<typeof getReview>>,
  candidate: string,
) {
  const { grade, rubric, scene, newer } = report;
  return {
    ...{ candidate, attempt: report.attempt, problem: report.problem, answers: report.answers },
    rubric: {
      ...{ version: rubric.version, hash: rubric.hash },
      criteria: rubric.criteria.map(({ id, section, level, weight }) => ({
        ...{ id, section, level, weight },
      })),
    },
    drawing: scene.elements.map((element) => [element.id, element.version]),
    drawingHash: hashOf(sortKeys(scene)),
    ...{ aids: report.aids, status: report.state.status, newer: newer?.status ?? null },
    grade: grade && {
      ...{ judge: grade.judge, mode: grade.mode, total: grade.total },
      ...{ uncappedTotal: grade.uncappedTotal, caps: grade.caps, sections: grade.sections },
      ...{ bars: grade.bars, criteria: grade.criteria, misconceptions: grade.misconceptions },
      ...{ flags: grade.flags, setAside: grade.setAside, confidence: grade.confidence },
      ...{ needsPerson: grade.needsPerson, costUsd: grade.costUsd, callCount: grade.calls.length },
    },
    review,
  };
}

/** Objects with their keys in order: jsonb keeps them in one of its own. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, held]) => [key, sortKeys(held)]));
}
