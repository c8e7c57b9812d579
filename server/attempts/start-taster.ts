import { sql } from "drizzle-orm";
import { lockedOfDrill } from "#domain/attempts/kinds";
import { TASTER } from "#domain/attempts/taster";
import type { PersonLimits } from "#domain/accounts/person-limits";
import { getExtraTime } from "../accounts/get-extra-time";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { AppError } from "../errors";
import { getTaster } from "../problems/get-taster";
import type { TasterJudge } from "../problems/get-taster";
import { newDeadline } from "./new-deadline";
import { requireOpenDrill } from "./open-drill";
import { requireMayStart } from "./require-may-start";

/**
 * Starts the clock on the taster: a drill that grows out of no report. An open one is returned as it is,
 * with `isResumed`.
 * @throws AppError `not_found` where this server has none; `too_many`, which says from when on
 */
export async function startTaster(
  db: Db,
  { userId, limits, judge }: { userId: string; limits?: PersonLimits; judge: TasterJudge },
): Promise<{ attemptId: string; isResumed: boolean }> {
  const taster = await getTaster(db, judge);
  if (taster === null) {
    throw new AppError("not_found", {
      message: `no taster of ${TASTER.slug}`,
      userMessage: "This server doesn't have the one-question try. Choose a problem instead.",
    });
  }
  const { problemId, problemVersionId, rubricVersionId, lens } = taster;
  const focusCriteria = [...TASTER.criteria];
  return db.transaction(async (tx) => {
    const extraTimePercent = await getExtraTime(tx, userId);
    const [attempt] = await tx
      .insert(attempts)
      .values({
        userId,
        problemId,
        problemVersionId,
        rubricVersionId,
        kind: "drill",
        isPractice: true,
        focusSection: TASTER.section,
        focusCriteria,
        locked: lockedOfDrill(TASTER.section, { hasCanvas: false }),
        level: "mid",
        lens,
        brief: "case",
        minutes: TASTER.minutes,
        // Both by the database's clock, which is the same moment throughout a transaction.
        startedAt: sql`now()`,
        deadlineAt: newDeadline(TASTER.minutes, extraTimePercent),
      })
      .onConflictDoNothing()
      .returning({ id: attempts.id });
    if (!attempt) {
      const who = { userId, problemId, focusCriteria };
      return { attemptId: await requireOpenDrill(tx, who), isResumed: true };
    }
    await requireMayStart(tx, userId, limits);
    await writeAudit(tx, {
      actorId: userId,
      action: "taster.start",
      subjectId: attempt.id,
      detail: { problem: TASTER.slug },
    });
    return { attemptId: attempt.id, isResumed: false };
  });
}
