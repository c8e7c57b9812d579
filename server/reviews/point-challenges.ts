import { and, asc, eq, isNull } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { pointChallenges } from "../db/tables/reviews";
import { createNotice } from "../notices/create-notice";
import type { PointChallenge } from "#domain/reviews/point-edit.schema";

type PointAt = { gradeId: string; pointId: string };

/** The challenges of a grade's points, oldest first. */
export async function listPointChallenges(db: DbOrTx, gradeId: string): Promise<PointChallenge[]> {
  const rows = await db
    .select({ challenge: pointChallenges, by: users.name })
    .from(pointChallenges)
    .leftJoin(users, eq(users.id, pointChallenges.settledBy))
    .where(eq(pointChallenges.gradeId, gradeId))
    .orderBy(asc(pointChallenges.createdAt));
  return rows.map(({ challenge, by }) => {
    const { id, pointId, note, createdAt, outcome, settlement, settledAt } = challenge;
    const isSettled = outcome !== null && settlement !== null && settledAt !== null;
    return {
      id,
      pointId,
      note,
      at: createdAt.toISOString(),
      settled: isSettled
        ? { outcome, words: settlement, by: by ?? "A reviewer", at: settledAt.toISOString() }
        : null,
    };
  });
}

/**
 * Settles the open challenge of a point, if there is one, and tells its candidate.
 * @returns whether there was one
 */
export async function settleChallenge(
  tx: DbOrTx,
  who: { attemptId: string; reviewerId: string },
  point: PointAt,
  { outcome, words }: { outcome: "granted" | "declined"; words: string },
): Promise<boolean> {
  const [settled] = await tx
    .update(pointChallenges)
    .set({ outcome, settlement: words, settledBy: who.reviewerId, settledAt: new Date() })
    .where(and(ofPoint(point), isNull(pointChallenges.settledAt)))
    .returning({ id: pointChallenges.id });
  if (!settled) return false;
  const { attemptId } = who;
  await createNotice(tx, { attemptId, kind: "challenge_settled", key: settled.id });
  await writeAudit(tx, {
    actorId: who.reviewerId,
    action: "challenge.settle",
    subjectId: settled.id,
    detail: { attemptId, ...point, outcome },
  });
  return true;
}

/** A strike that is taken back leaves its challenge to be settled again. */
export async function reopenChallenge(tx: DbOrTx, point: PointAt): Promise<void> {
  await tx
    .update(pointChallenges)
    .set({ outcome: null, settlement: null, settledBy: null, settledAt: null })
    .where(and(ofPoint(point), eq(pointChallenges.outcome, "granted")));
}

function ofPoint({ gradeId, pointId }: PointAt) {
  return and(eq(pointChallenges.gradeId, gradeId), eq(pointChallenges.pointId, pointId));
}
