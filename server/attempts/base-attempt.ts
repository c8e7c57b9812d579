import { and, desc, eq, isNotNull, ne, or, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { problems, problemVersions, rubricVersions } from "../db/tables/content";
import { reviewSights, selfRatings } from "../db/tables/reviews";
import { AppError } from "../errors";
import type { ProblemBody } from "#domain/problems/problem.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { parseAttemptId } from "./own-attempt";
import type { OwnAttempt } from "./own-attempt";

/** What a retry or drill grows out of. */
export type BaseAttempt = {
  attempt: OwnAttempt;
  slug: string;
  isArchived: boolean;
  head: ProblemBody["head"];
  rubric: Rubric;
  /** Its candidate knows the criteria: they opened the report, or finished marking themselves. */
  knowsCriteria: boolean;
};

/**
 * One's own attempt with its content, if it was handed in.
 * @returns null for somebody else's and for one that doesn't exist
 * @throws AppError `not_found` for what can be no id
 */
export async function findBase(
  db: DbOrTx,
  who: { attemptId: string; userId: string },
): Promise<BaseAttempt | null> {
  const [base] = await selectBases(db, who.userId).where(
    and(eq(attempts.id, parseAttemptId(who.attemptId)), eq(attempts.userId, who.userId)),
  );
  return base ?? null;
}

/** The newest interview or retry of one's own whose known criteria include these; null for none. */
export async function findNewestBase(
  db: DbOrTx,
  who: { userId: string; slug: string; criteria: readonly string[] },
): Promise<BaseAttempt | null> {
  const [base] = await selectBases(db, who.userId)
    .where(
      and(
        eq(attempts.userId, who.userId),
        eq(problems.slug, who.slug),
        ne(attempts.kind, "drill"),
        eq(attempts.status, "submitted"),
        or(isNotNull(reviewSights.personId), isNotNull(selfRatings.finishedAt)),
        sql`${rubricVersions.body} @> ${JSON.stringify({ criteria: who.criteria.map((id) => ({ id })) })}::jsonb`,
      ),
    )
    .orderBy(desc(attempts.submittedAt))
    .limit(1);
  return base ?? null;
}

function selectBases(db: DbOrTx, userId: string) {
  return db
    .select({
      attempt: attempts,
      slug: problems.slug,
      isArchived: sql<boolean>`${problems.archivedAt} is not null`,
      head: problemVersions.head,
      rubric: rubricVersions.body,
      knowsCriteria: sql<boolean>`${reviewSights.personId} is not null or ${selfRatings.finishedAt} is not null`,
    })
    .from(attempts)
    .innerJoin(problems, eq(problems.id, attempts.problemId))
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .innerJoin(rubricVersions, eq(rubricVersions.id, attempts.rubricVersionId))
    .leftJoin(selfRatings, eq(selfRatings.attemptId, attempts.id))
    .leftJoin(
      reviewSights,
      and(eq(reviewSights.attemptId, attempts.id), eq(reviewSights.personId, userId)),
    )
    .$dynamic();
}

/** @throws AppError `conflict` */
export function refuseArchived({ slug, isArchived }: BaseAttempt): void {
  if (!isArchived) return;
  throw new AppError("conflict", {
    message: `problem ${slug} is archived`,
    userMessage: "This problem was withdrawn, so it can't be practiced anymore.",
  });
}

/** @throws AppError `conflict` */
export function requireSubmitted({ attempt }: BaseAttempt): void {
  if (attempt.status === "submitted") return;
  throw new AppError("conflict", {
    message: `attempt ${attempt.id} is still open`,
    userMessage: "This attempt has not been handed in yet.",
  });
}
