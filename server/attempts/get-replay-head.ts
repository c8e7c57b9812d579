import { eq } from "drizzle-orm";
import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { problems, problemVersions } from "../db/tables/content";
import { requireSubmittedAttempt } from "./visible-attempt";

/** What stands above a replay. Times are ISO 8601, `end` in milliseconds since the start. */
export type ReplayHead = {
  attemptId: string;
  isDrill: boolean;
  isOwn: boolean;
  problem: { slug: string; title: string };
  startedAt: string;
  end: number;
};

/** @throws AppError `not_found`; `conflict` while the attempt is open */
export async function getReplayHead(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
): Promise<ReplayHead> {
  const attempt = await requireSubmittedAttempt(db, who);
  const { id, kind, userId, startedAt, submittedAt } = attempt;
  const [row] = await db
    .select({ slug: problems.slug, head: problemVersions.head })
    .from(problemVersions)
    .innerJoin(problems, eq(problems.id, problemVersions.problemId))
    .where(eq(problemVersions.id, attempt.problemVersionId));
  if (!row) throw new Error(`problem version ${attempt.problemVersionId} is gone`);
  return {
    attemptId: id,
    isDrill: kind === "drill",
    isOwn: userId === who.viewer.id,
    problem: { slug: row.slug, title: row.head.title },
    startedAt: startedAt.toISOString(),
    end: submittedAt.getTime() - startedAt.getTime(),
  };
}
