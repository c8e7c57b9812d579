import type { DbOrTx } from "../db/client";
import { problemVersions, rubrics, rubricVersions } from "../db/tables/content";

export type NewProblemVersion = typeof problemVersions.$inferInsert;
export type NewRubricVersion = Omit<typeof rubricVersions.$inferInsert, "rubricId"> & {
  problemId: string;
};
export type StoredVersion = { id: string; version: number };

/** The caller holds the problem's lock, and knows that `version` is the next. */
export async function storeProblemVersion(
  tx: DbOrTx,
  version: NewProblemVersion,
): Promise<StoredVersion> {
  const [row] = await tx
    .insert(problemVersions)
    .values(version)
    .returning({ id: problemVersions.id, version: problemVersions.version });
  if (!row) throw new Error(`no version of problem ${version.problemId} was inserted`);
  return row;
}

/** As `storeProblemVersion`, of the problem's rubric. */
export async function storeRubricVersion(
  tx: DbOrTx,
  { problemId, ...version }: NewRubricVersion,
): Promise<StoredVersion> {
  const rubricId = await upsertRubric(tx, problemId);
  const [row] = await tx
    .insert(rubricVersions)
    .values({ ...version, rubricId })
    .returning({ id: rubricVersions.id, version: rubricVersions.version });
  if (!row) throw new Error(`no version of the rubric of problem ${problemId} was inserted`);
  return row;
}

/** The rubric of a problem, made where there is none. */
export async function upsertRubric(tx: DbOrTx, problemId: string): Promise<string> {
  const [row] = await tx
    .insert(rubrics)
    .values({ problemId })
    .onConflictDoUpdate({ target: rubrics.problemId, set: { problemId } })
    .returning({ id: rubrics.id });
  if (!row) throw new Error(`the rubric of problem ${problemId} was neither inserted nor found`);
  return row.id;
}
