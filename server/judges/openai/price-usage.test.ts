import { describe, expect, it } from "vitest";
import { OPENAI_BASE_URL } from "./config";
import { priceUsage } from "./price-usage";

const USAGE = { inputTokens: 10_000, cachedInputTokens: 2_000, outputTokens: 1_000 };

describe("priceUsage", () => {
  it("prices a known model, cached tokens at their own rate", () => {
    // gpt-4o-mini: $0.15, cached $0.075, output $0.60 a million tokens.
    expect(priceUsage(USAGE, ["gpt-4o-mini-2024-07-18"], OPENAI_BASE_URL)).toBeCloseTo(0.00195, 6);
  });

  it("tries the model asked for where the returned one is unknown", () => {
    expect(priceUsage(USAGE, ["some-deployment", "gpt-4o-mini"], OPENAI_BASE_URL)).toBeCloseTo(
      0.00195,
      6,
    );
  });

  it("says unknown, never 0, for an unknown model, server or usage", () => {
    expect(priceUsage(USAGE, ["no-such-model", null], OPENAI_BASE_URL)).toBeNull();
    expect(priceUsage(USAGE, ["gpt-4o-mini"], "http://127.0.0.1:11434/v1")).toBeNull();
    expect(priceUsage(null, ["gpt-4o-mini"], OPENAI_BASE_URL)).toBeNull();
  });
});
