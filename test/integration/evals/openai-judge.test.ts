import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { envSchema } from "#server/env";
import { runEvals } from "../../evals/command/run-evals";
import { composeAnswers } from "../../evals/gold/compose-answers";
import { GOLD, GOLD_RUBRIC } from "../../evals/gold/gold-fixture";
import { writeTinyContent } from "../../evals/tiny-content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import { CANARIES } from "../../support/grading-fixture";
import type { Report } from "../../evals/report/report";
import type { Character, FakeVerdict } from "../../support/fake-model/character";
import type { FakeModel } from "../../support/fake-model/start-fake-model";

const answers = composeAnswers(GOLD, GOLD_RUBRIC, 1, drawOutline);

/** The verdicts that the n-th answer should get. */
function expectedOf(n: number): Record<string, FakeVerdict> {
  const planted = answers[n]?.planted ?? [];
  return Object.fromEntries(
    planted.map(({ criterion, label }) => [criterion.id, label ?? "not_met"]),
  );
}

async function measure(
  args: string,
  characterOf: (n: number) => Character,
): Promise<{ code: number; report: Report; model: FakeModel }> {
  const model = await startFakeModel({ character: characterOf(0), canaries: CANARIES });
  onTestFinished(() => model.close());
  const { rootDir, remove } = await writeTinyContent();
  onTestFinished(remove);
  const env = { OPENAI_BASE_URL: model.baseUrl, JUDGE_MODEL: "fake-model" };
  let graded = 0;
  const code = await runEvals(
    [
      "--judge",
      "openai",
      "--concurrency",
      "1",
      "--out",
      rootDir,
      ...args.split(" ").filter(Boolean),
    ],
    rootDir,
    () => envSchema.parse(env),
    {
      out: () => undefined,
      err: () => undefined,
      // One answer at a time: the next one is judged by its own labels.
      progress: () => model.setCharacter(characterOf((graded += 1))),
    },
  );
  const report = JSON.parse(await readFile(join(rootDir, "report.json"), "utf8")) as Report;
  return { code, report, model };
}

describe("npm run evals on a model", () => {
  it("finds nothing wrong with one that is right about everything", async () => {
    const { code, report } = await measure("", (n) => ({
      kind: "perfect",
      expected: expectedOf(n),
    }));
    expect(code).toBe(0);
    const { gold, costs, judge } = report;
    expect(gold?.slices[0]).toMatchObject({ answers: 10, coverage: 1 });
    expect(gold?.slices[0]?.accuracy).toEqual({ value: 1, interval: { low: 1, high: 1 } });
    expect(gold?.slices[0]?.balancedAccuracy3.value).toBe(1);
    expect(gold?.slices[0]?.kappa.value).toBe(1);
    expect(gold?.slices[0]?.awardBias.value).toBe(0);
    expect(gold?.totals[0]).toMatchObject({
      meanAbsoluteError: { value: 0 },
      decileKappa: { value: 1 },
    });
    expect(gold?.bands[0]).toMatchObject({ inOrder: 1, meansInOrder: true });
    expect(gold?.criteria.every(({ errors }) => errors === 0)).toBe(true);
    expect(costs).toMatchObject({ graded: 10, failed: [], evidenceValid: 1 });
    // A server of one's own has no price: unknown, and not 0.
    expect(costs.totalUsd).toBeNull();
    expect(judge.returnedModels).toEqual(["fake-model-2026-01-01"]);
  });

  it("sees one that awards everything: half of the balanced accuracy, and a bias as large as what was missed", async () => {
    const expected = Object.fromEntries(GOLD_RUBRIC.criteria.map(({ id }) => [id, "met" as const]));
    const { report } = await measure("", () => ({ kind: "perfect", expected }));
    const all = report.gold?.slices[0];
    expect(all?.balancedAccuracy.value).toBe(0.5);
    const due = answers.flatMap(({ planted }) => planted.flatMap(({ label }) => label ?? []));
    const missing = due.map((label) => ({ met: 0, partial: 0.5, not_met: 1 })[label]);
    const bias = (100 * missing.reduce((sum, value) => sum + value, 0)) / due.length;
    expect(all?.awardBias.value).toBeCloseTo(bias, 8);
    expect(report.gold?.bands[0]?.inOrder).toBe(0);
  });

  it("counts a refusal as failed, never as a score", async () => {
    const { code, report } = await measure("--limit 2", () => ({ kind: "refusing" }));
    expect(code).toBe(0);
    expect(report.gold).toBeNull();
    expect(report.costs.graded).toBe(0);
    expect(report.costs.failed.map(({ kind }) => kind)).toEqual(["refused", "refused"]);
  });

  it("stops where a price is unknown and a cap is wanted, and says what is left", async () => {
    const { code, report } = await measure("--max-usd 1", (n) => ({
      kind: "perfect",
      expected: expectedOf(n),
    }));
    expect(code).toBe(1);
    expect(report).toMatchObject({ left: 9, costs: { graded: 1 } });
    expect(report.stopped).toContain("unknown");
  });
});
