import { and, desc, eq, inArray } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import { requireUnderLimit } from "../accounts/require-under-limit";
import type { Db, DbOrTx } from "../db/client";
import { drafts, dryRuns } from "../db/tables/authoring";
import { AppError } from "../errors";
import { dryRunJob } from "../jobs/dry-run-job";
import type { JobQueue } from "../jobs/queue";
import type { DraftChecker } from "./check-draft";
import { draftIsClosed, noSuchDraft } from "./draft-refusals";
import { listSlugs } from "./list-slugs";
import { tellUngradable } from "./publish-gate";
import { textsOfDraft } from "./save-draft";
import { listStoredAnswers } from "./stored-answers";

/** Each grades all calibration answers twice; an author reads the result before the next. */
const MAX_AN_HOUR = 20;

/**
 * Asks the worker to try a draft, as it was last saved, on the problem's calibration answers. One
 * that waits or runs for this revision is put on the queue again instead of a second beside it. If
 * the queue is away the row still stands, and the worker's sweep enqueues it later.
 *
 * @throws AppError `not_found`; `gone`; `conflict` when the draft has errors, or this server's judge
 *   can't mark it; `too_many`
 */
export async function requestDryRun(
  db: Db,
  jobs: JobQueue,
  checkDraft: DraftChecker,
  ask: { draftId: string; userId: string },
  onQueueError: (error: unknown) => void,
): Promise<{ dryRunId: string }> {
  const dryRunId = await db.transaction(async (tx) => {
    const [draft] = await tx.select().from(drafts).where(eq(drafts.id, ask.draftId)).for("update");
    if (!draft) throw noSuchDraft(ask.draftId);
    if (draft.publishedAt || draft.discardedAt) throw draftIsClosed(draft.id);
    const [live] = await tx
      .select({ id: dryRuns.id, revision: dryRuns.revision })
      .from(dryRuns)
      .where(and(eq(dryRuns.draftId, draft.id), inArray(dryRuns.status, ["queued", "running"])))
      .orderBy(desc(dryRuns.createdAt))
      .limit(1);
    if (live?.revision === draft.revision) return live.id;
    const { errors, coverage } = await checkDraft(draft.slug, textsOfDraft(draft), {
      slugs: await listSlugs(tx),
      answers: await listStoredAnswers(tx, draft),
    });
    if (errors.length > 0) {
      throw new AppError("conflict", {
        message: `draft ${draft.id} has ${errors.length} errors`,
        userMessage: "The draft has errors. Fix them and save before the dry run.",
      });
    }
    if (coverage && !coverage.isEnough) {
      throw new AppError("conflict", {
        message: `draft ${draft.id} can't be graded by this server's judge`,
        userMessage: `${tellUngradable(coverage)} A dry run needs a model, too.`,
      });
    }
    await requireUnderDryRunLimit(tx, ask.userId);
    const [row] = await tx
      .insert(dryRuns)
      .values({ draftId: draft.id, revision: draft.revision, requestedBy: ask.userId })
      .returning({ id: dryRuns.id });
    if (!row) throw new Error("the dry run was not inserted");
    await writeAudit(tx, {
      actorId: ask.userId,
      action: "draft.dry_run",
      subjectId: draft.id,
      detail: { slug: draft.slug, revision: draft.revision },
    });
    return row.id;
  });
  try {
    await jobs.enqueue(dryRunJob, dryRunId);
  } catch (error) {
    onQueueError(error);
  }
  return { dryRunId };
}

function requireUnderDryRunLimit(tx: DbOrTx, userId: string): Promise<void> {
  return requireUnderLimit(
    tx,
    { userId, most: MAX_AN_HOUR, what: "dry runs" },
    async (most) => {
      const asked = await tx
        .select({ at: dryRuns.createdAt })
        .from(dryRuns)
        .where(eq(dryRuns.requestedBy, userId))
        .orderBy(desc(dryRuns.createdAt))
        .limit(most);
      return asked.map(({ at }) => at);
    },
    (wait) =>
      `You have asked for ${MAX_AN_HOUR} dry runs in the past hour. The draft is kept; try again in ${wait}.`,
  );
}
