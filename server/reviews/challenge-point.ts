import { requireOwnAttempt } from "../attempts/own-attempt";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { pointChallenges } from "../db/tables/reviews";
import type { ChallengePointInput } from "#domain/reviews/point-edit.schema";
import { listHolds } from "../grades/list-holds";
import { refused, requireNewestGraded } from "./submit-appeal";

/**
 * "That isn't so": the candidate challenges a point that holds their answer's level, also where the
 * criteria it is about are met. One a point.
 * @throws AppError `not_found`; `conflict` when the grade is not the newest, the point holds nothing, or
 *   it was challenged already
 */
export async function challengePoint(
  db: Db,
  who: { attemptId: string; userId: string },
  { gradeId, pointId, note }: ChallengePointInput,
): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireOwnAttempt(tx, who, { lock: true });
    await requireNewestGraded(tx, attempt.id, gradeId);
    const held = (await listHolds(tx, [gradeId])).get(gradeId);
    if (!held?.holds.some(({ id }) => id === pointId)) {
      throw refused("This point doesn’t hold your level.");
    }
    const [challenge] = await tx
      .insert(pointChallenges)
      .values({ gradeId, pointId, note })
      .onConflictDoNothing()
      .returning({ id: pointChallenges.id });
    if (!challenge) throw refused("You have already challenged this point.");
    await writeAudit(tx, {
      actorId: who.userId,
      action: "challenge.submit",
      subjectId: challenge.id,
      detail: { attemptId: attempt.id, gradeId, pointId },
    });
  });
}
