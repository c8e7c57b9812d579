import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { listDrills } from "#server/attempts/list-drills";
import { createContentLoader } from "#server/grades/grading-content";
import { getDrillResult } from "#server/grades/get-drill-result";
import { takeGrading } from "#server/grades/take-grading";
import { gradingJob } from "#server/jobs/grading-job";
import { getSelfRating } from "#server/reviews/get-self-rating";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { setOverride } from "#server/reviews/set-override";
import { startSelfRating } from "#server/reviews/start-self-rating";
import { submitSelfRating } from "#server/reviews/submit-self-rating";
import { getCallCost } from "#server/usage/get-call-cost";
import { createRecordingQueue, submit } from "../../support/attempts";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPerson } from "../../support/people";
import { waitForGrade } from "../../support/wait-for-grade";
import { codeOf, gradeWith } from "../reviews/review-world";
import { markAll } from "../reviews/self-world";
import { gateAnswerHere } from "../../support/gate-here";
import { ANSWERS } from "../../support/grading-fixture";
import { handInDrill, openDrill, WORDS } from "./drill-world";

let world: GradingWorld;
let candidate: Viewer;

beforeAll(async () => {
  world = await openGradingWorld("");
});
afterAll(() => world.close());
beforeEach(async () => {
  candidate = await createPerson(world.database.db);
});

describe("a drill at a model", () => {
  let model: FakeModel;
  afterAll(() => model.close());

  it("is asked about its criterion and the canaries, in the queue as any other", async () => {
    const { db } = world.database;
    const { attemptId, criterion, gradeId, base } = await handInDrill(db, candidate.id);
    const canaries = Object.fromEntries(
      base.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]),
    );
    model = await startFakeModel({ character: { kind: "random", seed: 1 }, canaries });
    const worker = await world.startWorker({
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "a key for the fake",
      JUDGE_MODEL: "fake-judge-1",
    });
    await world.jobs.enqueue(gradingJob, gradeId);
    await waitForGrade(world.database, gradeId, ({ status }) => status === "graded");
    await worker.stop();
    const asked = new Set(model.requests.flatMap(({ criterionIds }) => criterionIds));
    const known = [criterion.id, ...base.rubric.canaries.map(({ id }) => id)];
    expect(asked).toContain(criterion.id);
    expect([...asked].filter((id) => !known.includes(id))).toEqual([]);
    const { report } = await getDrillResult(db, { attemptId, viewer: candidate });
    expect(report.grade).toMatchObject({ caps: [], misconceptions: [] });
    expect(report.grade?.criteria.map(({ id }) => id)).toEqual([criterion.id]);
    // Its price is unknown, and unknown is said.
    expect(await getCallCost(db, "fake-judge-1")).toBeNull();
    expect(await getCallCost(db, "another")).toBeNull();
  });
});

describe("what came of a drill", () => {
  it("stands beside what was written and said before, a reviewer's word first", async () => {
    const { db } = world.database;
    const { attemptId, criterion, base } = await handInDrill(db, candidate.id);
    const who = { attemptId, viewer: candidate };
    const { report, earlier } = await getDrillResult(db, who);
    expect(report.grade).toBeNull();
    expect(report.attempt.basedOnId).toBe(base.attemptId);
    expect(report.answers[criterion.section]).toBe(WORDS);
    expect(earlier?.text).toBe(ANSWERS[criterion.section]);
    expect(earlier?.verdicts).toEqual({ [criterion.id]: { verdict: "not_met", by: "judge" } });
    const at = { attemptId: base.attemptId, reviewer: await createPerson(db, "reviewer") };
    const words = { verdict: "met", reason: "It is there.", basedOn: null } as const;
    await setOverride(db, at, { gradeId: base.gradeId, criterionId: criterion.id, ...words });
    const reviewed = await getDrillResult(db, who);
    expect(reviewed.earlier?.verdicts[criterion.id]).toEqual({ verdict: "met", by: "reviewer" });
  });

  it("is nobody else's, and an interview has none", async () => {
    const { db } = world.database;
    const { attemptId, base } = await handInDrill(db, candidate.id);
    const admin = await createPerson(db, "admin");
    expect(await codeOf(getDrillResult(db, { attemptId, viewer: admin }))).toBe("not_found");
    const interview = { attemptId: base.attemptId, viewer: candidate };
    expect(await codeOf(getDrillResult(db, interview))).toBe("not_found");
    const open = await openDrill(db, candidate.id);
    const running = { attemptId: open.attemptId, viewer: candidate };
    expect(await codeOf(getDrillResult(db, running))).toBe("conflict");
  });

  it("is listed with whose verdicts they are, once it was opened", async () => {
    const { db } = world.database;
    const { attemptId, gradeId } = await handInDrill(db, candidate.id);
    await gradeWith(db, gradeId, "met");
    expect(await listDrills(db, candidate.id)).toMatchObject([{ by: null, verdicts: [] }]);
    await recordOwnSight(db, { attemptId, userId: candidate.id });
    expect(await listDrills(db, candidate.id)).toMatchObject([
      { id: attemptId, by: "judge", verdicts: ["met"], of: 1 },
    ]);
  });
});

describe("a drill marked by oneself", () => {
  it("has its own criteria to mark, and is listed as own marks", async () => {
    const { db } = world.database;
    const { attemptId } = await handInDrill(db, candidate.id);
    const at = { attemptId, userId: candidate.id };
    await startSelfRating(db, gateAnswerHere, at);
    expect((await getSelfRating(db, at, null)).of).toBe(1);
    await markAll(db, at, "met");
    await submitSelfRating(db, at);
    expect((await getSelfRating(db, at, null)).stage).toMatchObject({
      kind: "finished",
      total: 100,
    });
    expect(await listDrills(db, candidate.id)).toMatchObject([{ by: "self", verdicts: ["met"] }]);
  });

  it("takes words of one's own", async () => {
    const { db } = world.database;
    const { attemptId } = await openDrill(db, candidate.id);
    const at = { attemptId, userId: candidate.id };
    await submit(db, createRecordingQueue(), at);
    expect(await codeOf(startSelfRating(db, gateAnswerHere, at))).toBe("conflict");
  });
});

it("counts as one grading of its person's limit", async () => {
  const { db } = world.database;
  const { id } = await createPerson(db);
  const limits = { perHour: 2, perDay: 60 };
  const first = await handInDrill(db, id, limits);
  const load = createContentLoader(db);
  // The interview that it grew out of has taken the first place.
  expect(await takeGrading(db, first.gradeId, load, limits)).not.toBe("held");
  const second = await handInDrill(db, id, limits);
  expect(await takeGrading(db, second.gradeId, load, limits)).toBe("held");
});
