import { describe, expect, it } from "vitest";
import type { Chart } from "./chart";
import { drawChart } from "./draw-chart";
import { makeScale, sayNumber } from "./scale";

const CHART: Chart = {
  kind: "bar",
  title: 'Bytes <per> "token"',
  x: { label: "Model", unit: "", at: ["small", "large"], scale: "linear" },
  y: { label: "Cache", unit: "MB", scale: "linear" },
  series: [{ name: "16 bits", values: [1, 4] }],
};

/** The numbers of one attribute of every element with this class. */
function listNumbers(svg: string, look: string, attribute: string): number[] {
  return [...svg.matchAll(/<\w+ [^>]*>/g)]
    .filter(([element]) => element.includes(`class="${look}"`))
    .map(([element]) => Number(new RegExp(` ${attribute}="([^"]*)"`).exec(element)?.[1]));
}

describe("a chart", () => {
  it("has bars in proportion, with their values and names", () => {
    const svg = drawChart(CHART);
    const [small = 0, large = 0] = listNumbers(svg, "chart-fill-1", "height");
    expect(large / small).toBeCloseTo(4, 1);
    for (const word of ["small", "large", "Cache (MB)", ">4<"]) expect(svg).toContain(word);
    expect(svg).toContain('aria-label="Bytes &lt;per&gt; &quot;token&quot;"');
  });

  it("has lines that rise by equal steps where a logarithmic value grows tenfold", () => {
    const x = { label: "Tokens", unit: "", at: [1, 10, 100], scale: "log" as const };
    const y = { label: "GB", unit: "", scale: "log" as const };
    const svg = drawChart({
      ...CHART,
      kind: "line",
      x,
      y,
      series: [{ name: "a", values: [1, 10, 100] }],
    });
    const [first = 0, second = 0, third = 0] = listNumbers(svg, "chart-fill-1", "cy");
    expect(first).toBeGreaterThan(second);
    expect(first - second).toBeCloseTo(second - third, 1);
  });

  it("has cells that grow stronger with their values", () => {
    const series = [
      { name: "one", values: [0, 2] },
      { name: "two", values: [1, 3] },
    ];
    const strengths = listNumbers(
      drawChart({ ...CHART, kind: "heatmap", series }),
      "chart-fill-1",
      "fill-opacity",
    );
    expect(strengths).toHaveLength(4);
    const [zero = 0, two = 0, one = 0, three = 0] = strengths;
    expect(zero).toBeLessThan(one);
    expect(one).toBeLessThan(two);
    expect(two).toBeLessThan(three);
    expect(three).toBe(1);
  });

  it("uses no style attribute, no script and no address", () => {
    for (const kind of ["bar", "heatmap"] as const) {
      expect(drawChart({ ...CHART, kind })).not.toMatch(/style=|<script|href|url\(/);
    }
  });
});

describe("a scale", () => {
  it.each([
    [0.4, [0, 0.1, 0.2, 0.3, 0.4]],
    [7, [0, 2, 4, 6, 8]],
    [39, [0, 10, 20, 30, 40]],
    [1_200, [0, 200, 400, 600, 800, 1_000, 1_200]],
  ])("from 0 to %d has round steps", (most, ticks) => {
    const found = makeScale("linear", 0, most).ticks;
    expect(found).toHaveLength(ticks.length);
    found.forEach((tick, index) => expect(tick).toBeCloseTo(ticks[index] ?? NaN, 10));
  });

  it("by powers of ten goes a power beyond neither end", () => {
    expect(makeScale("log", 0.13, 335).ticks).toEqual([0.1, 1, 10, 100, 1000]);
    expect(makeScale("log", 1_000, 100_000).ticks).toEqual([1e3, 1e4, 1e5]);
  });

  it.each([
    [0.1, "0.1"],
    [1_000, "1,000"],
    [128_000, "128k"],
    [2_500_000, "2.5M"],
    [3e9, "3B"],
  ])("says %d as %s", (value, text) => expect(sayNumber(value)).toBe(text));
});
