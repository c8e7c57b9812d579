import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseAnswerFile } from "#server/content/answer-file";
import { readContent } from "#server/content/read-content";
import type { ContentFile } from "#server/content/read-content";
import { parseScene } from "#domain/diagram/parse-scene";
import { handIn } from "../../support/attempts";
import { RAG, ROOT_DIR } from "../../support/content";
import { FROZEN_DIR } from "../../support/frozen-content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel, FakeModelOptions } from "../../support/fake-model/start-fake-model";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPerson } from "../../support/people";
import { waitForGrade } from "../../support/wait-for-grade";

/** Points between neighbours that the issue of every grade rests on. */
const APART = 25;
const OTHER_PROBLEM = "test/fixtures/answers/code-completion";

type Work = { answers: Record<string, string>; elements: unknown[] };

let content: ContentFile;
let world: GradingWorld;
let model: FakeModel;

beforeAll(async () => {
  const found = (await readContent(FROZEN_DIR)).find(({ slug }) => slug === RAG);
  if (!found) throw new Error("the RAG problem is missing");
  content = found;
  world = await openGradingWorld("");
  model = await startFakeModel({
    character: { kind: "always_met_invented" },
    canaries: Object.fromEntries(
      content.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]),
    ),
  });
});
afterAll(async () => {
  await world.close();
  await model.close();
});

function readCalibration(name: string): Work & { expected: Record<string, unknown> } {
  const answer = content.calibration.find((one) => one.name === name);
  if (!answer) throw new Error(`the answer ${name} is missing`);
  const { elements } = parseScene(answer.scene).scene;
  return { answers: answer.answers, elements, expected: answer.head.expected };
}

async function readOtherProblem(): Promise<Work> {
  const markdown = await readFile(join(ROOT_DIR, `${OTHER_PROBLEM}.md`), "utf8");
  const scene: unknown = JSON.parse(
    await readFile(join(ROOT_DIR, `${OTHER_PROBLEM}.excalidraw`), "utf8"),
  );
  return { answers: parseAnswerFile(markdown).answers, elements: parseScene(scene).scene.elements };
}

/** From the submit through queue and worker to the stored total, in points of 100. */
async function grade(work: Work): Promise<number> {
  const { id } = await createPerson(world.database.db);
  const receipt = await handIn(world.database.db, world.jobs, id, work);
  const row = await waitForGrade(
    world.database,
    receipt.gradeId,
    ({ status }) => status === "graded",
  );
  if (row.total === null) throw new Error("graded without a total");
  return row.total;
}

describe("the offline judge", () => {
  it("keeps the bands apart, passes nothing empty and nothing of another problem", async () => {
    const worker = await world.startWorker();
    const [strong, middling, weak] = [
      await grade(readCalibration("strong")),
      await grade(readCalibration("middling")),
      await grade(readCalibration("weak")),
    ];
    expect(strong - middling).toBeGreaterThanOrEqual(APART);
    expect(middling - weak).toBeGreaterThanOrEqual(APART);
    expect(await grade({ answers: {}, elements: [] })).toBeLessThanOrEqual(5);
    expect(await grade(await readOtherProblem())).toBeLessThan(content.rubric.bars.mid);
    await worker.stop();
  });
});

describe("a model that judges as a careful person would", () => {
  it("keeps the same bands apart, quoting the answers themselves", async () => {
    const worker = await world.startWorker({
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "a key for the fake",
      JUDGE_MODEL: "fake-judge-1",
    });
    const totals: number[] = [];
    for (const name of ["strong", "middling", "weak"]) {
      const work = readCalibration(name);
      model.setCharacter({ kind: "perfect", expected: pickVerdicts(work.expected) });
      totals.push(await grade(work));
    }
    const [strong = 0, middling = 0, weak = 0] = totals;
    expect(strong - middling).toBeGreaterThanOrEqual(APART);
    expect(middling - weak).toBeGreaterThanOrEqual(APART);
    await worker.stop();
  });
});

type Perfect = Extract<FakeModelOptions["character"], { kind: "perfect" }>;

/** Where two verdicts are defensible, the first. */
function pickVerdicts(expected: Record<string, unknown>): Perfect["expected"] {
  const picked = Object.entries(expected).map(([id, verdict]) => [
    id,
    Array.isArray(verdict) ? verdict[0] : verdict,
  ]);
  return Object.fromEntries(picked) as Perfect["expected"];
}
