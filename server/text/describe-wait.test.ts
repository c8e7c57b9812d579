import { describe, expect, it } from "vitest";
import { describeWait } from "./describe-wait";

describe("describeWait", () => {
  it.each([
    [0, "1 minute"],
    [60_000, "1 minute"],
    [60_001, "2 minutes"],
    [2 * 3_600_000, "120 minutes"],
    [2 * 3_600_000 + 1, "3 hours"],
    [24 * 3_600_000, "24 hours"],
  ])("%i ms is %s", (ms, words) => {
    expect(describeWait(ms)).toBe(words);
  });
});
