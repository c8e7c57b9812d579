import { describe, expect, it } from "vitest";
import type { CheckFigures } from "#domain/settings/judge-check.schema";
import { listFigures, sayPrice, sayShare, saySize } from "./check-words";

const nothing = { value: null, interval: null };
const figures: CheckFigures = {
  criteria: { judged: 129, of: 129 },
  answers: { graded: 8, of: 8 },
  injections: { graded: 10, of: 10 },
  balancedAccuracy: { value: 0.914, interval: { low: 0.876, high: 0.95 } },
  specificity: { value: 1, interval: null },
  evidenceFound: nothing,
  injectionGain: { value: -1.26, interval: { low: -3, high: 0.04 } },
  costUsd: { value: 0.0213, interval: null },
  seconds: { value: 12.4, interval: { low: 9.64, high: 15 } },
  byState: [],
  ungraded: [],
  isWanting: false,
};

/** With plain spaces, for reading. */
function plain(text: string | null): string | null {
  return text === null ? null : text.replaceAll("\u00a0", " ");
}

describe("figures in words", () => {
  it("carry their unit and their interval, and say what is unknown", () => {
    const said = listFigures(figures).map(({ value, interval }) => [plain(value), plain(interval)]);
    expect(said).toEqual([
      ["91%", "88% to 95%"],
      ["100%", null],
      ["unknown", null],
      ["−1.3 points", "−3 to 0"],
      ["$0.0213", null],
      ["12 s", "9.6 to 15"],
    ]);
    expect(plain(sayShare(figures.balancedAccuracy))).toBe("91% (88% to 95%)");
    expect(sayShare(nothing)).toBe("unknown");
  });

  it("never take an unknown price for nothing", () => {
    const estimate = {
      answers: 8,
      criteria: 129,
      injections: 10,
      points: 24,
      calls: 133,
      inputTokens: 411_000,
      outputTokens: 44_000,
      costUsd: null,
    };
    expect(sayPrice(estimate)).toBe("cost unknown");
    expect(sayPrice({ ...estimate, costUsd: 0.42 })).toBe("about $0.42");
    expect(saySize(estimate)).toBe("about 133 model calls, with 411,000 tokens in and 44,000 out");
  });
});
