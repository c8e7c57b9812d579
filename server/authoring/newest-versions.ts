import { desc, eq } from "drizzle-orm";
import { cutFormerLists, dropFormerLists } from "../content/former-lists";
import type { DbOrTx } from "../db/client";
import { problemVersions, rubrics, rubricVersions } from "../db/tables/content";
import type { ProblemBody } from "#domain/problems/problem.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { DraftTexts } from "#domain/authoring/draft.schema";
import { writeProblemTexts, writeRubricText } from "./write-texts";

type VersionRow<Body> = { id: string; version: number; hash: string; body: Body };

/** What stands published of a problem; null where nothing is yet. */
export type NewestVersions = {
  problem: (VersionRow<ProblemBody> & { texts: ProblemTexts | null }) | null;
  rubric: (VersionRow<Rubric> & { text: string | null }) | null;
};

type ProblemTexts = Omit<DraftTexts, "rubric">;

/** The newest versions of a problem and of its rubric. */
export async function findNewestVersions(db: DbOrTx, problemId: string): Promise<NewestVersions> {
  const [problem] = await db
    .select({
      id: problemVersions.id,
      version: problemVersions.version,
      hash: problemVersions.hash,
      body: problemVersions.body,
      texts: problemVersions.texts,
    })
    .from(problemVersions)
    .where(eq(problemVersions.problemId, problemId))
    .orderBy(desc(problemVersions.version))
    .limit(1);
  const [rubric] = await db
    .select({
      id: rubricVersions.id,
      version: rubricVersions.version,
      hash: rubricVersions.hash,
      body: rubricVersions.body,
      text: rubricVersions.text,
    })
    .from(rubricVersions)
    .innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
    .where(eq(rubrics.problemId, problemId))
    .orderBy(desc(rubricVersions.version))
    .limit(1);
  return { problem: problem ?? null, rubric: rubric ?? null };
}

/** The author's own text where it was kept, else one written from the body. */
export function problemTextsOf(row: {
  body: ProblemBody;
  texts: ProblemTexts | null;
}): ProblemTexts {
  return row.texts ?? writeProblemTexts(row.body);
}

/** As `problemTextsOf`, for a rubric's YAML; without the word lists that older ones hold. */
export function rubricTextOf(row: { body: Rubric; text: string | null }): string {
  const body = dropFormerLists(row.body);
  const text = body === row.body || row.text === null ? row.text : cutFormerLists(row.text);
  return text ?? writeRubricText(body);
}
