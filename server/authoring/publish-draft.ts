import { and, desc, eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { calibrationAnswers, drafts, dryRuns, publications } from "../db/tables/authoring";
import { problems } from "../db/tables/content";
import { isSameRubric } from "../content/read-rubric";
import { storeProblemVersion, storeRubricVersion } from "../content/store-versions";
import type { StoredVersion } from "../content/store-versions";
import { AppError } from "../errors";
import type { CheckedDraft, DraftChecker } from "./check-draft";
import { draftIsClosed, noSuchDraft } from "./draft-refusals";
import { MIN_REASON_CHARS } from "#domain/authoring/draft-words";
import { dryRunResultSchema } from "#domain/authoring/dry-run.schema";
import { findNewestVersions } from "./newest-versions";
import type { NewestVersions } from "./newest-versions";
import { decideGate } from "./publish-gate";
import { listSlugs } from "./list-slugs";
import { textsOfDraft } from "./save-draft";
import { hashAnswers, listStoredAnswers, ownerColumns } from "./stored-answers";
import type { StoredAnswer } from "./stored-answers";

type DraftRow = typeof drafts.$inferSelect;
type Sound = Pick<CheckedDraft, "problem" | "rubric" | "coverage">;
type Ask = { draftId: string; userId: string; revision: number; reason: string };

/**
 * Publishes a draft in one transaction: a new version of the problem, of the rubric or of both,
 * whichever differs from what stands; who did it, on which dry run, and the reason where one was
 * asked for. Attempts under way keep the versions they began with.
 *
 * @throws AppError `not_found`; `gone`; `conflict` when it was saved since, has errors, is based on
 *   versions that are no longer the newest, changes nothing, or did not pass the gate without a reason
 */
export async function publishDraft(
  db: Db,
  checkDraft: DraftChecker,
  ask: Ask,
): Promise<{ slug: string; problemVersion: number | null; rubricVersion: number | null }> {
  return db.transaction(async (tx) => {
    const draft = await lockDraft(tx, ask);
    const problemId = draft.problemId ?? (await insertProblem(tx, draft.slug));
    // The content loader takes the same lock: nobody publishes this problem meanwhile.
    await tx.select().from(problems).where(eq(problems.id, problemId)).for("update");
    const newest = await findNewestVersions(tx, problemId);
    requireBase(draft, newest);
    const answers = await listStoredAnswers(tx, draft);
    const checked = await requireSound(tx, checkDraft, draft, answers);
    const dryRunId = await passGate(tx, draft, { answers, checked }, ask.reason);
    const made = await insertVersions(tx, draft, newest, checked, { ...ask, problemId });
    if (made.problem === null && made.rubric === null) {
      throw conflict(draft.id, "Nothing has changed, so there is nothing to publish.");
    }
    await tx
      .update(drafts)
      .set({ problemId, publishedAt: new Date(), updatedBy: ask.userId })
      .where(eq(drafts.id, draft.id));
    await tx
      .update(calibrationAnswers)
      .set(ownerColumns({ id: draft.id, problemId }))
      .where(eq(calibrationAnswers.draftId, draft.id));
    await tx
      .insert(publications)
      .values({
        draftId: draft.id,
        dryRunId,
        publishedBy: ask.userId,
        problemVersionId: made.problem?.id ?? null,
        rubricVersionId: made.rubric?.id ?? null,
        reason: ask.reason === "" ? null : ask.reason,
      });
    const versions = {
      problemVersion: made.problem?.version ?? null,
      rubricVersion: made.rubric?.version ?? null,
    };
    await writeAudit(tx, {
      actorId: ask.userId,
      action: "draft.publish",
      subjectId: draft.id,
      detail: { slug: draft.slug, ...versions, isWithReason: ask.reason !== "" },
    });
    return { slug: draft.slug, ...versions };
  });
}

async function lockDraft(tx: DbOrTx, { draftId, revision }: Ask): Promise<DraftRow> {
  const [draft] = await tx.select().from(drafts).where(eq(drafts.id, draftId)).for("update");
  if (!draft) throw noSuchDraft(draftId);
  if (draft.publishedAt || draft.discardedAt) throw draftIsClosed(draftId);
  if (draft.revision === revision) return draft;
  throw conflict(draftId, "The draft was saved again since you opened it. Review it once more.");
}

async function insertProblem(tx: DbOrTx, slug: string): Promise<string> {
  const [row] = await tx
    .insert(problems)
    .values({ slug })
    .onConflictDoNothing()
    .returning({ id: problems.id });
  if (row) return row.id;
  throw conflict(slug, "A problem with this name has since been loaded from the files.");
}

function requireBase(draft: DraftRow, newest: NewestVersions): void {
  const isNewest =
    (newest.problem?.id ?? null) === draft.baseProblemVersionId &&
    (newest.rubric?.id ?? null) === draft.baseRubricVersionId;
  if (isNewest) return;
  throw conflict(
    draft.id,
    "A newer version was published since this draft was made. Compare them, then rebase the draft on the latest.",
  );
}

async function requireSound(
  tx: DbOrTx,
  checkDraft: DraftChecker,
  draft: DraftRow,
  answers: readonly StoredAnswer[],
): Promise<Sound> {
  const checked = await checkDraft(draft.slug, textsOfDraft(draft), {
    slugs: await listSlugs(tx),
    answers,
  });
  if (checked.errors.length === 0) return checked;
  throw conflict(draft.id, "The draft has errors. Fix them and save before you publish.");
}

/** @returns the dry run that spoke for or against it, where there is one of this revision */
async function passGate(
  tx: DbOrTx,
  draft: DraftRow,
  { answers, checked }: { answers: readonly StoredAnswer[]; checked: Sound },
  reason: string,
): Promise<string | null> {
  const [run] = await tx
    .select()
    .from(dryRuns)
    .where(and(eq(dryRuns.draftId, draft.id), eq(dryRuns.status, "done")))
    .orderBy(desc(dryRuns.createdAt))
    .limit(1);
  const tried = run && { revision: run.revision, result: dryRunResultSchema.parse(run.result) };
  const standing = { revision: draft.revision, answersHash: hashAnswers(answers) };
  const gate = decideGate(tried ?? null, standing, checked.coverage);
  if (!gate.isOpen && reason.length < MIN_REASON_CHARS) {
    throw conflict(
      draft.id,
      `${gate.because.join(" ")} To publish anyway, give a reason of at least ${MIN_REASON_CHARS} characters.`,
    );
  }
  return run?.revision === draft.revision ? run.id : null;
}

type Made = StoredVersion | null;

async function insertVersions(
  tx: DbOrTx,
  draft: DraftRow,
  newest: NewestVersions,
  { problem, rubric }: Pick<CheckedDraft, "problem" | "rubric">,
  by: { userId: string; problemId: string },
): Promise<{ problem: Made; rubric: Made }> {
  if (!problem || !rubric) throw new Error(`draft ${draft.id} was not read`);
  const app = { source: "app" as const, createdBy: by.userId };
  let newProblem: Made = null;
  if (problem.hash !== newest.problem?.hash) {
    const { texts, hash, problem: body } = problem;
    const version = (newest.problem?.version ?? 0) + 1;
    const { problemId } = by;
    newProblem = await storeProblemVersion(tx, { ...app, problemId, version, hash, body, texts });
  }
  let newRubric: Made = null;
  if (!newest.rubric || !isSameRubric(newest.rubric, rubric.hash)) {
    const { text, hash, rubric: body } = rubric;
    const version = (newest.rubric?.version ?? 0) + 1;
    const { problemId } = by;
    newRubric = await storeRubricVersion(tx, { ...app, problemId, version, hash, body, text });
  }
  return { problem: newProblem, rubric: newRubric };
}

function conflict(subject: string, userMessage: string): AppError {
  return new AppError("conflict", { message: `publish ${subject}: ${userMessage}`, userMessage });
}
