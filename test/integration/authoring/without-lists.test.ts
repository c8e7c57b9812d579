import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import { getAttention } from "#server/accounts/get-attention";
import { listAttempts } from "#server/attempts/list-attempts";
import { startAttempt } from "#server/attempts/start-attempt";
import { createNewProblemDraft } from "#server/authoring/create-draft";
import { getDraft } from "#server/authoring/get-draft";
import { publishDraft } from "#server/authoring/publish-draft";
import { requestDryRun } from "#server/authoring/request-dry-run";
import { saveDraft } from "#server/authoring/save-draft";
import { auditLog } from "#server/db/tables/audit";
import { grades } from "#server/db/tables/grades";
import { NOT_ESTIMATED } from "#domain/grading/not-estimated";
import { GRADE_FAILED } from "#domain/grading/retry.schema";
import { requestGrade } from "#server/grades/request-grade";
import { describeCoverage } from "#server/judges/describe-coverage";
import { listQueue } from "#server/reviews/list-queue";
import { queueFilterSchema } from "#domain/reviews/review.schema";
import { readStudy } from "#server/study/read-study";
import { createDraftChecker } from "#server/threads/draft-threads";
import { toAttemptState } from "~/lib/attempt-words";
import { loader as problemPage } from "~/routes/practice/problem";
import { loader as reportPage } from "~/routes/report/report";
import { saveWork, submit, throwIt } from "../../support/attempts";
import { RAG, ROOT_DIR } from "../../support/content";
import { FROZEN_DIR } from "../../support/frozen-content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { sharedThreads } from "../../support/threads/shared-threads";
import { waitForGrade } from "../../support/wait-for-grade";
import { readContentOf } from "#server/content/read-content";
import type { DraftChecker } from "#server/authoring/check-draft";
import type { Viewer } from "#server/accounts/sessions";
import type { ContentFile } from "#server/content/read-content";

const SLUG = "made-in-the-app";
const SET_UP = {
  level: "senior",
  lens: "product",
  brief: "case",
  minutes: 45,
  isPractice: false,
  hasCurveball: false,
} as const;
const REASON = "A model is connected next week; until then it is for practice.";

let world: GradingWorld;
let pages: PageWorld;
let admin: Viewer;
let checkDraft: DraftChecker;
let shipped: ContentFile;

beforeAll(async () => {
  world = await openGradingWorld("");
  pages = createPageWorld(world.database);
  admin = await createPerson(world.database.db, "admin");
  const { topics } = await readStudy(ROOT_DIR);
  // As the web process makes it, with no model in its settings.
  checkDraft = createDraftChecker(sharedThreads(), {
    topics: [...topics.keys()],
    coverageOf: describeCoverage({ hasModel: false }),
  });
  const content = await readContentOf(FROZEN_DIR, RAG);
  if (!content) throw new Error("the problem is missing");
  shipped = content;
});
afterAll(async () => {
  await pages.close();
  await world.close();
});

/** A problem in nobody's lists: the shipped one's texts under another name. */
async function openOwnProblem(): Promise<{ draftId: string; revision: number }> {
  const { db } = world.database;
  const by = { userId: admin.id };
  const { draftId } = await createNewProblemDraft(db, { slug: SLUG, ...by });
  const fresh = await getDraft(db, checkDraft, draftId);
  expect(fresh?.errors.map(({ message }) => message)).toContainEqual(
    expect.stringContaining("still as in the template: title, summary"),
  );
  const { problem, rubric } = shipped.texts;
  const save = {
    ...problem,
    problem: problem.problem.replace(/^related: .*$/m, "related: []"),
    rubric: rubric.replace(`problem: ${RAG}`, `problem: ${SLUG}`),
    revision: fresh?.revision ?? 0,
  };
  const saved = await saveDraft(db, { draftId, ...by, save });
  if (saved.status !== "saved") throw new Error("the draft was not saved");
  return { draftId, revision: saved.revision };
}

async function contextOf(viewer: Viewer, settings = {}) {
  const { token } = await createSession(world.database.db, viewer.id);
  return pages.contextFor(token, settings);
}

