import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readContentOf } from "#server/content/read-content";
import type { ContentFile } from "#server/content/read-content";
import { judgeCalls } from "#server/db/tables/grades";
import { getReport } from "#server/grades/get-report";
import { parseScene } from "#domain/diagram/parse-scene";
import { getJudgeUsage } from "#server/usage/get-judge-usage";
import { viewGrade } from "~/lib/report/report-view";
import { handIn } from "../../support/attempts";
import { RAG } from "../../support/content";
import { FROZEN_DIR } from "../../support/frozen-content";
import type { FakeVerdict } from "../../support/fake-model/character";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPerson } from "../../support/people";
import { waitForGrade } from "../../support/wait-for-grade";

let world: GradingWorld;
let first: FakeModel;
let second: FakeModel;
let content: ContentFile;
let strong: ContentFile["calibration"][number];
/** A criterion that may be half met: that is asked again. */
let doubtful: string;

beforeAll(async () => {
  world = await openGradingWorld("");
  const found = await readContentOf(FROZEN_DIR, RAG);
  const answer = found?.calibration.find(({ name }) => name === "strong");
  const half = found?.rubric.criteria.find(
    ({ partial, evidence }) => partial !== undefined && evidence.includes("text"),
  );
  if (!found || !answer || !half) throw new Error("the content has changed");
  content = found;
  strong = answer;
  doubtful = half.id;
  const canaries = Object.fromEntries(
    content.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]),
  );
  const character = says("partial");
  first = await startFakeModel({ character, canaries });
  second = await startFakeModel({ character, canaries });
  await world.startWorker({
    OPENAI_BASE_URL: first.baseUrl,
    OPENAI_API_KEY: "first-key",
    JUDGE_MODEL: "model-one",
    JUDGE_SECOND_BASE_URL: second.baseUrl,
    JUDGE_SECOND_API_KEY: "second-key",
    JUDGE_SECOND_MODEL: "model-two",
  });
});
afterAll(async () => {
  await first.close();
  await second.close();
  await world.close();
});

/** "not met" to all else, which needs no evidence and leaves no doubt. */
function says(verdict: FakeVerdict) {
  return { kind: "perfect" as const, expected: { [doubtful]: verdict } };
}

async function grade() {
  const { db } = world.database;
  const viewer = await createPerson(db);
  const { elements } = parseScene(strong.scene).scene;
  const work = { answers: strong.answers, elements };
  const { attemptId, gradeId } = await handIn(db, world.jobs, viewer.id, work);
  await waitForGrade(world.database, gradeId, ({ status }) => status === "graded");
  const report = await getReport(db, { attemptId, viewer });
  if (!report.grade) throw new Error("no grade");
  const made = await db
    .select()
    .from(judgeCalls)
    .where(eq(judgeCalls.gradeId, gradeId))
    .orderBy(asc(judgeCalls.position));
  const calls = made.filter(({ detail }) => detail.criterionIds.length > 0);
  const criterion = report.grade.criteria.find(({ id }) => id === doubtful);
  const view = viewGrade(
    { ...report, drawing: [] },
    report.grade,
    () => [],
    () => null,
  );
  return { criterion, calls, made, view };
}

describe("a second model", () => {
  it("is asked about doubts in place of the first, by its own address and key", async () => {
    second.setCharacter(says("partial"));
    const before = [first.requests.length, second.requests.length];
    const { criterion, calls, view } = await grade();
    expect(criterion).toMatchObject({ verdict: "partial", needsPerson: false });
    const asked = second.requests.slice(before[1]);
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(["Bearer second-key"]);
    expect(asked.flatMap(({ criterionIds }) => criterionIds)).toContain(doubtful);
    for (const { headers } of first.requests.slice(before[0])) {
      expect(headers.authorization).toBe("Bearer first-key");
    }
    // On the bill under its own name, and named in the report.
    expect(calls.at(-1)).toMatchObject({ purpose: "second_ask", requestedModel: "model-two" });
    expect(calls.slice(0, -1).map(({ purpose }) => purpose)).toEqual(
      calls.slice(0, -1).map(() => "grading"),
    );
    expect(view.grade.secondModel).toBe("model-two-2026-01-01");
    expect(view.grade.judge.requestedModel).toBe("model-one");
    const usage = await getJudgeUsage(world.database.db, { days: 1, now: new Date() });
    expect(usage.byPurpose.map(({ purpose }) => purpose).sort()).toEqual(["grading", "second_ask"]);
    expect(usage.byModel.map(({ model }) => model)).toContain("model-two-2026-01-01");
  });

  it("doubts what the first says of the whole design", async () => {
    first.setDebrief({ points: 1 });
    const before = [first.readings.length, second.readings.length];
    const { made } = await grade();
    first.setDebrief({});
    expect(first.readings.slice(before[0]).map(({ kind }) => kind)).toEqual(["debrief"]);
    expect(second.readings.slice(before[1]).map(({ kind }) => kind)).toEqual(["sceptic"]);
    const asked = made.slice(-2).map(({ purpose, requestedModel, detail }) => {
      return [purpose, requestedModel, detail.purpose];
    });
    expect(asked).toEqual([
      ["second_ask", "model-one", "debrief"],
      ["second_ask", "model-two", "sceptic"],
    ]);
  });

  it("that reads it otherwise leaves it to a person", async () => {
    second.setCharacter(says("not_met"));
    const { criterion } = await grade();
    expect(criterion).toMatchObject({ verdict: "cannot_assess", needsPerson: true });
    expect(criterion?.notes.join(" ")).toContain("partial, not_met by model-two");
  });
});
