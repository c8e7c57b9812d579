import { gradingJob } from "#server/jobs/grading-job";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { parseScene } from "#domain/diagram/parse-scene";
import { readContent } from "#server/content/read-content";
import { auditLog } from "#server/db/tables/audit";
import { grades } from "#server/db/tables/grades";
import { judgeSettings, judgeTests } from "#server/db/tables/settings";
import { getJudgeControls } from "#server/settings/get-judge-controls";
import { action, loader } from "~/routes/admin/settings";
import { handIn } from "../../support/attempts";
import { RAG } from "../../support/content";
import { FROZEN_DIR } from "../../support/frozen-content";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { waitForGrade } from "../../support/wait-for-grade";

/** Known to the list of prices, and nobody listens there: a call that gets out of hand ends at once. */
const PRICED = {
  OPENAI_BASE_URL: "https://api.openai.com:1/v1",
  OPENAI_API_KEY: "k",
  JUDGE_MODEL: "gpt-4o-mini",
};
const DEFAULTS = { mode: "standard", maxUsdPerGrade: null, maxUsdPerDay: 7 } as const;

let world: GradingWorld;
let pages: PageWorld;
let work: { answers: Record<string, string>; elements: unknown[] };

beforeAll(async () => {
  world = await openGradingWorld("");
  pages = createPageWorld(world.database, world.jobs);
  const [content] = (await readContent(FROZEN_DIR)).filter(({ slug }) => slug === RAG);
  const strong = content?.calibration.find(({ name }) => name === "strong");
  if (!strong) throw new Error("the strong calibration answer is missing");
  work = { answers: strong.answers, elements: parseScene(strong.scene).scene.elements };
});
beforeEach(() => world.database.db.delete(judgeSettings));
afterAll(async () => {
  await pages.close();
  await world.close();
});

type Form = { mode?: string; maxUsdPerGrade?: string; maxUsdPerDay?: string; revision?: string };

async function contextOf(person: Viewer) {
  const { token } = await createSession(world.database.db, person.id);
  return pages.contextFor(token, { judgeDefaults: DEFAULTS });
}

async function save(admin: Viewer, form: Form) {
  const fields = { mode: "", maxUsdPerGrade: "", maxUsdPerDay: "", revision: "0", ...form };
  const request = postForm("/settings", { intent: "controls", ...fields });
  const answer = await action({ request, params: {}, context: await contextOf(admin) });
  return { status: answer.init?.status ?? 200, ...answer.data };
}

const newAdmin = () => createPerson(world.database.db, "admin");
const stateNow = () => getJudgeControls(world.database.db, DEFAULTS);

async function handInAnew(): Promise<string> {
  const { id } = await createPerson(world.database.db);
  return (await handIn(world.database.db, world.jobs, id, work)).gradeId;
}

