import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { writeMarkdown } from "~/lib/report/report-markdown";
import { action, loader } from "~/routes/report/report";
import { readContent } from "#server/content/read-content";
import { judgeCalls } from "#server/db/tables/grades";
import { keptReplies } from "#server/db/tables/model-turns";
import { getReport } from "#server/grades/get-report";
import { rescore } from "#server/grading/rescore";
import { getProgress } from "#server/practice/get-progress";
import { getReview } from "#server/reviews/get-review";
import { setOverride } from "#server/reviews/set-override";
import { handIn } from "../../support/attempts";
import { RAG } from "../../support/content";
import { startFakeHome } from "../../support/fake-home/start-fake-home";
import type { FakeHome } from "../../support/fake-home/start-fake-home";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { FROZEN_DIR } from "../../support/frozen-content";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { waitForGrade } from "../../support/wait-for-grade";
import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";

let world: GradingWorld;
let pages: PageWorld;
let model: FakeModel;
let home: FakeHome;
let rubric: Rubric;
let strong: Record<string, string>;

beforeAll(async () => {
  world = await openGradingWorld("");
  pages = createPageWorld(world.database, world.jobs);
  const [content] = (await readContent(FROZEN_DIR)).filter(({ slug }) => slug === RAG);
  const answer = content?.calibration.find(({ name: band }) => band === "strong");
  if (!content || !answer) throw new Error("the strong calibration answer is missing");
  ({ rubric } = content);
  strong = answer.answers;
  const expected = Object.fromEntries(rubric.criteria.map(({ id }) => [id, "met" as const]));
  model = await startFakeModel({
    character: { kind: "perfect", expected },
    canaries: Object.fromEntries(rubric.canaries.map(({ id, expect: is }) => [id, is])),
  });
  home = await startFakeHome({ home: "llama.cpp", repliesOf: model.baseUrl, speed: 20_000 });
});
afterEach(() => home.setRunsOn(() => false));
afterAll(async () => {
  await world.close();
  await home.close();
  await model.close();
  await pages.close();
});

const startWorker = () =>
  world.startWorker({
    OPENAI_BASE_URL: home.baseUrl,
    OPENAI_API_KEY: "a key for the fake",
    JUDGE_MODEL: "qwen3.5:9b",
    JUDGE_MAX_OUTPUT_TOKENS: "1000",
  });

const about =
  (...ids: string[]) =>
  (asked: string): boolean =>
    ids.some((id) => asked.includes(`"id": "${id}"`));

async function handInOwn(): Promise<{ viewer: Viewer; attemptId: string; gradeId: string }> {
  const viewer = await createPerson(world.database.db);
  const receipt = await handIn(world.database.db, world.jobs, viewer.id, { answers: strong });
  return { ...receipt, viewer };
}

const waitUntil = (gradeId: string, status: "graded" | "needs_attention") =>
  waitForGrade(world.database, gradeId, (row) => row.status === status);

const callsOf = (gradeId: string) =>
  world.database.db.select().from(judgeCalls).where(eq(judgeCalls.gradeId, gradeId));

/** What was asked since so many calls. */
const askedSince = (count: number): string[] =>
  home.calls.slice(count).map(({ body }) => body.messages.at(-1)?.content ?? "");

async function argsFor(viewer: Viewer, attemptId: string, init: RequestInit = {}) {
  const { token } = await createSession(world.database.db, viewer.id);
  const request = new Request(`http://localhost/attempts/${attemptId}/report`, init);
  return { request, params: { attemptId }, context: await pages.contextFor(token) };
}

/** The page's button. */
async function askForOpen(viewer: Viewer, attemptId: string): Promise<void> {
  const body = new URLSearchParams({});
  await action(await argsFor(viewer, attemptId, { method: "POST", body }));
}

/** Criteria of no cap, as many as carry at least this share of the weight. */
function openWeighing(share: number): string[] {
  const inCaps = new Set(rubric.caps.flatMap(({ whenNoneMet }) => whenNoneMet));
  const weigh = (one: Rubric["criteria"][number]): number => weightOf(one, "product");
  const all = rubric.criteria.reduce((sum, one) => sum + weigh(one), 0);
  const ids: string[] = [];
  let sum = 0;
  for (const one of rubric.criteria) {
    if (inCaps.has(one.id)) continue;
    if (sum >= share * all) break;
    ids.push(one.id);
    sum += weigh(one);
  }
  return ids;
}

