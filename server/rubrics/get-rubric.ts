import { desc, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { problems, rubrics, rubricVersions } from "../db/tables/content";
import type { Rubric } from "#domain/rubrics/rubric.schema";

/** The newest rubric of a problem; null where there is none. */
export async function getRubric(db: DbOrTx, slug: string): Promise<Rubric | null> {
  const [row] = await db
    .select({ body: rubricVersions.body })
    .from(rubricVersions)
    .innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
    .innerJoin(problems, eq(problems.id, rubrics.problemId))
    .where(eq(problems.slug, slug))
    .orderBy(desc(rubricVersions.version))
    .limit(1);
  return row?.body ?? null;
}
