import { describe, expect, it } from "vitest";
import { planKvMemory } from "./kv-memory";
import type { KvPlan } from "./kv-memory";

const SMALL: KvPlan = {
  layers: 32,
  kvHeads: 8,
  headWidth: 128,
  vectorsPerHead: 2,
  bytesPerNumber: 2,
  weightBytes: 16e9,
  gpuBytes: 80e9,
  gpus: 1,
  reserveShare: 0.1,
  tokensPerSequence: 4_000,
  bandwidth: 3.35e12,
};

describe("the plan of a KV cache", () => {
  // The output of the program in study/topics/kv-cache.md, which a test runs.
  it.each([
    [1_000, 2, 427, 21.5, 19_876],
    [1_000, 1, 854, 21.5, 39_753],
    [4_000, 2, 106, 21.4, 4_961],
    [4_000, 1, 213, 21.4, 9_933],
    [16_000, 2, 26, 21.1, 1_235],
    [16_000, 1, 53, 21.4, 2_481],
  ])("of %d tokens at %d bytes", (tokensPerSequence, bytesPerNumber, sequences, ms, speed) => {
    const result = planKvMemory({ ...SMALL, tokensPerSequence, bytesPerNumber });
    expect(result.sequences).toBe(sequences);
    expect((result.stepSeconds ?? 0) * 1e3).toBeCloseTo(ms, 1);
    expect(Math.round(result.tokensPerSecond ?? 0)).toBe(speed);
  });

  it("of a 70B model on four GPUs, as in the lesson's exercise", () => {
    const large = { ...SMALL, layers: 80, weightBytes: 140e9, gpus: 4, tokensPerSequence: 8_000 };
    const { bytesPerToken, sequences, roomBytes } = planKvMemory(large);
    expect({ bytesPerToken, sequences }).toEqual({ bytesPerToken: 327_680, sequences: 56 });
    expect(roomBytes).toBeCloseTo(148e9, -3);
  });

  it.each([
    // More GPUs than heads: a head on two GPUs each, so half of what (16 × 72 − 140) / 1.31 = 772 says.
    ["70B on 16 GPUs", { layers: 80, weightBytes: 140e9, gpus: 16 }, 2, 386],
    // Three, three and two heads: the GPUs with three are full first.
    ["70B on three GPUs", { layers: 80, weightBytes: 140e9, gpus: 3 }, 9 / 8, 51],
    // Each GPU holds every latent: (72 − 671 / 16) / 0.281.
    [
      "671B with a latent on 16 GPUs",
      { layers: 61, kvHeads: 1, headWidth: 576, vectorsPerHead: 1, weightBytes: 671e9, gpus: 16 },
      16,
      106,
    ],
  ])("of %s holds whole heads on each", (_, change, copies, sequences) => {
    expect(planKvMemory({ ...SMALL, ...change })).toMatchObject({ copies, sequences });
  });

  it("of weights that don't fit has no sequence and no speed", () => {
    const result = planKvMemory({ ...SMALL, weightBytes: 140e9 });
    expect(result).toMatchObject({ sequences: 0, stepSeconds: null, tokensPerSecond: null });
    expect(result.roomBytes).toBeLessThan(0);
  });
});
