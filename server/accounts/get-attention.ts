import { and, count, eq, gt, isNull, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "../db/client";
import { invitations } from "../db/tables/accounts";
import { drafts } from "../db/tables/authoring";
import { grades } from "../db/tables/grades";
import { appeals, pointChallenges } from "../db/tables/reviews";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import { NOT_ESTIMATED } from "#domain/grading/not-estimated";
import { STOPPED } from "#domain/grading/stopped";

/** What waits for a person, in numbers. */
export type Attention = {
  /** Attempts whose newest grading stopped and needs somebody to look. */
  failedGradings: number;
  openAppeals: number;
  openDrafts: number;
  /** Invitations that can still be used. */
  openInvitations: number;
};

/** Of criteria and of points. */
async function countOpenAppeals(db: Db): Promise<number> {
  const [ofCriteria, ofPoints] = await Promise.all([
    db.$count(appeals, isNull(appeals.settledAt)),
    db.$count(pointChallenges, isNull(pointChallenges.settledAt)),
  ]);
  return ofCriteria + ofPoints;
}

export async function getAttention(db: Db): Promise<Attention> {
  const [failedGradings, openAppeals, openDrafts, openInvitations] = await Promise.all([
    countFailedGradings(db),
    countOpenAppeals(db),
    db.$count(drafts, and(isNull(drafts.publishedAt), isNull(drafts.discardedAt))),
    db.$count(
      invitations,
      and(
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, new Date()),
      ),
    ),
  ]);
  return { failedGradings, openAppeals, openDrafts, openInvitations };
}

/** One that was asked for again since is no failure any more. */
async function countFailedGradings(db: Db): Promise<number> {
  const newer = alias(grades, "newer");
  const [row] = await db
    .select({ failed: count() })
    .from(grades)
    .where(
      and(
        eq(grades.status, "needs_attention"),
        sql`coalesce(${grades.errorKind}, '') not in (${NOT_ESTIMATED}, ${DAY_USED_UP}, ${STOPPED})`,
        notExists(
          db
            .select({ id: newer.id })
            .from(newer)
            .where(and(eq(newer.attemptId, grades.attemptId), gt(newer.version, grades.version))),
        ),
      ),
    );
  return row?.failed ?? 0;
}