describe("mode and bounds", () => {
  it("are the environment's until an admin changes them, and again when a field is emptied", async () => {
    const admin = await newAdmin();
    expect(await stateNow()).toMatchObject({ inForce: DEFAULTS, revision: 0, changed: null });
    const saved = await save(admin, { mode: "thorough", maxUsdPerDay: "12,5" });
    expect(saved).toMatchObject({ status: 200, notice: expect.stringContaining("Saved") });
    expect(await stateNow()).toMatchObject({
      inForce: { mode: "thorough", maxUsdPerGrade: null, maxUsdPerDay: 12.5 },
      defaults: DEFAULTS,
      revision: 1,
      changed: { by: admin.name },
    });
    await save(admin, { revision: "1" });
    expect(await stateNow()).toMatchObject({ inForce: DEFAULTS, revision: 2 });
  });

  it("stand in the audit log with what they were before; what changes nothing does not", async () => {
    const admin = await newAdmin();
    await save(admin, { mode: "thorough", maxUsdPerGrade: "0.5" });
    await save(admin, { mode: "thorough", maxUsdPerGrade: "0.5", revision: "1" });
    const entries = await world.database.db
      .select({ action: auditLog.action, detail: auditLog.detail })
      .from(auditLog)
      .where(eq(auditLog.actorId, admin.id))
      .orderBy(desc(auditLog.id));
    expect(entries).toEqual([
      {
        action: "judge.settings",
        detail: {
          fromMode: null,
          toMode: "thorough",
          fromUsdPerGrade: null,
          toUsdPerGrade: 0.5,
          fromUsdPerDay: null,
          toUsdPerDay: null,
        },
      },
    ]);
  });

  it.each([
    [{ mode: "hasty" }, "mode"],
    [{ maxUsdPerGrade: "0" }, "maxUsdPerGrade"],
    [{ maxUsdPerGrade: "-1" }, "maxUsdPerGrade"],
    [{ maxUsdPerGrade: "101" }, "maxUsdPerGrade"],
    [{ maxUsdPerDay: "much" }, "maxUsdPerDay"],
    [{ maxUsdPerDay: "1e9" }, "maxUsdPerDay"],
  ])("are refused at their field: %o", async (form, field) => {
    const answer = await save(await newAdmin(), form);
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.result?.errors ?? {})).toEqual([field]);
    expect(await stateNow()).toMatchObject({ revision: 0 });
  });

  it("changed by two admins at once: one is saved, the other is told by whom", async () => {
    const [ada, bob] = [await newAdmin(), await newAdmin()];
    const answers = await Promise.all([
      save(ada, { maxUsdPerDay: "1" }),
      save(bob, { maxUsdPerDay: "2" }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.result?.errors[""]?.join()).toContain("has since changed these settings");
    expect((await stateNow()).revision).toBe(1);
  });

  it("hold for the next grading, in a worker that has long been running", async () => {
    const worker = await world.startWorker();
    const admin = await newAdmin();
    const before = await handInAnew();
    await save(admin, { mode: "thorough" });
    const after = await handInAnew();
    const isGraded = ({ status }: { status: string }) => status === "graded";
    expect((await waitForGrade(world.database, before, isGraded)).summary?.mode).toBe("standard");
    const graded = await waitForGrade(world.database, after, isGraded);
    expect(graded).toMatchObject({ mode: "thorough", summary: { mode: "thorough" } });
    await worker.stop();
  });

  it("stop a grading at a day's bound that was set after the worker's start", async () => {
    const worker = await world.startWorker();
    const admin = await newAdmin();
    const result = {
      kind: "openai" as const,
      requestedModel: "m",
      returnedModel: "m",
      durationMs: 1,
      tokens: null,
      costUsd: 3,
      isReached: true as const,
      replyShape: "text" as const,
      repairs: 0,
      verdicts: [],
    };
    // What admins asked counts: three dollars are spent today.
    await world.database.db
      .insert(judgeTests)
      .values({ requestedBy: admin.id, finishedAt: new Date(), costUsd: 3, result });
    await save(admin, { maxUsdPerDay: "2.5" });
    const stopped = await waitForGrade(
      world.database,
      await handInAnew(),
      ({ status }) => status === "needs_attention",
    );
    expect(stopped.errorKind).toBe("budget_exceeded");
    await save(admin, { maxUsdPerDay: "3.5", revision: "1" });
    await world.database.db
      .update(grades)
      .set({ status: "queued" })
      .where(eq(grades.id, stopped.id));
    await world.jobs.enqueue(gradingJob, stopped.id);
    await waitForGrade(world.database, stopped.id, ({ status }) => status === "graded");
    await worker.stop();
    await world.database.db.delete(judgeTests);
  });

  it("stop a grading before the call that would pass a grade's bound", async () => {
    const worker = await world.startWorker(PRICED);
    await save(await newAdmin(), { maxUsdPerGrade: "0.00001" });
    const stopped = await waitForGrade(
      world.database,
      await handInAnew(),
      ({ status }) => status === "needs_attention",
    );
    expect(stopped.errorKind).toBe("budget_exceeded");
    await worker.stop();
  });

  it("are shown with where they come from", async () => {
    const admin = await newAdmin();
    await save(admin, { maxUsdPerGrade: "0.25" });
    const request = new Request("http://localhost/settings");
    const page = await loader({ request, params: {}, context: await contextOf(admin) });
    expect(page.controls).toMatchObject({
      inForce: { mode: "standard", maxUsdPerGrade: 0.25, maxUsdPerDay: 7 },
      set: { mode: null, maxUsdPerGrade: 0.25, maxUsdPerDay: null },
    });
  });
});
