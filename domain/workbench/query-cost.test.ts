import { describe, expect, it } from "vitest";
import { costQuery } from "./query-cost";
import type { CostPlan } from "./query-cost";

/**
 * A task of 20 steps as in study/topics/agents.md: 6,000 tokens of prompt and 1,500 per step. All calls
 * together read 405,000 tokens, and the first sight of each token is 6,000 + 19 × 1,500 = 34,500.
 */
const AGENT: CostPlan = {
  queriesPerDay: 1_000,
  callsPerQuery: 20,
  retryShare: 0,
  prefixTokens: (405_000 - 34_500) / 20,
  hitShare: 1,
  freshTokens: 34_500 / 20,
  outputTokens: 250,
  writtenTokens: 34_500 / 20,
  prices: { input: 3, written: 3.75, cached: 0.3, output: 15 },
  solvedShare: 0.544,
};

function withoutCache(plan: CostPlan): CostPlan {
  return { ...plan, hitShare: 0, writtenTokens: 0 };
}

describe("the cost of a query", () => {
  it("is what the agents lesson's program prints for 20 steps, with and without the cache", () => {
    const cost = costQuery(AGENT);
    expect(cost.perQuery.toFixed(2)).toBe("0.32");
    expect(cost.perSolved.toFixed(2)).toBe("0.58");
    expect(costQuery(withoutCache(AGENT)).perQuery.toFixed(2)).toBe("1.29");
  });

  // The same program for 10, 40 and 80 steps.
  it.each([
    [10, "0.14", "0.42"],
    [40, "0.80", "4.38"],
    [80, "2.30", "15.96"],
  ])("is that for %d steps", (steps, withCache, without) => {
    const all = steps * 6_000 + (1_500 * steps * (steps - 1)) / 2;
    const fresh = 6_000 + 1_500 * (steps - 1);
    const prefixTokens = (all - fresh) / steps;
    const freshTokens = fresh / steps;
    const tokens = { prefixTokens, freshTokens, writtenTokens: freshTokens };
    const plan = { ...AGENT, ...tokens, callsPerQuery: steps };
    expect(costQuery(plan).perQuery.toFixed(2)).toBe(withCache);
    expect(costQuery(withoutCache(plan)).perQuery.toFixed(2)).toBe(without);
  });

  it("adds up, by hand", () => {
    // 2 calls of 4,000 + 1,000 tokens, three of four with the 4,000 cached, and 300 out; the others
    // write theirs. Input: 2 × 1,000 × $2 / M = $0.004. Writes: 2 × 1,000 × $2.5 / M = $0.005.
    // Cached: 2 × 3,000 × $0.5 / M = $0.003. Output: 2 × 300 × $10 / M = $0.006. One call in ten
    // again: $0.0018. In all $0.0198.
    const cost = costQuery({
      queriesPerDay: 50_000,
      callsPerQuery: 2,
      retryShare: 0.1,
      prefixTokens: 4_000,
      hitShare: 0.75,
      freshTokens: 1_000,
      outputTokens: 300,
      writtenTokens: 1_000,
      prices: { input: 2, written: 2.5, cached: 0.5, output: 10 },
      solvedShare: 0.9,
    });
    expect(cost.parts.input).toBeCloseTo(0.004, 12);
    expect(cost.parts.written).toBeCloseTo(0.005, 12);
    expect(cost.parts.cached).toBeCloseTo(0.003, 12);
    expect(cost.parts.output).toBeCloseTo(0.006, 12);
    expect(cost.parts.retries).toBeCloseTo(0.0018, 12);
    expect(cost.perQuery).toBeCloseTo(0.0198, 12);
    expect(cost.perSolved).toBeCloseTo(0.022, 12);
    expect(cost.perDay).toBeCloseTo(990, 8);
    expect(cost.perMonth).toBeCloseTo(29_700, 6);
    // 1.1 × 2 × (3,000 × $1.5 − 1,000 × $0.5) / M = $0.0088 a query.
    expect(cost.savedPerMonth).toBeCloseTo(13_200, 6);
  });

  it("saves what the month costs less with the cache, which may be less than nothing", () => {
    for (const cached of [0.3, 3, 3.75]) {
      const plan = { ...AGENT, retryShare: 0.05, prices: { ...AGENT.prices, cached } };
      const difference = costQuery(withoutCache(plan)).perMonth - costQuery(plan).perMonth;
      expect(costQuery(plan).savedPerMonth).toBeCloseTo(difference, 6);
    }
  });

  it("writes no more than wasn't found", () => {
    const cost = costQuery({ ...AGENT, writtenTokens: 1_000_000 });
    expect(cost.perQuery).toBe(costQuery(AGENT).perQuery);
  });
});
