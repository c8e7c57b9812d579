import { describe, expect, it } from "vitest";
import { serve, stepSeconds } from "./continuous-batching";
import type { Batching } from "./continuous-batching";
import { drawRequests } from "./draw-requests";
import type { Traffic } from "./draw-requests";
import { sumUpRun } from "./sum-up-run";

const TRAFFIC: Traffic = {
  requests: 6_400,
  requestsPerSecond: 8,
  promptTokens: 500,
  answerTokens: 300,
  spread: "exponential",
  seed: 1,
};
const SPREADS = ["equal", "even", "exponential", "long-tail"] as const;
const POLICIES = ["static", "continuous"] as const;

function setUp(policy: Batching["policy"], slots: number, promptTokensPerStep = 100_000): Batching {
  return { policy, slots, promptTokensPerStep };
}

describe("a step", () => {
  // What the second program in study/topics/continuous-batching.md prints, which a test runs.
  it.each([
    [0, 0, "7.3"],
    [60_000, 0, "3850.9"],
    [8_192, 0, "301.7"],
    [512, 0, "17.8"],
    [512, 116 * 512, "50.0"],
    [128, 0, "7.3"],
  ])("with %d tokens of a prompt after %d takes %s ms", (tokens, done, ms) => {
    const pieces = tokens === 0 ? [] : [{ tokens, done }];
    const seconds = stepSeconds({ rows: 32, context: 32 * 2_000, pieces });
    expect((seconds * 1e3).toFixed(1)).toBe(ms);
  });
});

