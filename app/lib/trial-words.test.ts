import { describe, expect, it } from "vitest";
import { sayGradingTime, sayHowFar, sayPaces, sayStage } from "./trial-words";

const MINUTE_MS = 60_000;

describe("a trial under way", () => {
  it.each([
    [null, /Reading a short answer that says/, null],
    [{ kind: "in_line" }, /in line/, null],
    [{ kind: "loading" }, /Loading the model/, "The first call may take ten minutes."],
    [{ kind: "reading", done: null, total: null }, /Reading/, null],
    [{ kind: "reading", done: 800, total: 1_731 }, /Reading/, "800 of 1,731 tokens."],
    [{ kind: "thinking", tokens: 300 }, /Thinking/, "About 300 tokens so far."],
    [{ kind: "writing", tokens: 120 }, /Writing/, "About 120 tokens so far."],
  ] as const)("%j", (step, stage, howFar) => {
    expect(sayStage(step)).toMatch(stage);
    expect(sayHowFar(step)).toBe(howFar);
  });
});

describe("what a trial measured", () => {
  it("is said in tokens per second", () => {
    const paces = { readsPerSecond: 70.4, writesPerSecond: 4.25, thoughtTokens: 3_000 };
    expect(sayPaces(paces)).toBe(
      "It reads 70 tokens per second, and it writes 4.3 tokens per second. It thought for 3,000 tokens before it replied.",
    );
    expect(sayPaces({ ...paces, thoughtTokens: 0, isReadSure: false })).toBe(
      "It reads at least 70 tokens per second, and it writes 4.3 tokens per second.",
    );
  });

  it("is unknown where nothing was", () => {
    expect(sayPaces(null)).toContain("unknown");
    const none = { readsPerSecond: null, writesPerSecond: null, thoughtTokens: null };
    expect(sayPaces(none)).toBe("How fast it reads is unknown, and how fast it writes is unknown.");
  });

  it("gives a range for a grading", () => {
    const say = (least: number, most: number) =>
      sayGradingTime({ leastMs: least * MINUTE_MS, mostMs: most * MINUTE_MS });
    expect(say(6.4, 9.6)).toBe("A grading takes about 6 to 10 minutes here.");
    expect(say(0.5, 1.2)).toBe("A grading takes up to 2 minutes here.");
    expect(say(0.2, 0.9)).toBe("A grading takes less than a minute here.");
    expect(sayGradingTime(null)).toBe("How long a grading takes here is unknown.");
  });
});
