import { describe, expect, it } from "vitest";
import { formatCost, formatCount, formatDuration, formatPoints, shortenHash } from "./format";

describe("format", () => {
  it("says durations in the unit a person would", () => {
    expect([0, 420, 9_949, 9_950, 59_400, 60_000, 185_000, 119_600].map(formatDuration)).toEqual([
      "0.0 s",
      "0.4 s",
      "9.9 s",
      "10 s",
      "59 s",
      "1 min",
      "3 min 5 s",
      "2 min",
    ]);
  });

  it("never says that an unknown price is free", () => {
    expect([null, 0, 0.00001, 0.0062, 0.25, 3].map(formatCost)).toEqual([
      "unknown",
      "nothing",
      "under $0.0001",
      "$0.0062",
      "$0.25",
      "$3.00",
    ]);
  });

  it("rounds points and groups counts", () => {
    expect([7.46, 12, 0.04].map(formatPoints)).toEqual(["7.5", "12", "0"]);
    expect(formatCount(12480)).toBe("12,480");
    expect(shortenHash("0123456789abcdef")).toBe("0123456789ab");
  });
});
