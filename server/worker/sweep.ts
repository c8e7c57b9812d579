import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import type { Rate } from "#domain/accounts/person-limits";
import { pruneDemoPeople } from "../accounts/prune-demo-people";
import { pruneHistory } from "../attempts/prune-history";
import { submitOverdue } from "../attempts/submit-attempt";
import { listOpenDryRuns } from "../authoring/list-open-dry-runs";
import type { Db } from "../db/client";
import { listOpenGradings } from "../grades/list-open-gradings";
import { listOpenLateDebriefs } from "../grades/late-debrief/list-open-late-debriefs";
import type { Mode } from "#domain/grading/verdicts";
import { dryRunJob } from "../jobs/dry-run-job";
import { gradingJob } from "../jobs/grading-job";
import { judgeCheckJob } from "../jobs/judge-check-job";
import { lateDebriefJob } from "../jobs/late-debrief-job";
import type { JobQueue } from "../jobs/queue";
import { pruneNotices } from "../notices/prune-notices";
import { updateEverybodysCards } from "../practice/update-cards";
import { listOpenJudgeChecks } from "../settings/list-open-judge-checks";
import { pruneTried } from "../settings/try-connection";

export type SweepTools = { db: Db; jobs: JobQueue; log: Logger; mode: Mode; gradings: Rate };

/** A grading or dry run younger than this is still being enqueued by the request that asked for it. */
const YOUNG_MS = 3_000;
const BATCH = 200;

/** Hands in attempts whose time is up. Cheap when there are none: one look at a partial index. */
export async function sweepOverdue({ db, jobs, log, mode, gradings }: SweepTools): Promise<void> {
  const receipts = await submitOverdue(
    db,
    jobs,
    { mode, gradings, limit: BATCH },
    {
      queueError: (error) => log.warn({ err: error }, "not enqueued; the sweep will"),
      refusal: (attemptId, error) => log.error({ err: error, attemptId }, "not handed in"),
    },
  );
  for (const { attemptId, gradeId } of receipts) {
    log.info({ attemptId, gradeId }, "handed in at the deadline");
  }
}

/**
 * Puts every open grading on the queue again. One that has a job keeps it: the job's id is the
 * grading's. So a job that was lost, with Redis or between commit and enqueue, comes back.
 */
export async function sweepGradings({
  db,
  jobs,
}: Pick<SweepTools, "db" | "jobs">): Promise<number> {
  const open = await listOpenGradings(db, { olderThanMs: YOUNG_MS, limit: BATCH });
  for (const gradeId of open) await jobs.enqueue(gradingJob, gradeId);
  return open.length;
}

/** The same for dry runs of drafts. One that ended, however it ended, is left alone. */
export async function sweepDryRuns({ db, jobs }: Pick<SweepTools, "db" | "jobs">): Promise<number> {
  const open = await listOpenDryRuns(db, { olderThanMs: YOUNG_MS, limit: BATCH });
  for (const dryRunId of open) await jobs.enqueue(dryRunJob, dryRunId);
  return open.length;
}

/** The same for checks of the judge that admins have asked for. */
export async function sweepJudgeChecks({
  db,
  jobs,
}: Pick<SweepTools, "db" | "jobs">): Promise<number> {
  const open = await listOpenJudgeChecks(db, { olderThanMs: YOUNG_MS, limit: BATCH });
  for (const checkId of open) await jobs.enqueue(judgeCheckJob, checkId);
  return open.length;
}

/** The same for debriefs of grades that are there. */
export async function sweepLateDebriefs({
  db,
  jobs,
}: Pick<SweepTools, "db" | "jobs">): Promise<number> {
  const open = await listOpenLateDebriefs(db, { olderThanMs: YOUNG_MS, limit: BATCH });
  for (const gradeId of open) await jobs.enqueue(lateDebriefJob, gradeId);
  return open.length;
}

/** Deletes saves whose work is long merged. */
export async function sweepHistory(
  { db, log }: Pick<SweepTools, "db" | "log">,
  options: { days: number },
): Promise<void> {
  const count = await pruneHistory(db, options);
  if (count > 0) log.info({ count }, "old saves pruned");
}

/** Deletes demo people without work who haven't been back for a week. */
export async function sweepDemoPeople({ db, log }: Pick<SweepTools, "db" | "log">): Promise<void> {
  const count = await pruneDemoPeople(db);
  if (count > 0) log.info({ count }, "idle demo people deleted");
}

/** Makes cards anew whose verdicts have changed, for people who don't come by to see them. */
export function sweepCards({ db }: Pick<SweepTools, "db">): Promise<number> {
  return updateEverybodysCards(db, BATCH);
}

/** Deletes notices that are old, or more than anybody reads. */
export async function sweepNotices({ db, log }: Pick<SweepTools, "db" | "log">): Promise<void> {
  const count = await pruneNotices(db);
  if (count > 0) log.info({ count }, "old notices pruned");
}

/** Lets go of connections that were tried and not taken into use, so that no key stays for nothing. */
export function sweepTried({ db }: Pick<SweepTools, "db">): Promise<void> {
  return pruneTried(db);
}

/**
 * Runs `sweep` again and again, `intervalMs` after the last run ended, until the signal is aborted.
 * A run that fails is logged and followed by the next.
 */
export async function repeatSweep(
  name: string,
  intervalMs: number,
  sweep: () => Promise<unknown>,
  options: { log: Logger; signal: AbortSignal },
): Promise<void> {
  while (!options.signal.aborted) {
    try {
      await sweep();
    } catch (error) {
      options.log.error({ err: error, sweep: name }, "sweep failed");
    }
    await pause(intervalMs, options.signal);
  }
}

/** Ends at once when the signal is aborted, or was before. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return wait(ms, undefined, { signal }).catch(() => undefined);
}
