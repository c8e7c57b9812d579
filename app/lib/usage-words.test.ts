import { describe, expect, it } from "vitest";
import { sayCost, sayCostName, sayKnownCost, saySpeech, sayTokens, toCostBar } from "./usage-words";

describe("what calls cost", () => {
  it.each([
    ["nothing was asked", { calls: 0, knownUsd: null, unpricedCalls: 0 }, "nothing", 0],
    ["no price is known", { calls: 3, knownUsd: null, unpricedCalls: 3 }, "unknown", null],
    ["a model is free", { calls: 3, knownUsd: 0, unpricedCalls: 0 }, "nothing", 0],
    ["all are known", { calls: 3, knownUsd: 1.5, unpricedCalls: 0 }, "$1.50", 1.5],
    [
      "some are known",
      { calls: 3, knownUsd: 1.5, unpricedCalls: 1 },
      "$1.50 and 1 call of unknown price",
      1.5,
    ],
  ])("when %s", (_, costs, words, bar) => {
    expect(sayCost(costs)).toBe(words);
    expect(toCostBar(costs)).toBe(bar);
  });
});

it("says in the figure's name what the figure leaves out", () => {
  const costs = { calls: 3, knownUsd: 1.5, unpricedCalls: 1 };
  expect([sayKnownCost(costs), sayCostName(costs)]).toEqual([
    "$1.50",
    "cost, excluding 1 call of unknown price",
  ]);
  const unknown = { calls: 3, knownUsd: null, unpricedCalls: 3 };
  expect([sayKnownCost(unknown), sayCostName(unknown)]).toEqual(["unknown", "cost"]);
});

describe("tokens", () => {
  it.each([
    [{ calls: 0, inputTokens: null, outputTokens: null, uncountedCalls: 0 }, "0"],
    [{ calls: 2, inputTokens: null, outputTokens: null, uncountedCalls: 2 }, "unknown"],
    [{ calls: 2, inputTokens: 1200, outputTokens: 5, uncountedCalls: 1 }, "at least 1,200"],
    [{ calls: 2, inputTokens: 1200, outputTokens: 5, uncountedCalls: 0 }, "1,200"],
  ])("of %j", (figures, words) => {
    expect(sayTokens(figures, "inputTokens")).toBe(words);
  });
});

it("says how much was spoken and read out", () => {
  const nothing = { recordings: 0, seconds: 0, readings: 0, characters: 0 };
  expect(saySpeech(nothing)).toBeNull();
  expect(saySpeech({ ...nothing, recordings: 1, seconds: 12.4 })).toBe(
    "Speech: 1 recording transcribed, 12 s in all.",
  );
  expect(saySpeech({ recordings: 12, seconds: 559.7, readings: 1, characters: 90 })).toBe(
    "Speech: 12 recordings transcribed, 9 min 20 s in all; 1 question read aloud, 90 characters in all.",
  );
});
