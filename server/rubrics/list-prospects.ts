import { asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { Prospect } from "#domain/grading/prospect";
import type { Coverage } from "#domain/grading/verdicts";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { problems, rubrics, rubricVersions } from "../db/tables/content";

/** Who judges here, as far as it decides what an answer gets. */
export type JudgeHere = {
  hasModel: boolean;
  coverageOf: (rubric: Rubric) => Coverage | null;
};

/** More than a catalog has. */
const MAX_KEPT = 500;

/** Without a model, by the rubric version's id: a version never changes, nor do the lists that ship. */
const kept = new LRUCache<string, Prospect>({ max: MAX_KEPT });

/** What each problem's newest version gets here, by slug; archived ones are left out. */
export async function listProspects(
  db: DbOrTx,
  judge: JudgeHere,
): Promise<Record<string, Prospect>> {
  const rows = await db
    .selectDistinctOn([problems.slug], { slug: problems.slug, id: rubricVersions.id })
    .from(rubricVersions)
    .innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
    .innerJoin(problems, eq(problems.id, rubrics.problemId))
    .where(isNull(problems.archivedAt))
    .orderBy(asc(problems.slug), desc(rubricVersions.version));
  const found = await readProspects(
    db,
    rows.map(({ id }) => id),
    judge,
  );
  return Object.fromEntries(rows.map(({ slug, id }) => [slug, found.get(id) ?? "own_marks"]));
}

/** What an attempt gets once it is handed in. */
export async function getProspectOf(
  db: DbOrTx,
  attemptId: string,
  judge: JudgeHere,
): Promise<Prospect> {
  const [attempt] = await db
    .select({ id: attempts.rubricVersionId })
    .from(attempts)
    .where(eq(attempts.id, attemptId));
  if (!attempt) return "own_marks";
  return (await readProspects(db, [attempt.id], judge)).get(attempt.id) ?? "own_marks";
}

async function readProspects(
  db: DbOrTx,
  ids: readonly string[],
  { hasModel, coverageOf }: JudgeHere,
): Promise<ReadonlyMap<string, Prospect>> {
  if (hasModel) return new Map(ids.map((id) => [id, "grade"]));
  const missing = ids.filter((id) => !kept.has(id));
  if (missing.length > 0) {
    const rows = await db
      .select({ id: rubricVersions.id, body: rubricVersions.body })
      .from(rubricVersions)
      .where(inArray(rubricVersions.id, missing));
    for (const { id, body } of rows) {
      kept.set(id, coverageOf(body)?.isEnough ? "estimate" : "own_marks");
    }
  }
  return new Map(ids.map((id) => [id, kept.get(id) ?? "own_marks"]));
}
