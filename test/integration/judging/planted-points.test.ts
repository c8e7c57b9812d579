import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { gradeAnswer } from "#server/grading/grade-answer";
import { measureCheck } from "#server/judges/check/measure-check";
import { readPlanted } from "#server/judges/check/read-planted";
import type { PlantedSet } from "#server/judges/check/read-planted";
import { runCheck } from "#server/judges/check/run-check";
import { createOpenAiJudge } from "#server/judges/openai/openai-judge";
import { pointsMayFollow } from "#domain/settings/points-may-follow";
import type { CheckFigures, CheckOutcome } from "#domain/settings/judge-check.schema";
import type { DebriefCharacter } from "../../support/fake-model/debrief-like";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import { believing, finding } from "../../support/planted-points";

let set: PlantedSet;
beforeAll(async () => {
  set = { ...(await readPlanted("standard")), items: [] };
});

type Checked = { figures: CheckFigures; outcomes: CheckOutcome[]; readings: number };

/** Reads the answers with planted points over HTTP, with the prompts and checks of a grading. */
async function check(
  debrief: DebriefCharacter,
  known: ReadonlyMap<string, CheckOutcome> = new Map(),
): Promise<Checked> {
  const model = await startFakeModel({ character: { kind: "perfect", expected: {} }, debrief });
  onTestFinished(() => model.close());
  const judge = createOpenAiJudge({
    baseUrl: model.baseUrl,
    apiKey: "k",
    model: "fake-model",
    timeoutMs: 20_000,
    maxOutputTokens: 4_000,
    tokenLimitParameter: "max_completion_tokens",
    schemaMode: "auto",
    home: null,
  });
  const outcomes = await runCheck(set, {
    judge,
    known,
    signal: new AbortController().signal,
    grade: (watched, input, options) => gradeAnswer(input, watched, options),
    onCalls: () => Promise.resolve(),
    onOutcome: () => Promise.resolve(),
  });
  const figures = measureCheck(set, outcomes, judge);
  return { figures, outcomes, readings: model.readings.length };
}

/** Found, believed and thrown out of twelve each, and whether anything follows. */
async function measure(debrief: DebriefCharacter) {
  const { points } = (await check(debrief)).figures;
  if (!points) throw new Error("no points were measured");
  const { answers, found, swallowed, lost } = points;
  expect([answers.of, found.of, swallowed.of, lost.of]).toEqual([2, 12, 12, 12]);
  return [answers.read, found.count, swallowed.count, lost.count, pointsMayFollow(points)];
}

describe("a second reader of known quality", () => {
  it("may hold levels when it finds all and believes nothing false", async () => {
    const best = { finds: finding(set, 12), doubts: believing(set, 0) };
    expect(await measure(best)).toEqual([2, 12, 0, 0, true]);
  });

  it.each([
    [8, 1, true],
    [7, 1, false],
    [8, 2, false],
  ])("that finds %i and believes %i: %s", async (found, believed, follows) => {
    const reader = { finds: finding(set, found), doubts: believing(set, believed) };
    expect(await measure(reader)).toEqual([2, found, believed, 0, follows]);
  });

  it("may not when it finds nothing, or only what wasn't planted", async () => {
    expect(await measure({ doubts: believing(set, 0) })).toEqual([2, 0, 0, 0, false]);
    expect(await measure({ points: 6, doubts: believing(set, 0) })).toEqual([2, 0, 0, 0, false]);
  });

  it("may not when it believes everything", async () => {
    const reader = { finds: finding(set, 12), doubts: "stands" } as const;
    expect(await measure(reader)).toEqual([2, 12, 12, 0, false]);
  });

  it("may not when it refutes everything: its own points go as well", async () => {
    const reader = { finds: finding(set, 12), doubts: "refuted" } as const;
    expect(await measure(reader)).toEqual([2, 0, 0, 12, false]);
  });

  it("neither believes nor throws out what it doubts; of its own points nothing sinks then", async () => {
    const reader = { finds: finding(set, 12), doubts: "doubts" } as const;
    expect(await measure(reader)).toEqual([2, 12, 0, 0, true]);
  });

  it.each(["debrief", "sceptic"] as const)("may not when its %s is rubbish", async (call) => {
    const best = { finds: finding(set, 12), doubts: believing(set, 0) };
    const reader = { ...best, fails: { [call]: { kind: "malformed" } } } as const;
    expect(await measure(reader)).toEqual([0, 0, 0, 0, false]);
  });
});

it("a check that goes on reads nothing again, and comes to the same", async () => {
  const best = { finds: finding(set, 12), doubts: believing(set, 0) };
  const whole = await check(best);
  const [first] = whole.outcomes;
  if (!first) throw new Error("no outcomes");
  expect(first.calls).toBe(4);
  const rest = await check(best, new Map([[first.itemId, first]]));
  expect(rest.readings).toBe(whole.readings - first.calls);
  expect(rest.figures.points).toEqual(whole.figures.points);
});
