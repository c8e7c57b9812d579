import { eq, sql } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { selfRatings } from "../db/tables/reviews";
import { AppError } from "../errors";
import { scoreBy } from "../grading/score-by";
import { requireAttemptRubric } from "./agreement/attempt-rubric";
import { listSelfMarks, requireOpenSelfRating, requireOwnSubmitted } from "./self/self-rating";
import type { Candidate } from "./self/self-rating";

/**
 * Ends the marking of one's own attempt: from here on the marks are fixed and appear in the report.
 * Whether they were made without a look at the grade comes from the record of that look.
 * @throws AppError `conflict` while a criterion has no mark, and as `saveSelfMark`
 */
export async function submitSelfRating(db: Db, who: Candidate): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireOwnSubmitted(tx, who, { lock: true });
    await requireOpenSelfRating(tx, attempt.id);
    const [rubric, marks] = await Promise.all([
      requireAttemptRubric(tx, attempt),
      listSelfMarks(tx, attempt.id),
    ]);
    const open = rubric.criteria.filter(({ id }) => marks[id] === undefined).length;
    if (open > 0) {
      throw new AppError("conflict", {
        message: `the self-marks of ${attempt.id} lack ${open}`,
        userMessage: `${open} ${open === 1 ? "criterion has" : "criteria have"} no mark yet. Your other marks are kept.`,
      });
    }
    await tx
      .update(selfRatings)
      .set({
        finishedAt: sql`now()`,
        isBlind: sql`not exists (select from review_sights
          where attempt_id = ${attempt.id} and person_id = ${who.userId})`,
        total: scoreBy(rubric, new Map(Object.entries(marks)), attempt.lens).total,
      })
      .where(eq(selfRatings.attemptId, attempt.id));
    await writeAudit(tx, {
      actorId: who.userId,
      action: "self_rating.finish",
      subjectId: attempt.id,
      detail: {},
    });
  });
}
