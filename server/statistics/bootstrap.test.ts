import { describe, expect, it } from "vitest";
import { bootstrapInterval, bootstrapSums } from "./bootstrap";
import { mean } from "./confusion";

const meanOf = (drawn: readonly number[]): number | null => mean(drawn);

describe("bootstrapInterval", () => {
  it("comes near the textbook interval of a share", () => {
    const draws = Array.from({ length: 100 }, (_, i) => i % 2);
    const interval = bootstrapInterval(draws, meanOf, 1);
    // ½ ± 1.96 · √(¼ ÷ 100)
    expect(Math.abs((interval?.low ?? 0) - 0.402)).toBeLessThan(0.03);
    expect(Math.abs((interval?.high ?? 0) - 0.598)).toBeLessThan(0.03);
  });

  it("draws whole clusters: many verdicts on few answers don't narrow it", () => {
    const clusters = [1, 0, 1, 0].map((value) => Array<number>(100).fill(value));
    const interval = bootstrapInterval(clusters, (drawn) => mean(drawn.flat()), 1);
    expect(interval).toEqual({ low: 0, high: 1 });
  });

  it("is the same for the same seed only", () => {
    const values = Array.from({ length: 30 }, (_, i) => (i * 7919) % 101);
    const first = bootstrapInterval(values, meanOf, 5);
    expect(bootstrapInterval(values, meanOf, 5)).toEqual(first);
    expect(bootstrapInterval(values, meanOf, 6)).not.toEqual(first);
  });

  it("has no value for one cluster, or for a statistic that never has one", () => {
    expect(bootstrapInterval([1], meanOf, 1)).toBeNull();
    expect(bootstrapInterval([1, 2], () => null, 1)).toBeNull();
  });
});

describe("bootstrapSums", () => {
  it("gives what drawing the clusters themselves gives", () => {
    const clusters = Array.from({ length: 40 }, (_, i) => [(i * 7919) % 101, (i * 104_729) % 13]);
    const slow = bootstrapInterval(clusters, (drawn) => mean(drawn.flat()), 3);
    const fast = bootstrapSums(
      clusters.map(([a = 0, b = 0]) => [
        [0, a],
        [0, b],
        [1, 2],
      ]),
      2,
      (sums) => (sums[0] ?? 0) / (sums[1] ?? 0),
      3,
    );
    expect(fast).toEqual(slow);
  });

  it("leaves out rounds without a value, and has none for one cluster", () => {
    expect(bootstrapSums([[[0, 1]]], 1, () => 1, 1)).toBeNull();
    expect(bootstrapSums([[], []], 1, () => null, 1)).toBeNull();
  });
});