describe("an author whose problem is in no list, where no model is connected", () => {
  it("is told at the dry run and at the gate, and publishes with a reason", async () => {
    const { db } = world.database;
    const { draftId, revision } = await openOwnProblem();
    const draft = await getDraft(db, checkDraft, draftId);
    expect(draft?.errors).toEqual([]);
    expect(draft?.coverage).toMatchObject({ isEnough: false, covered: 0 });
    expect(draft?.gate).toMatchObject({ isOpen: false, isGradable: false });
    expect(draft?.gate.because).toEqual([expect.stringContaining("No model is connected")]);
    const by = { draftId, userId: admin.id };
    await expect(requestDryRun(db, world.jobs, checkDraft, by, throwIt)).rejects.toMatchObject({
      code: "conflict",
      userMessage: expect.stringContaining("A dry run needs a model, too."),
    });
    const publish = (reason: string) => publishDraft(db, checkDraft, { ...by, revision, reason });
    await expect(publish("")).rejects.toMatchObject({
      code: "conflict",
      userMessage: expect.stringContaining("Until a model is connected, answers are kept"),
    });
    expect(await publish(REASON)).toEqual({ slug: SLUG, problemVersion: 1, rubricVersion: 1 });
  });
});

describe("a candidate of such a problem", { timeout: 60_000 }, () => {
  it("knows before the start, is told at once, and gets a grade once a model is connected", async () => {
    const { db } = world.database;
    const viewer = await createPerson(db);
    const request = new Request(`http://localhost/problems/${SLUG}`);
    const setUp = await problemPage({
      request,
      params: { slug: SLUG },
      context: await contextOf(viewer),
    });
    expect(setUp.coverage).toMatchObject({ isEnough: false, covered: 0 });

    const offline = await world.startWorker();
    const { attemptId } = await startAttempt(db, { ...SET_UP, userId: viewer.id, slug: SLUG });
    const who = { attemptId, userId: viewer.id };
    const strong = shipped.calibration.find(({ name }) => name === "strong");
    if (!strong) throw new Error("the strong answer is missing");
    await saveWork(db, who, { answers: strong.answers });
    const { gradeId } = await submit(db, world.jobs, who);
    const row = await waitForGrade(
      world.database,
      gradeId,
      ({ status }) => status === "needs_attention",
    );
    expect(row).toMatchObject({
      errorKind: NOT_ESTIMATED,
      failures: 1,
      leaseEpoch: 1,
      total: null,
    });
    expect(row.errorMessage).toContain("No model is connected");
    expect(row.errorMessage).not.toContain("could not be used");
    await offline.stop();

    // Nothing failed, and nobody has to look.
    expect((await getAttention(db)).failedGradings).toBe(0);
    const failed = await db
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, GRADE_FAILED), eq(auditLog.subjectId, gradeId)));
    expect(failed).toEqual([]);
    const queue = await listQueue(db, admin.id, queueFilterSchema.parse({}));
    expect(queue.items.find((item) => item.attemptId === attemptId)?.isFailed).toBe(false);
    const [card] = await listAttempts(db, viewer.id);
    expect(card && toAttemptState(card).text).toBe("Not estimated");
    const report = await reportPage({
      request: new Request(`http://localhost/attempts/${attemptId}/report`),
      params: { attemptId },
      context: await contextOf(viewer),
    });
    expect(report).toMatchObject({ judge: { model: null }, graded: null });
    expect(report.report.state.errorKind).toBe(NOT_ESTIMATED);

    const canaries = Object.fromEntries(
      shipped.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]),
    );
    const model = await startFakeModel({ character: { kind: "random", seed: 1 }, canaries });
    const online = await world.startWorker({
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "a key",
      JUDGE_MODEL: "fake-judge-1",
    });
    await requestGrade(db, world.jobs, who, throwIt);
    const newest = async () =>
      (await db.select().from(grades).where(eq(grades.attemptId, attemptId))).at(-1);
    const again = await newest();
    await waitForGrade(world.database, again?.id ?? "", ({ status }) => status === "graded");
    await online.stop();
    await model.close();
  });
});

describe("the set-up page of a shipped problem", () => {
  it("leaves nothing out, and looks nothing up where a model reads", async () => {
    const viewer = await createPerson(world.database.db);
    const request = new Request(`http://localhost/problems/${RAG}`);
    const open = async (settings = {}) =>
      problemPage({ request, params: { slug: RAG }, context: await contextOf(viewer, settings) });
    const { coverage } = await open();
    expect(coverage).toMatchObject({ isEnough: true, covered: coverage?.of });
    expect((await open({ hasModel: true })).coverage).toBeNull();
  });
});
