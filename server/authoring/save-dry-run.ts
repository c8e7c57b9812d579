import type { Db } from "../db/client";
import { writeHeld } from "../db/lease";
import type { RowLease } from "../db/lease";
import { dryRuns } from "../db/tables/authoring";
import type { DryRunResult } from "#domain/authoring/dry-run.schema";
import type { DryRunLease } from "./take-dry-run";

/**
 * Stores what a dry run found, if the lease still holds.
 * @param costUsd US dollars; null when unknown
 * @returns false when another worker has taken it over: nothing was written
 */
export function saveDryRun(
  db: Db,
  lease: DryRunLease,
  result: DryRunResult,
  costUsd: number | null,
): Promise<boolean> {
  const ended = { status: "done", errorMessage: null, finishedAt: new Date() } as const;
  return writeHeld(db, dryRuns, rowOf(lease), { ...ended, result, costUsd });
}

/** Ends a dry run that could not be done, with what the author is told. */
export async function saveDryRunFailure(
  db: Db,
  lease: DryRunLease,
  userMessage: string,
  costUsd: number | null,
): Promise<void> {
  const ended = { status: "failed", finishedAt: new Date() } as const;
  await writeHeld(db, dryRuns, rowOf(lease), { ...ended, errorMessage: userMessage, costUsd });
}

/** How far it is, in answers graded. */
export async function saveDryRunProgress(
  db: Db,
  lease: DryRunLease,
  progress: { done: number; of: number },
): Promise<void> {
  await writeHeld(db, dryRuns, rowOf(lease), { progress });
}

function rowOf({ dryRunId, leaseEpoch }: DryRunLease): RowLease {
  return { id: dryRunId, leaseEpoch };
}
