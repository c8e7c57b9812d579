import { eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { takeLease } from "../db/lease";
import { judgeCheckOutcomes, judgeChecks } from "../db/tables/judge-checks";
import type { Mode } from "#domain/grading/verdicts";
import type { CheckOutcome } from "#domain/settings/judge-check.schema";

/** A check in the hands of one worker; every write names it, and an older one writes nothing. */
export type CheckLease = { judgeCheckId: string; leaseEpoch: number };

/** What a check is of: outcomes of another judge, other prompts or plantings don't belong to it. */
export type CheckSubject = {
  requestedModel: string;
  promptVersion: string;
  promptHash: string;
  plantedHash: string;
};

export type CheckTask = {
  lease: CheckLease;
  mode: Mode;
  requestedModel: string;
  /** Null where no worker has begun it. */
  begun: Omit<CheckSubject, "requestedModel"> | null;
  /** What an earlier try has graded, by the item's id. */
  known: Map<string, CheckOutcome>;
};

/** Takes a check up: raises its lease epoch. Null when it has ended, or is gone. */
export async function takeJudgeCheck(db: Db, judgeCheckId: string): Promise<CheckTask | null> {
  const taken = await takeLease(db, judgeChecks, judgeCheckId);
  if (!taken) return null;
  const rows = await db
    .select({ itemId: judgeCheckOutcomes.itemId, outcome: judgeCheckOutcomes.outcome })
    .from(judgeCheckOutcomes)
    .where(eq(judgeCheckOutcomes.judgeCheckId, judgeCheckId));
  const { promptVersion, promptHash, plantedHash } = taken;
  const isBegun = promptVersion !== null && promptHash !== null && plantedHash !== null;
  return {
    lease: { judgeCheckId, leaseEpoch: taken.leaseEpoch },
    mode: taken.mode,
    requestedModel: taken.requestedModel,
    begun: isBegun ? { promptVersion, promptHash, plantedHash } : null,
    known: new Map(rows.map(({ itemId, outcome }) => [itemId, outcome])),
  };
}
