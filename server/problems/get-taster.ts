import { and, desc, eq } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { Coverage } from "#domain/grading/verdicts";
import type { Lens } from "#domain/problems/scale";
import { narrowRubric } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { TASTER } from "#domain/attempts/taster";
import type { DbOrTx } from "../db/client";
import { calibrationAnswers } from "../db/tables/authoring";
import { problems, problemVersions, rubrics, rubricVersions } from "../db/tables/content";
import { isInUse } from "./get-calibration-answer";

/** What the taster is about, by the newest versions of its problem and rubric. */
export type Taster = {
  problemId: string;
  problemVersionId: string;
  rubricVersionId: string;
  title: string;
  summary: string;
  lens: Lens;
};

/** Who estimates tasters here. */
export type TasterJudge = { offlineCoverageOf: (rubric: Rubric) => Coverage | null };

/** By the rubric version's id: a version never changes. */
const canBeEstimated = new LRUCache<string, boolean>({ max: 10 });

/**
 * The taster of this server; null where its problem is archived, its answer is gone, or the offline
 * judge knows too little of the rubric as it is now.
 */
export async function getTaster(db: DbOrTx, judge: TasterJudge): Promise<Taster | null> {
  const [row] = await db
    .select({
      problemId: problems.id,
      problemVersionId: problemVersions.id,
      rubricVersionId: rubricVersions.id,
      head: problemVersions.head,
    })
    .from(problems)
    .innerJoin(problemVersions, eq(problemVersions.problemId, problems.id))
    .innerJoin(rubrics, eq(rubrics.problemId, problems.id))
    .innerJoin(rubricVersions, eq(rubricVersions.rubricId, rubrics.id))
    .innerJoin(calibrationAnswers, eq(calibrationAnswers.problemId, problems.id))
    .where(and(isInUse(TASTER.slug), eq(calibrationAnswers.name, TASTER.answer)))
    .orderBy(desc(problemVersions.version), desc(rubricVersions.version))
    .limit(1);
  if (!row || !(await isKnown(db, row.rubricVersionId, judge))) return null;
  const { head, ...ids } = row;
  const { title, summary, lenses } = head;
  return { ...ids, title, summary, lens: lenses[0] ?? "product" };
}

async function isKnown(
  db: DbOrTx,
  rubricVersionId: string,
  { offlineCoverageOf }: TasterJudge,
): Promise<boolean> {
  const known = canBeEstimated.get(rubricVersionId);
  if (known !== undefined) return known;
  const [row] = await db
    .select({ rubric: rubricVersions.body })
    .from(rubricVersions)
    .where(eq(rubricVersions.id, rubricVersionId));
  const asked = row && narrowRubric(row.rubric, TASTER.criteria);
  const isWhole =
    asked?.criteria.length === TASTER.criteria.length && offlineCoverageOf(asked)?.isEnough === true;
  canBeEstimated.set(rubricVersionId, isWhole);
  return isWhole;
}
