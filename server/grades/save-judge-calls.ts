import { gte, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { judgeCalls } from "../db/tables/grades";
import type { JudgeCall } from "../grading/grade.schema";
import type { Lease } from "./take-grading";

/**
 * Puts calls of the model on the bill, whether they led to a grade or not. Not fenced: a call that
 * was made was paid for.
 */
export async function saveJudgeCalls(tx: DbOrTx, lease: Lease, calls: JudgeCall[]): Promise<void> {
  if (calls.length === 0) return;
  await tx
    .insert(judgeCalls)
    .values(
      calls.map((call) => ({
        gradeId: lease.gradeId,
        leaseEpoch: lease.leaseEpoch,
        position: call.index,
        requestedModel: call.requestedModel,
        returnedModel: call.returnedModel,
        inputTokens: call.usage?.inputTokens ?? null,
        outputTokens: call.usage?.outputTokens ?? null,
        costUsd: call.costUsd,
        durationMs: call.durationMs,
        startedAt: new Date(call.startedAt),
        detail: call,
      })),
    )
    .onConflictDoNothing();
}

/** US dollars spent on calls since the start of the day in UTC, as far as prices are known. */
export async function getSpentTodayUsd(db: DbOrTx): Promise<number> {
  const [row] = await db
    .select({ usd: sql<number>`coalesce(sum(${judgeCalls.costUsd}), 0)::float8` })
    .from(judgeCalls)
    .where(
      gte(
        judgeCalls.startedAt,
        sql`date_trunc('day', now() at time zone 'utc') at time zone 'utc'`,
      ),
    );
  return row?.usd ?? 0;
}