describe("serving", () => {
  it("is the lesson's figure, step by step", () => {
    // study/figures/continuous-batching-slots.yaml, in which a prompt takes no time of its own.
    const requests = [3, 10, 4, 6, 5, 4, 6, 2].map((answer) => ({ arrival: 0, prompt: 1, answer }));
    expect(serve(requests, setUp("static", 4)).steps).toBe(16);
    const { stays, steps } = serve(requests, setUp("continuous", 4));
    expect(steps).toBe(12);
    expect(stays.map(({ slot }) => slot + 1)).toEqual([1, 2, 3, 4, 1, 3, 4, 1]);
    expect(stays[4]?.start).toBe(stays[0]?.end);
    expect(stays[7]?.start).toBe(stays[4]?.end);
  });

  it("reads a prompt in pieces, and then makes a token per step", () => {
    const request = { arrival: 2, prompt: 1_000, answer: 3 };
    const { stays, steps, longestGap } = serve([request], setUp("continuous", 1, 600));
    expect(steps).toBe(4);
    const [{ start, firstToken, end } = { start: 0, firstToken: 0, end: 0 }] = stays;
    expect(start).toBe(2);
    // 16 GFLOP per token and 524,288 per token and earlier token: 9.694 and 6.568 TFLOP at 494.5 per second.
    expect(firstToken - start).toBeCloseTo((9.6944 + 6.5678) / 494.5, 5);
    // 16 GB and 131,072 bytes for each of 1,001 and 1,002 tokens, at 3.35 TB/s.
    expect(end - firstToken).toBeCloseTo(0.0096304, 6);
    expect(longestGap).toBeCloseTo(0.0048153, 6);
  });

  // Computed by a program in Python, written from the description alone and token by token.
  it.each([
    [
      "static",
      1_865,
      [1.634279, 2.948169],
      [4.921936, 5.449986],
      8.625028,
      440.9989,
      0.600036,
      467_795_968,
      11,
    ],
    [
      "continuous",
      1_253,
      [0.028912, 0.086719],
      [5.099156, 5.189422],
      8.626007,
      641.8113,
      0.846321,
      502_792_192,
      0,
    ],
  ] as const)(
    "%s is what another program computes",
    (policy, steps, ttft, tpotMs, gapMs, rate, use, bytes, queue) => {
      const requests = Array.from({ length: 40 }, (_, index) => ({
        arrival: 0.15 * index,
        prompt: 200 + ((137 * index) % 900),
        answer: 20 + ((53 * index) % 180),
      }));
      const run = serve(requests, setUp(policy, 4, 256));
      const summary = sumUpRun(run, 4);
      expect(run.steps).toBe(steps);
      expect(run.peakBytes).toBe(bytes);
      expect(run.longestGap * 1e3).toBeCloseTo(gapMs, 5);
      expect(summary.ttft.p50).toBeCloseTo(ttft[0], 5);
      expect(summary.ttft.p95).toBeCloseTo(ttft[1], 5);
      expect((summary.tpot?.p50 ?? 0) * 1e3).toBeCloseTo(tpotMs[0], 5);
      expect((summary.tpot?.p95 ?? 0) * 1e3).toBeCloseTo(tpotMs[1], 5);
      expect(summary.tokensPerSecond).toBeCloseTo(rate, 3);
      expect(summary.slotsInUse).toBeCloseTo(use, 5);
      expect(summary.waitingAtLast).toBe(queue);
    },
  );

  // U in the lesson: 1 / H(32) for exponential lengths, 33 / 64 for even ones; for nine short ones of
  // ten, a group of 32 has a long one with 1 - 0.9^32 = 0.966, and runs 2,100 steps then, else 100.
  it.each([
    ["equal", 1],
    ["even", 0.516],
    ["exponential", 0.246],
    ["long-tail", 300 / (0.966 * 2_100 + 0.034 * 100)],
  ] as const)("in static groups wastes slots by the longest of %s answers", (spread, share) => {
    const requests = drawRequests({ ...TRAFFIC, spread }).map((one) => ({
      ...one,
      arrival: 0,
      prompt: 1,
    }));
    const tokens = requests.reduce((sum, { answer }) => sum + answer, 0);
    const use = tokens / (32 * serve(requests, setUp("static", 32)).steps);
    expect(use / share).toBeGreaterThan(0.95);
    expect(use / share).toBeLessThan(1.05);
  });

  it.each(POLICIES)("%s has no two requests in a slot at once, and keeps their order", (policy) => {
    const requests = drawRequests({ ...TRAFFIC, requests: 300 });
    const { stays } = serve(requests, setUp(policy, 8, 512));
    expect(stays.map(({ request }) => request)).toEqual(requests);
    const busyUntil = new Map<number, number>();
    for (const { request, slot, start, firstToken, end } of stays) {
      expect(slot).toBeLessThan(8);
      expect(start).toBeGreaterThanOrEqual(Math.max(request.arrival, busyUntil.get(slot) ?? 0));
      expect(firstToken).toBeGreaterThan(start);
      expect(end).toBeGreaterThanOrEqual(firstToken);
      busyUntil.set(slot, end);
    }
  });

  it("has no time per token where every answer has one", () => {
    const run = serve([{ arrival: 1, prompt: 10, answer: 1 }], setUp("static", 1));
    expect(sumUpRun(run, 1)).toMatchObject({ tpot: null, slotsInUse: 1, waitingAtLast: 0 });
  });
});

describe("drawing requests", () => {
  it.each(SPREADS)("keeps the means and the rate, with %s answers", (spread) => {
    const requests = drawRequests({ ...TRAFFIC, spread });
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / 6_400;
    expect(mean(requests.map(({ answer }) => answer)) / 300).toBeCloseTo(1, 1);
    expect(mean(requests.map(({ prompt }) => prompt)) / 500).toBeCloseTo(1, 1);
    expect((requests.at(-1)?.arrival ?? 0) / 800).toBeCloseTo(1, 1);
    const lengths = requests.flatMap(({ prompt, answer }) => [prompt, answer]);
    expect(lengths.every((length) => Number.isInteger(length) && length >= 1)).toBe(true);
  });

  it("repeats itself for a seed, and keeps the lengths at another rate", () => {
    const lengths = (over: Partial<Traffic>) =>
      drawRequests({ ...TRAFFIC, ...over }).map(({ prompt, answer }) => [prompt, answer]);
    expect(drawRequests(TRAFFIC)).toEqual(drawRequests(TRAFFIC));
    expect(lengths({ requestsPerSecond: 2 })).toEqual(lengths({}));
    expect(lengths({ seed: 2 })).not.toEqual(lengths({}));
  });
});
