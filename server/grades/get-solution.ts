import { eq } from "drizzle-orm";
import type { Viewer } from "../accounts/sessions";
import { requireSubmittedAttempt } from "../attempts/visible-attempt";
import type { Db } from "../db/client";
import { problemVersions } from "../db/tables/content";
import { parseScene } from "#domain/diagram/parse-scene";
import type { Scene } from "#domain/diagram/scene.schema";
import type { ProblemHead } from "#domain/problems/problem.schema";

export type Solution = {
  title: string;
  solutionMarkdown: string;
  solutionScene: Scene;
  curveball: ProblemHead["curveball"];
};

/**
 * The worked solution of the version that was attempted; only once the attempt is handed in.
 * @throws AppError `not_found`, or `conflict` while the attempt is open
 */
export async function getSolution(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
): Promise<Solution> {
  const attempt = await requireSubmittedAttempt(db, who);
  const [row] = await db
    .select({ body: problemVersions.body })
    .from(problemVersions)
    .where(eq(problemVersions.id, attempt.problemVersionId));
  if (!row) throw new Error(`problem version ${attempt.problemVersionId} is gone`);
  return {
    title: row.body.head.title,
    solutionMarkdown: row.body.solutionMarkdown,
    solutionScene: parseScene(row.body.solutionScene).scene,
    curveball: row.body.head.curveball,
  };
}
