import { and, eq, isNull } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { drafts } from "../db/tables/authoring";
import { problems, problemVersions, rubrics, rubricVersions } from "../db/tables/content";
import { AppError } from "../errors";
import { noSuchProblem } from "./draft-refusals";
import type { DraftTexts } from "#domain/authoring/draft.schema";
import { findNewestVersions, problemTextsOf, rubricTextOf } from "./newest-versions";
import { NEW_RUBRIC, newProblemTexts } from "./template";

/**
 * Opens a draft of a published problem: of its newest versions, or of older ones to go back to
 * them. The draft is based on the newest versions either way. A problem has one open draft; asking
 * for it again leads to the same.
 *
 * @throws AppError `not_found`; `conflict` when older versions are asked for and a draft is open
 */
export async function createDraft(
  db: Db,
  ask: { slug: string; userId: string; problemVersion?: number; rubricVersion?: number },
): Promise<{ draftId: string; isNew: boolean }> {
  return db.transaction(async (tx) => {
    const [problem] = await tx
      .select({ id: problems.id })
      .from(problems)
      .where(eq(problems.slug, ask.slug));
    if (!problem) throw noSuchProblem(ask.slug);
    const newest = await findNewestVersions(tx, problem.id);
    if (!newest.problem || !newest.rubric) throw noSuchProblem(ask.slug);
    const texts = await readTexts(tx, problem.id, newest.problem, newest.rubric, ask);
    const isRollback = ask.problemVersion !== undefined || ask.rubricVersion !== undefined;
    return insertDraft(tx, {
      slug: ask.slug,
      userId: ask.userId,
      texts,
      mayExist: !isRollback,
      problemId: problem.id,
      baseProblemVersionId: newest.problem.id,
      baseRubricVersionId: newest.rubric.id,
    });
  });
}

/**
 * Opens a draft of a problem that is not there yet, from a short template.
 * @throws AppError `conflict` when a problem or an open draft has this name
 */
export async function createNewProblemDraft(
  db: Db,
  ask: { slug: string; userId: string },
): Promise<{ draftId: string }> {
  return db.transaction(async (tx) => {
    const [taken] = await tx
      .select({ id: problems.id })
      .from(problems)
      .where(eq(problems.slug, ask.slug));
    if (taken) {
      throw new AppError("conflict", {
        message: `problem ${ask.slug} exists`,
        userMessage: "A problem with this name already exists.",
      });
    }
    return insertDraft(tx, {
      ...ask,
      mayExist: false,
      texts: { ...newProblemTexts(), rubric: NEW_RUBRIC.replaceAll("SLUG", ask.slug) },
      problemId: null,
      baseProblemVersionId: null,
      baseRubricVersionId: null,
    });
  });
}

type Newest = Awaited<ReturnType<typeof findNewestVersions>>;

async function readTexts(
  tx: DbOrTx,
  problemId: string,
  newestProblem: NonNullable<Newest["problem"]>,
  newestRubric: NonNullable<Newest["rubric"]>,
  ask: { slug: string; problemVersion?: number; rubricVersion?: number },
): Promise<DraftTexts> {
  const [problem] =
    ask.problemVersion === undefined
      ? [newestProblem]
      : await tx
          .select({ body: problemVersions.body, texts: problemVersions.texts })
          .from(problemVersions)
          .where(
            and(
              eq(problemVersions.problemId, problemId),
              eq(problemVersions.version, ask.problemVersion),
            ),
          );
  const [rubric] =
    ask.rubricVersion === undefined
      ? [newestRubric]
      : await tx
          .select({ body: rubricVersions.body, text: rubricVersions.text })
          .from(rubricVersions)
          .innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
          .where(
            and(eq(rubrics.problemId, problemId), eq(rubricVersions.version, ask.rubricVersion)),
          );
  if (!problem || !rubric) throw noSuchProblem(ask.slug);
  return { ...problemTextsOf(problem), rubric: rubricTextOf(rubric) };
}

async function insertDraft(
  tx: DbOrTx,
  draft: {
    slug: string;
    userId: string;
    texts: DraftTexts;
    problemId: string | null;
    baseProblemVersionId: string | null;
    baseRubricVersionId: string | null;
    /** An open draft is as good as a new one. */
    mayExist: boolean;
  },
): Promise<{ draftId: string; isNew: boolean }> {
  const { texts, userId, mayExist, ...rest } = draft;
  const [row] = await tx
    .insert(drafts)
    .values({
      ...rest,
      problemText: texts.problem,
      solutionText: texts.solution,
      solutionScene: texts.scene,
      rubricText: texts.rubric,
      createdBy: userId,
      updatedBy: userId,
    })
    .onConflictDoNothing()
    .returning({ id: drafts.id });
  if (row) {
    const detail = { slug: draft.slug };
    await writeAudit(tx, { actorId: userId, action: "draft.create", subjectId: row.id, detail });
    return { draftId: row.id, isNew: true };
  }
  const [open] = await tx
    .select({ id: drafts.id })
    .from(drafts)
    .where(
      and(eq(drafts.slug, draft.slug), isNull(drafts.publishedAt), isNull(drafts.discardedAt)),
    );
  if (open && mayExist) return { draftId: open.id, isNew: false };
  throw new AppError("conflict", {
    message: `draft of ${draft.slug} is open`,
    userMessage: "A draft of this problem is already open. Publish or discard it first.",
  });
}