describe("at home, a criterion without a usable reply", () => {
  it("is nowhere counted as not met, and a reviewer's verdict brings it in", async () => {
    const { db } = world.database;
    const [open = ""] = openWeighing(0.01);
    const whole = await handInOwn();
    const worker = await startWorker();
    await waitUntil(whole.gradeId, "graded");
    home.setRunsOn(about(open));
    const { viewer, attemptId, gradeId } = await handInOwn();
    await waitUntil(gradeId, "graded");
    await worker.stop();
    expect(await db.select().from(keptReplies)).toEqual([]);

    await db.execute(
      sql`insert into review_sights (attempt_id, person_id) values (${attemptId}, ${viewer.id})`,
    );
    const { graded } = await loader(await argsFor(viewer, attemptId));
    if (!graded) throw new Error("the report shows no grade");
    const shown = graded.sections
      .flatMap(({ besideText, below }) => [...besideText, ...below])
      .find(({ id }) => id === open);
    expect(shown).toMatchObject({ verdict: "cannot_assess", needsPerson: true, advice: "" });
    const text = rubric.criteria.find(({ id }) => id === open)?.text ?? "";
    const markdown = writeMarkdown({
      ...graded,
      slug: RAG,
      title: "RAG",
      submittedAt: "2026-12-02",
      contentHash: "0",
      rubric: { version: 1, hash: "0" },
    });
    const line = markdown.split("\n").find((one) => one.includes(text));
    expect(line).toContain("**Couldn’t tell**, in doubt");
    expect(markdown).toContain("The model gave no usable reply about this");
    expect(markdown).toMatch(/- For \d+% of the weight, the model gave no usable reply\./);
    expect(markdown).not.toContain("**Not met**");

    const sideOf = async (one: { attemptId: string; viewer: Viewer }) => {
      const report = await getReport(db, { attemptId: one.attemptId, viewer: one.viewer });
      return { report, criteria: report.grade?.criteria ?? [] };
    };
    const before = await sideOf(whole);
    const after = await sideOf({ attemptId, viewer });
    expect(before.criteria.find(({ id }) => id === open)?.verdict).toBe("met");
    const without = new Map([[open, "cannot_assess" as const]]);
    expect(after.report.grade?.total).toBe(
      rescore(before.criteria, without, rubric, "product").total,
    );

    const { graded: progress } = await getProgress(db, viewer.id, { timeZone: "UTC" });
    expect(progress.missed.map(({ criterionId }) => criterionId)).not.toContain(open);

    const ada = await createPerson(db, "reviewer");
    await setOverride(
      db,
      { attemptId, reviewer: ada },
      { gradeId, criterionId: open, verdict: "not_met", reason: "It isn't there.", basedOn: null },
    );
    const review = await getReview(db, { attemptId, viewer: ada });
    expect(review.stands?.total).toBeLessThan(after.report.grade?.total ?? 0);
  });

  it("leaves no number where a quarter of the weight is open, and the button asks for that alone", async () => {
    const { db } = world.database;
    const open = openWeighing(0.25);
    home.setRunsOn(about(...open));
    const { viewer, attemptId, gradeId } = await handInOwn();
    const before = home.calls.length;
    const worker = await startWorker();
    const row = await waitUntil(gradeId, "needs_attention");
    expect(row).toMatchObject({ errorKind: "left_open", total: null });
    expect(row.errorMessage).toMatch(/^The model gave no usable reply about some criteria/);
    const firstRound = askedSince(before);
    const page = await loader(await argsFor(viewer, attemptId));
    expect(page.graded).toBeNull();
    expect(page.report.state.errorKind).toBe("left_open");
    expect((await db.select().from(keptReplies)).length).toBeGreaterThan(0);

    const between = home.calls.length;
    home.setRunsOn(() => false);
    await askForOpen(viewer, attemptId);
    await waitUntil(gradeId, "graded");
    await worker.stop();
    const answered = rubric.criteria.flatMap(({ id }) => (open.includes(id) ? [] : [id]));
    // One call for each that was open.
    const again = askedSince(between);
    const isSecondLook = (asked: string): boolean =>
      asked.includes("Look at these with fresh eyes.");
    const first = again.filter((asked) => !isSecondLook(asked));
    expect(first).toHaveLength(open.length);
    expect(open.every((id) => first.filter(about(id)).length === 1)).toBe(true);
    expect(first.every((asked) => firstRound.includes(asked))).toBe(true);
    // What is doubtful of the new verdicts has its second look; nothing else is asked about.
    expect(again.filter(about(...answered))).toEqual([]);
    const { grade } = await getReport(db, { attemptId, viewer });
    const reasons = grade?.criteria.map(({ reasoning }) => reasoning);
    expect(reasons).not.toContainEqual(expect.stringMatching(/no usable reply/));
    expect(grade?.flags.filter(({ kind }) => kind === "no_reply")).toEqual([]);
    // Each call is on the bill, and once.
    expect(await callsOf(gradeId)).toHaveLength(firstRound.length + again.length);
    expect(await db.select().from(keptReplies)).toEqual([]);
  });

  it("leaves no number where it decides a cap", async () => {
    const [cap] = rubric.caps;
    const [decides = "", ...others] = cap?.whenNoneMet ?? [];
    model.setCharacter({
      kind: "perfect",
      expected: Object.fromEntries(
        rubric.criteria.map(({ id }) => [id, others.includes(id) ? "not_met" : "met"] as const),
      ),
    });
    home.setRunsOn(about(decides));
    const { gradeId } = await handInOwn();
    const worker = await startWorker();
    const row = await waitUntil(gradeId, "needs_attention");
    await worker.stop();
    expect(row).toMatchObject({ errorKind: "left_open", total: null });
  });
});
