import { describe, expect, it } from "vitest";
import { computeRetryDelayMs } from "./retry-delay";

describe("computeRetryDelayMs", () => {
  it("doubles up to half a minute, with half left to chance", () => {
    const delays = [1, 2, 3, 6, 20].map((n) => computeRetryDelayMs({ kind: "offline" }, n, 0));
    expect(delays).toEqual([500, 1_000, 2_000, 15_000, 15_000]);
    expect(computeRetryDelayMs({ kind: "offline" }, 20, 0.999)).toBeGreaterThan(29_000);
  });

  it("never comes back sooner than the server asked", () => {
    const busy = { kind: "busy", retryAfterMs: 40_000 } as const;
    for (const chance of [0, 0.5, 0.99])
      expect(computeRetryDelayMs(busy, 1, chance)).toBeGreaterThanOrEqual(40_000);
  });

  it("waits for a person to sign in without asking every second", () => {
    expect(computeRetryDelayMs({ kind: "signed_out" }, 1, 0)).toBe(5_000);
  });
});
