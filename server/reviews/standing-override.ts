import { and, eq, isNull } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { criterionVerdicts, grades } from "../db/tables/grades";
import { overrides, reviews } from "../db/tables/reviews";
import { AppError } from "../errors";
import { withoutStruck } from "#domain/grading/without-struck";
import { deleteSignedNotice } from "../notices/delete-signed-notice";
import type { Verdict } from "#domain/grading/verdicts";
import type { PersonVerdict } from "#domain/reviews/review.schema";
import { listPointEdits, listStruck } from "./list-point-edits";

type Standing = { id: string; verdict: Verdict; reason: string; by: string };

const SAID: Record<Verdict, string> = {
  met: "met",
  partial: "partly met",
  not_met: "not met",
  cannot_assess: "couldn’t tell",
};

/** A person's verdict that stands on a criterion. */
export async function findStanding(
  tx: DbOrTx,
  attemptId: string,
  criterionId: string,
): Promise<Standing | null> {
  const [standing] = await tx
    .select({
      id: overrides.id,
      verdict: overrides.verdict,
      reason: overrides.reason,
      by: users.name,
    })
    .from(overrides)
    .innerJoin(users, eq(users.id, overrides.reviewerId))
    .where(
      and(
        eq(overrides.attemptId, attemptId),
        eq(overrides.criterionId, criterionId),
        isNull(overrides.withdrawnAt),
      ),
    );
  return standing ?? null;
}

/** @throws AppError `conflict`, saying what stands, when it is not what the person had seen */
export function requireSeen(standing: Standing | null, basedOn: string | null): void {
  if ((standing?.id ?? null) === basedOn) return;
  const what = standing
    ? `${standing.by} has since decided “${SAID[standing.verdict]}”: ${standing.reason}`
    : "The verdict you were changing has since been withdrawn.";
  throw new AppError("conflict", {
    message: `override based on ${basedOn ?? "none"}, but ${standing?.id ?? "none"} stands`,
    userMessage: `${what} Yours was not saved.`,
  });
}

/**
 * Puts a person's verdict in the place of the one that stands, which is kept, withdrawn. A signature
 * is taken back, as what was signed has changed. The caller holds the attempt's lock.
 * @returns id of the new override
 */
export async function replaceOverride(
  tx: DbOrTx,
  input: {
    attemptId: string;
    gradeId: string;
    criterionId: string;
    verdict: PersonVerdict;
    reason: string;
    reviewerId: string;
  },
): Promise<string> {
  await withdrawStanding(tx, input.attemptId, input.criterionId);
  const [row] = await tx.insert(overrides).values(input).returning({ id: overrides.id });
  if (!row) throw new Error("the override was not inserted");
  await clearSignature(tx, input.attemptId);
  return row.id;
}

export async function withdrawStanding(
  tx: DbOrTx,
  attemptId: string,
  criterionId: string,
): Promise<void> {
  await tx
    .update(overrides)
    .set({ withdrawnAt: new Date() })
    .where(
      and(
        eq(overrides.attemptId, attemptId),
        eq(overrides.criterionId, criterionId),
        isNull(overrides.withdrawnAt),
      ),
    );
}

/** Takes a signature back, if there is one. */
export async function clearSignature(tx: DbOrTx, attemptId: string): Promise<void> {
  await tx
    .update(reviews)
    .set({ signedGradeId: null, signedBy: null, signedAt: null })
    .where(eq(reviews.attemptId, attemptId));
  await deleteSignedNotice(tx, attemptId);
}

/**
 * What the judge said of a criterion in one grade of the attempt.
 * @throws AppError `not_found` when that grade has no such criterion
 */
export async function requireJudged(
  tx: DbOrTx,
  at: { attemptId: string; gradeId: string; criterionId: string },
): Promise<Verdict> {
  const [judged] = await tx
    .select({ detail: criterionVerdicts.detail })
    .from(criterionVerdicts)
    .innerJoin(grades, eq(grades.id, criterionVerdicts.gradeId))
    .where(
      and(
        eq(grades.id, at.gradeId),
        eq(grades.attemptId, at.attemptId),
        eq(criterionVerdicts.criterionId, at.criterionId),
      ),
    );
  if (judged) {
    const struck = listStruck(await listPointEdits(tx, at.gradeId));
    return withoutStruck(judged.detail, struck).verdict;
  }
  throw new AppError("not_found", {
    message: `grade ${at.gradeId} of attempt ${at.attemptId} has no criterion ${at.criterionId}`,
    userMessage: "This grade has no such criterion.",
  });
}
