import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseScene } from "#domain/diagram/parse-scene";
import { readContent } from "#server/content/read-content";
import { getReport } from "#server/grades/get-report";
import { handIn } from "../../support/attempts";
import {
  CALLED_WRONG,
  expectNoAccusation,
  HURRIED,
  readEverywhere,
} from "../../support/called-wrong";
import { RAG } from "../../support/content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { FROZEN_DIR } from "../../support/frozen-content";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { waitForGrade } from "../../support/wait-for-grade";

let world: GradingWorld;
let pages: PageWorld;
let model: FakeModel;
let work: { answers: Record<string, string>; elements: unknown[] };
/** Meets one criterion on each line that holds a sum called wrong. */
let answers: Record<
  string,
  { verdict: "met"; evidence: { source: "latency_cost"; quote: string }[] }
>;

beforeAll(async () => {
  const [content] = (await readContent(FROZEN_DIR)).filter(({ slug }) => slug === RAG);
  const strong = content?.calibration.find(({ name }) => name === "strong");
  if (!content || !strong) throw new Error("the strong calibration answer is missing");
  work = {
    answers: { ...strong.answers, latency_cost: `${strong.answers.latency_cost}\n\n${HURRIED}` },
    elements: parseScene(strong.scene).scene.elements,
  };
  const lines = HURRIED.split("\n").filter((line) =>
    CALLED_WRONG.some(({ text }) => line.includes(text)),
  );
  const criteria = content.rubric.criteria.filter(({ evidence }) => evidence.includes("text"));
  answers = Object.fromEntries(
    lines.flatMap((quote, at) => {
      const id = criteria[at]?.id;
      return id === undefined
        ? []
        : [[id, { verdict: "met", evidence: [{ source: "latency_cost", quote }] }]];
    }),
  );
  const canaries = Object.fromEntries(
    content.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]),
  );
  world = await openGradingWorld("");
  pages = createPageWorld(world.database, world.jobs);
  model = await startFakeModel({ character: { kind: "scripted", answers }, canaries });
}, 120_000);
afterAll(async () => {
  await model.close();
  await pages.close();
  await world.close();
});

it("the answer holds what it is for: the reader calls right sums of it wrong", () => {
  expect(CALLED_WRONG.length).toBeGreaterThanOrEqual(16);
  expect(Object.keys(answers).length).toBeGreaterThanOrEqual(12);
});

describe("right sums that the reader calls wrong, in a new grade", () => {
  it("are nowhere called so, change no verdict and mark none for a person", async () => {
    const { db } = world.database;
    const [owner, reviewer] = await Promise.all([createPerson(db), createPerson(db, "reviewer")]);
    await world.startWorker({
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "a key for the fake",
      JUDGE_MODEL: "fake-judge-1",
    });
    const { attemptId, gradeId } = await handIn(db, world.jobs, owner.id, work);
    await waitForGrade(world.database, gradeId, ({ status }) => status === "graded", 60_000);

    const { grade } = await getReport(db, { attemptId, viewer: owner });
    const judged = grade?.criteria.filter(({ id }) => id in answers) ?? [];
    expect(
      judged.map(({ verdict, needsPerson, confidence }) => [verdict, needsPerson, confidence]),
    ).toEqual(Object.keys(answers).map(() => ["met", false, 1]));
    const asked = grade?.calls.filter(({ purpose }) => purpose === "reask") ?? [];
    expect(asked.flatMap(({ criterionIds }) => criterionIds).filter((id) => id in answers)).toEqual(
      [],
    );

    const prompts = model.requests.map(({ body }) => JSON.stringify(body));
    expect(prompts.length).toBeGreaterThan(4);
    const computed = prompts.map((prompt) => prompt.split("computed").slice(2).join("computed"));
    expect(computed.every((told) => told.includes("197 KB × 300K = 59 GB"))).toBe(true);
    for (const { text } of CALLED_WRONG) {
      expect(
        computed.filter((told) => told.includes(text)),
        text,
      ).toEqual([]);
    }
    expectNoAccusation({
      prompts: prompts.join("\n"),
      ...(await readEverywhere(world.database, pages, { attemptId, owner, reviewer })),
    });
  }, 120_000);
});
