import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { getDrill } from "#server/attempts/get-drill";
import { getOpenTaster } from "#server/attempts/get-open-taster";
import { listTasterTexts } from "#server/attempts/get-taster-rest";
import { startTaster } from "#server/attempts/start-taster";
import { problems } from "#server/db/tables/content";
import { judgeTests } from "#server/db/tables/settings";
import { getDrillResult } from "#server/grades/get-drill-result";
import { describeCoverage } from "#server/judges/describe-coverage";
import { gradingJob } from "#server/jobs/grading-job";
import { getTaster } from "#server/problems/get-taster";
import { NO_LIMITS, createRecordingQueue, saveWork, submit } from "../../support/attempts";
import { RAG } from "../../support/content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPerson } from "../../support/people";
import { waitForGrade } from "../../support/wait-for-grade";
import { codeOf } from "../reviews/review-world";

const OWN =
  "We take 500 real questions whose right page two agents have labeled and want recall@5 of 0.9 before launch.";

const judge = { offlineCoverageOf: describeCoverage({ hasModel: false }) };

let world: GradingWorld;
let model: FakeModel;
let candidate: Viewer;

beforeAll(async () => {
  world = await openGradingWorld("");
  model = await startFakeModel({ character: { kind: "random", seed: 1 }, canaries: {} });
  await world.startWorker({
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: "a key for the fake",
    JUDGE_MODEL: "fake-judge-1",
    JUDGE_MAX_USD_PER_DAY: "1",
  });
  const { db } = world.database;
  candidate = await createPerson(db);
  // The day is used up before anything is asked.
  await db.insert(judgeTests).values({ requestedBy: candidate.id, costUsd: 2 });
});
afterAll(async () => {
  await world.close();
  await model.close();
});

async function answer(text: string) {
  const { db } = world.database;
  const { attemptId } = await startTaster(db, { userId: candidate.id, limits: NO_LIMITS, judge });
  const who = { attemptId, userId: candidate.id };
  await saveWork(db, who, { answers: { evaluation: text } });
  const { gradeId } = await submit(db, createRecordingQueue(), who);
  await world.jobs.enqueue(gradingJob, gradeId);
  await waitForGrade(world.database, gradeId, ({ status }) => status === "graded");
  const { report } = await getDrillResult(db, { attemptId, viewer: candidate });
  if (report.grade === null) throw new Error("there is no grade");
  return report.grade;
}

it("gives the rest of the design, with three things to answer in one section", async () => {
  const { db } = world.database;
  const who = { userId: candidate.id };
  const { attemptId } = await startTaster(db, { ...who, judge });
  expect(await startTaster(db, { ...who, judge })).toEqual({ attemptId, isResumed: true });
  expect(await getOpenTaster(db, candidate.id)).toBe(attemptId);
  const { room } = await getDrill(db, { ...who, attemptId });
  expect(room.isTaster).toBe(true);
  expect(room.tasks).toHaveLength(3);
  expect(room.rest?.sections.map(({ section }) => section)).not.toContain("evaluation");
  expect(room.rest?.scene.elements.length).toBeGreaterThan(5);
  await submit(db, createRecordingQueue(), { ...who, attemptId });
  expect(await getOpenTaster(db, candidate.id)).toBeNull();
});

it("is an estimate at no cost, whatever model is connected and whatever its day has left", async () => {
  const grade = await answer(OWN);
  expect(grade.judge.isEstimate).toBe(true);
  expect(model.requests).toEqual([]);
  const quotes = grade.criteria.flatMap(({ evidence }) =>
    evidence.flatMap((one) => (one.source === "text" ? one.quote : [])),
  );
  expect(quotes.some((quote) => OWN.includes(quote))).toBe(true);
});

it("pays nothing for words of the design that it gave", async () => {
  const texts = await listTasterTexts(world.database.db);
  const sentence = texts.join(" ").match(/[A-Z][^.!?]{80,200}[.]/)?.[0] ?? "";
  const grade = await answer(
    `${sentence} And that is how we know whether it is any good for them.`,
  );
  expect(grade.setAside).toContainEqual(expect.objectContaining({ reason: "copied" }));
  expect(grade.criteria.flatMap(({ evidence }) => evidence)).toEqual([]);
});

it("isn't there where its problem is archived", async () => {
  const { db } = world.database;
  expect(await getTaster(db, judge)).not.toBeNull();
  await db.update(problems).set({ archivedAt: new Date() }).where(eq(problems.slug, RAG));
  expect(await getTaster(db, judge)).toBeNull();
  expect(await codeOf(startTaster(db, { userId: candidate.id, judge }))).toBe("not_found");
});
