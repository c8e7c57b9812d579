import { and, eq, inArray } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { judgeChecks } from "../db/tables/judge-checks";
import { AppError } from "../errors";

/**
 * Ends a check that waits or runs. The worker notices within a second, and drops the answer that it
 * was at. What was paid for stays on the bill.
 * @throws AppError `conflict` when it has ended already, or there is none
 */
export async function cancelJudgeCheck(
  db: Db,
  order: { checkId: string; actorId: string | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    const cancelled = await tx
      .update(judgeChecks)
      .set({ status: "cancelled", finishedAt: new Date() })
      .where(
        and(eq(judgeChecks.id, order.checkId), inArray(judgeChecks.status, ["queued", "running"])),
      )
      .returning({ id: judgeChecks.id });
    if (cancelled.length === 0) {
      throw new AppError("conflict", {
        message: `check ${order.checkId} is not under way`,
        userMessage: "This check has already ended.",
      });
    }
    await writeAudit(tx, {
      actorId: order.actorId,
      action: "judge.check_cancel",
      subjectId: order.checkId,
      detail: {},
    });
  });
}
