import { desc, eq } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { drafts, dryRuns } from "../db/tables/authoring";
import type { Coverage } from "#domain/grading/verdicts";
import type { CheckedDraft, DraftChecker, DraftIssue } from "./check-draft";
import { draftIdSchema } from "#domain/authoring/draft.schema";
import type { DraftTexts } from "#domain/authoring/draft.schema";
import { dryRunResultSchema } from "#domain/authoring/dry-run.schema";
import type { DryRunResult } from "#domain/authoring/dry-run.schema";
import { findNewestVersions } from "./newest-versions";
import { previewDraft } from "./preview-draft";
import type { DraftContent } from "./preview-draft";
import { decideGate } from "./publish-gate";
import type { Gate } from "./publish-gate";
import { listDraftAnswers } from "./list-draft-answers";
import type { AnswerCard } from "./list-draft-answers";
import { listSlugs } from "./list-slugs";
import { textsOfDraft } from "./save-draft";
import { hashAnswers, listStoredAnswers } from "./stored-answers";

export type DryRunView = {
  id: string;
  revision: number;
  status: "queued" | "running" | "done" | "failed";
  progress: { done: number; of: number } | null;
  result: DryRunResult | null;
  /** US dollars; null when unknown. */
  costUsd: number | null;
  errorMessage: string | null;
  requestedBy: string;
  createdAt: string;
};

export type DraftView = {
  id: string;
  slug: string;
  isNewProblem: boolean;
  state: "open" | "published" | "discarded";
  revision: number;
  texts: DraftTexts;
  updatedBy: string;
  updatedAt: string;
  /** Something newer was published since it was made. */
  isBehind: boolean;
  errors: DraftIssue[];
  warnings: DraftIssue[];
  title: string | null;
  /** What there is to show of its texts. */
  content: DraftContent;
  /** Those taken out too. */
  answers: AnswerCard[];
  /** The newest one. */
  dryRun: DryRunView | null;
  gate: Gate;
  /** How much of its rubric this server's judge knows, as saved; null where it reads. */
  coverage: Coverage | null;
};

/** A draft with all that its page shows; null where there is none. */
export async function getDraft(
  db: Db,
  checkDraft: DraftChecker,
  draftId: string,
): Promise<DraftView | null> {
  if (!draftIdSchema.safeParse(draftId).success) return null;
  const [found] = await db
    .select({ draft: drafts, updatedBy: users.name })
    .from(drafts)
    .innerJoin(users, eq(users.id, drafts.updatedBy))
    .where(eq(drafts.id, draftId));
  if (!found) return null;
  const { draft } = found;
  const texts = textsOfDraft(draft);
  const answers = await listStoredAnswers(db, draft);
  const checked = await checkDraft(draft.slug, texts, { slugs: await listSlugs(db), answers });
  const newest = draft.problemId === null ? null : await findNewestVersions(db, draft.problemId);
  const runs = await listDryRuns(db, draft.id);
  const ended = runs.find(({ status }) => status === "done");
  return {
    id: draft.id,
    slug: draft.slug,
    revision: draft.revision,
    texts,
    isNewProblem: draft.problemId === null,
    state: draft.publishedAt ? "published" : draft.discardedAt ? "discarded" : "open",
    updatedBy: found.updatedBy,
    updatedAt: draft.updatedAt.toISOString(),
    isBehind:
      (newest?.problem?.id ?? null) !== draft.baseProblemVersionId ||
      (newest?.rubric?.id ?? null) !== draft.baseRubricVersionId,
    ...previewOf(checked, texts),
    answers: await listDraftAnswers(db, draft, checked.rubric?.rubric ?? null),
    dryRun: runs[0] ?? null,
    coverage: checked.coverage,
    gate: decideGate(
      ended?.result ? { revision: ended.revision, result: ended.result } : null,
      { revision: draft.revision, answersHash: hashAnswers(answers) },
      checked.coverage,
    ),
  };
}

export type DraftPreview = Pick<DraftView, "errors" | "warnings" | "title" | "content">;

/** What texts that were not saved yet would look like: their faults, and what can be shown of them. */
export async function getDraftPreview(
  db: Db,
  checkDraft: DraftChecker,
  draftId: string,
  texts: DraftTexts,
): Promise<DraftPreview | null> {
  const [draft] = await db
    .select({ id: drafts.id, slug: drafts.slug, problemId: drafts.problemId })
    .from(drafts)
    .where(eq(drafts.id, draftId));
  if (!draft) return null;
  const answers = await listStoredAnswers(db, draft);
  const around = { slugs: await listSlugs(db), answers };
  return previewOf(await checkDraft(draft.slug, texts, around), texts);
}

function previewOf(checked: CheckedDraft, texts: DraftTexts): DraftPreview {
  return {
    errors: checked.errors,
    warnings: checked.warnings,
    title: checked.statement?.head.title ?? null,
    content: previewDraft(checked, texts),
  };
}

async function listDryRuns(db: DbOrTx, draftId: string): Promise<DryRunView[]> {
  const rows = await db
    .select({ run: dryRuns, requestedBy: users.name })
    .from(dryRuns)
    .innerJoin(users, eq(users.id, dryRuns.requestedBy))
    .where(eq(dryRuns.draftId, draftId))
    .orderBy(desc(dryRuns.createdAt))
    .limit(20);
  return rows.map(({ run, requestedBy }) => ({
    id: run.id,
    revision: run.revision,
    status: run.status,
    progress: run.progress,
    result: run.result === null ? null : dryRunResultSchema.parse(run.result),
    costUsd: run.costUsd,
    errorMessage: run.errorMessage,
    requestedBy,
    createdAt: run.createdAt.toISOString(),
  }));
}
