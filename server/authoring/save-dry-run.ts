import { and, eq } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { dryRuns } from "../db/tables/authoring";
import type { DryRunResult } from "#domain/authoring/dry-run.schema";
import type { DryRunLease } from "./take-dry-run";

/**
 * Stores what a dry run found, if the lease still holds.
 * @param costUsd US dollars; null when unknown
 * @returns false when another worker has taken it over: nothing was written
 */
export async function saveDryRun(
  db: Db,
  lease: DryRunLease,
  result: DryRunResult,
  costUsd: number | null,
): Promise<boolean> {
  const rows = await db
    .update(dryRuns)
    .set({ status: "done", result, costUsd, errorMessage: null, finishedAt: new Date() })
    .where(held(lease))
    .returning({ id: dryRuns.id });
  return rows.length > 0;
}

/** Ends a dry run that could not be done, with what the author is told. */
export async function saveDryRunFailure(
  db: Db,
  lease: DryRunLease,
  userMessage: string,
  costUsd: number | null,
): Promise<void> {
  await db
    .update(dryRuns)
    .set({ status: "failed", errorMessage: userMessage, costUsd, finishedAt: new Date() })
    .where(held(lease));
}

/** How far it is, in answers graded. */
export async function saveDryRunProgress(
  db: Db,
  lease: DryRunLease,
  progress: { done: number; of: number },
): Promise<void> {
  await db.update(dryRuns).set({ progress }).where(held(lease));
}

function held({ dryRunId, leaseEpoch }: DryRunLease): SQL | undefined {
  return and(
    eq(dryRuns.id, dryRunId),
    eq(dryRuns.leaseEpoch, leaseEpoch),
    eq(dryRuns.status, "running"),
  );
}
