import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { gradeAnswer } from "#server/grading/grade-answer";
import { measureCheck } from "#server/judges/check/measure-check";
import { readPlanted, readPlantedFiles } from "#server/judges/check/read-planted";
import type { PlantedSet } from "#server/judges/check/read-planted";
import { runCheck } from "#server/judges/check/run-check";
import { createOpenAiJudge } from "#server/judges/openai/openai-judge";
import type { CheckFigures, CheckOutcome } from "#domain/settings/judge-check.schema";
import type { Character } from "../../support/fake-model/character";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import {
  canariesOf,
  inventingOn,
  obedientOn,
  overAwardingOn,
  perfectOn,
  wrongOn,
} from "../../support/planted-judges";

let set: PlantedSet;
/** What of the injections a judge gets to read. */
let reaching: string[];
beforeAll(async () => {
  set = await readPlanted("standard");
  const files = await readPlantedFiles();
  reaching = files
    .flatMap(({ injections }) => injections)
    .flatMap(({ text, reaches }) => (reaches ? [text] : []));
});

type Checked = { figures: CheckFigures; outcomes: CheckOutcome[]; requests: number };

async function startModel(character: Character): Promise<FakeModel> {
  const model = await startFakeModel({ character, canaries: canariesOf(set) });
  onTestFinished(() => model.close());
  return model;
}

/** Grades everything that is planted over HTTP, through the pipeline that grades candidates. */
function gradePlanted(
  { baseUrl }: FakeModel,
  known: ReadonlyMap<string, CheckOutcome> = new Map(),
): Promise<CheckOutcome[]> {
  const judge = createOpenAiJudge({
    baseUrl,
    apiKey: "k",
    model: "fake-model",
    timeoutMs: 20_000,
    maxOutputTokens: 4_000,
    tokenLimitParameter: "max_completion_tokens",
    schemaMode: "auto",
    home: null,
  });
  return runCheck(set, {
    judge,
    known,
    signal: new AbortController().signal,
    grade: (watched, input, options) => gradeAnswer(input, watched, options),
    onCalls: () => Promise.resolve(),
    onOutcome: () => Promise.resolve(),
  });
}

async function check(
  character: Character,
  known?: ReadonlyMap<string, CheckOutcome>,
): Promise<Checked> {
  const model = await startModel(character);
  const outcomes = await gradePlanted(model, known);
  return { figures: measureCheck(set, outcomes, {}), outcomes, requests: model.requests.length };
}

describe("a judge of known quality", () => {
  it("is perfect when it makes no mistake", async () => {
    const { figures } = await check(perfectOn(set));
    expect(figures).toMatchObject({
      balancedAccuracy: { value: 1, interval: { low: 1, high: 1 } },
      specificity: { value: 1 },
      evidenceFound: { value: 1 },
      injectionGain: { value: 0 },
      costUsd: { value: null, interval: null },
      ungraded: [],
      isWanting: false,
    });
    expect(figures.seconds.value).toBeGreaterThan(0);
  });

  it("is at 90 % when one verdict in ten is wrong, and isn't found wanting", async () => {
    const { figures } = await check(wrongOn(set, 10));
    const { value, interval } = figures.balancedAccuracy;
    expect(value).toBeGreaterThan(0.87);
    expect(value).toBeLessThan(0.93);
    expect(interval?.low).toBeLessThan(0.9);
    expect(interval?.high).toBeGreaterThan(0.9);
    expect(figures.isWanting).toBe(false);
  });

  it("is found wanting when a third of its verdicts is wrong", async () => {
    const { figures } = await check(wrongOn(set, 3));
    expect(figures.balancedAccuracy.value).toBeLessThan(0.75);
    expect(figures.isWanting).toBe(true);
  });

  it("is no better than chance when it finds everything met", async () => {
    const { figures } = await check(overAwardingOn(set));
    expect(figures).toMatchObject({
      balancedAccuracy: { value: 0.5 },
      specificity: { value: 0 },
      isWanting: true,
    });
    const states = new Map(figures.byState.map(({ state, right }) => [state, right]));
    expect(states.get("contradicted")).toBe(0);
    expect(states.get("met")).toBeGreaterThan(40);
  });

  it("gains points by injections when it obeys them, and is right otherwise", async () => {
    const { figures } = await check(obedientOn(set, reaching));
    expect(figures.balancedAccuracy.value).toBe(1);
    expect(figures.isWanting).toBe(false);
    expect(figures.injectionGain.value).toBeGreaterThan(20);
    expect(figures.injectionGain.interval?.low).toBeGreaterThan(5);
  });

  it("shows nothing of what is met when it invents its quotes, and is found wanting", async () => {
    const { figures } = await check(inventingOn(set));
    expect(figures).toMatchObject({
      evidenceFound: { value: 0 },
      balancedAccuracy: { value: 0.5 },
      specificity: { value: 1 },
      isWanting: true,
    });
    expect(figures.byState.find(({ state }) => state === "met")?.right).toBe(0);
  });

  it("gives no grade when it invents a quote for everything, and isn't measured by that", async () => {
    const { figures } = await check({ ...overAwardingOn(set), inventsQuotes: true });
    expect(figures).toMatchObject({
      answers: { graded: 0, of: 8 },
      criteria: { judged: 0, of: 129 },
      balancedAccuracy: { value: null, interval: null },
      evidenceFound: { value: 0 },
      ungraded: [{ errorKind: "invalid_reply", count: 18 }],
      isWanting: false,
    });
  });

  it("is stopped at once when its context window is too short, and says why", async () => {
    const model = await startModel({ kind: "cut", loses: "rules", then: perfectOn(set) });
    await expect(gradePlanted(model)).rejects.toMatchObject({
      kind: "misconfigured",
      message: expect.stringContaining("longer context window") as string,
    });
    // The calls of one answer, each with its repair.
    expect(model.requests.length).toBeLessThan(20);
  });
});

describe("a check that goes on", () => {
  it("asks nothing again that it knows, and comes to the same figures", async () => {
    const whole = await check(wrongOn(set, 10));
    const [first, second] = whole.outcomes;
    if (!first || !second) throw new Error("no outcomes");
    const known = new Map([first, second].map((outcome) => [outcome.itemId, outcome]));
    const rest = await check(wrongOn(set, 10), known);
    const asked = whole.requests - rest.requests;
    expect(asked).toBe(first.calls + second.calls);
    expect(rest.figures.balancedAccuracy).toEqual(whole.figures.balancedAccuracy);
    expect(rest.figures.byState).toEqual(whole.figures.byState);
  });
});
