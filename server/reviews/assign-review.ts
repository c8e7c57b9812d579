import { eq } from "drizzle-orm";
import { hasRole } from "#domain/accounts/roles";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { reviews } from "../db/tables/reviews";
import { AppError } from "../errors";
import type { AssignInput } from "#domain/reviews/review.schema";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";

/**
 * Gives a review to a reviewer, or to nobody.
 * @throws AppError `forbidden`, `not_found`; `bad_request` for somebody who can't review it;
 *   `conflict` when it was given to somebody else meanwhile
 */
export async function assignReview(
  db: Db,
  who: ReviewerAt,
  { assigneeId, was }: AssignInput,
): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    await requireStillAt(tx, attempt.id, was);
    if (assigneeId !== null) await requireAssignable(tx, assigneeId, attempt.userId);
    const assignment = { assigneeId, assignedAt: assigneeId === null ? null : new Date() };
    await tx
      .insert(reviews)
      .values({ attemptId: attempt.id, ...assignment })
      .onConflictDoUpdate({ target: reviews.attemptId, set: assignment });
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: "review.assign",
      subjectId: attempt.id,
      detail: { assigneeId },
    });
  });
}

async function requireStillAt(tx: DbOrTx, attemptId: string, was: string | null): Promise<void> {
  const [now] = await tx
    .select({ assigneeId: reviews.assigneeId, name: users.name })
    .from(reviews)
    .leftJoin(users, eq(users.id, reviews.assigneeId))
    .where(eq(reviews.attemptId, attemptId));
  if ((now?.assigneeId ?? null) === was) return;
  throw new AppError("conflict", {
    message: `review ${attemptId} was assigned to ${now?.assigneeId ?? "nobody"} meanwhile`,
    userMessage: now?.name
      ? `${now.name} has since taken this review.`
      : "This review has since been released.",
  });
}

async function requireAssignable(
  tx: DbOrTx,
  assigneeId: string,
  candidateId: string,
): Promise<void> {
  const [person] = await tx
    .select({ role: users.role, disabledAt: users.disabledAt })
    .from(users)
    .where(eq(users.id, assigneeId));
  const canReview = person && person.disabledAt === null && hasRole(person.role, "reviewer");
  if (canReview && assigneeId !== candidateId) return;
  throw new AppError("bad_request", {
    message: `${assigneeId} can't review an attempt of ${candidateId}`,
    userMessage: "That person can’t review this attempt.",
  });
}
