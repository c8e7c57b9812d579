import type { Chart } from "./chart";
import { drawHeatmap } from "./draw-heatmap";
import { makeScale, sayNumber } from "./scale";
import type { Scale } from "./scale";
import { escapeText, tag } from "./svg";

const WIDTH = 640;
const HEIGHT = 360;
const PLOT = { left: 64, right: 24, top: 44, bottom: 56 };
const BOTTOM = HEIGHT - PLOT.bottom;
const INNER = { width: WIDTH - PLOT.left - PLOT.right, height: BOTTOM - PLOT.top };
/** Of a bar's place: the rest is air between the groups. */
const GROUP_SHARE = 0.72;
/** A name in the legend: where it begins, the air after it, and a character's mean width as measured. */
const NAME = { left: 18, gap: 8, px: 6.5 };

/** A chart as SVG. Colors are classes, so that it follows the reader's theme; no script, no style attribute. */
export function drawChart(chart: Chart): string {
  if (chart.kind === "heatmap") return drawHeatmap(chart);
  const all = chart.series.flatMap(({ values }) => values);
  const y = makeScale(chart.y.scale, Math.min(...all), Math.max(...all));
  const marks = chart.kind === "line" ? drawLines(chart, y) : drawBars(chart, y);
  return wrap(chart, drawYAxis(chart, y) + marks + drawLegend(chart));
}

function wrap({ title }: Chart, inside: string): string {
  const attributes = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": title };
  return tag("svg", { ...attributes, class: "chart" }, inside);
}

function drawYAxis({ y: axis, x }: Chart, y: Scale): string {
  const lines = y.ticks.map((value) => {
    const at = toY(y, value);
    return (
      tag("line", { x1: PLOT.left, x2: WIDTH - PLOT.right, y1: at, y2: at, class: "chart-grid" }) +
      words(PLOT.left - 8, at + 5, sayNumber(value), { "text-anchor": "end" })
    );
  });
  return (
    lines.join("") +
    words(0, 16, nameAxis(axis), { class: "chart-name" }) +
    words(WIDTH - PLOT.right, HEIGHT - 8, nameAxis(x), {
      "text-anchor": "end",
      class: "chart-name",
    })
  );
}

function drawLines({ x: axis, series }: Chart, y: Scale): string {
  const at = axis.at.map(Number);
  const x = makeScale(axis.scale, Math.min(...at), Math.max(...at));
  const toX = (value: number) => PLOT.left + x.toShare(value) * INNER.width;
  const ticks = x.ticks.map((value) => drawXTick(toX(value), sayNumber(value)));
  const lines = series.map(({ values }, index) => {
    const points = values.map((value, place) => [toX(at[place] ?? 0), toY(y, value)] as const);
    const path = points.map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`).join(" ");
    const dots = points.map(([cx, cy]) =>
      tag("circle", { cx, cy, r: 3, class: `chart-fill-${index + 1}` }),
    );
    return tag("polyline", { points: path, class: `chart-line-${index + 1}` }) + dots.join("");
  });
  return ticks.join("") + lines.join("");
}

function drawBars({ x: axis, series }: Chart, y: Scale): string {
  const step = INNER.width / axis.at.length;
  const width = (step * GROUP_SHARE) / series.length;
  return axis.at
    .map((name, place) => {
      const left = PLOT.left + place * step + (step * (1 - GROUP_SHARE)) / 2;
      const bars = series.map(({ values }, index) => {
        const value = values[place] ?? 0;
        const top = toY(y, value);
        const x = left + index * width;
        return (
          tag("rect", {
            x: x + 1,
            y: top,
            width: width - 2,
            height: BOTTOM - top,
            class: `chart-fill-${index + 1}`,
          }) +
          words(x + width / 2, top - 6, sayNumber(value), {
            "text-anchor": "middle",
            class: "chart-value",
          })
        );
      });
      return bars.join("") + drawXTick(left + (step * GROUP_SHARE) / 2, String(name));
    })
    .join("");
}

/**
 * How many characters a series' name may have beside others, so that it doesn't run into the next.
 * @param count of series
 */
export function maxNameLength(count: number): number {
  return count === 1
    ? Infinity
    : Math.floor((INNER.width / count - NAME.left - NAME.gap) / NAME.px);
}

/** The names of the series, in their colors; one series needs none. */
function drawLegend({ series }: Chart): string {
  if (series.length === 1) return "";
  const step = INNER.width / series.length;
  return series
    .map(({ name }, index) => {
      const x = PLOT.left + index * step;
      return (
        tag("rect", { x, y: 24, width: 12, height: 12, class: `chart-fill-${index + 1}` }) +
        words(x + NAME.left, 35, name)
      );
    })
    .join("");
}

function drawXTick(x: number, name: string): string {
  return words(x, BOTTOM + 20, name, { "text-anchor": "middle" });
}

function words(x: number, y: number, text: string, more: Record<string, string> = {}): string {
  return tag("text", { x, y, ...more }, escapeText(text));
}

function nameAxis({ label, unit }: { label: string; unit: string }): string {
  return unit === "" ? label : `${label} (${unit})`;
}

function toY(scale: Scale, value: number): number {
  return BOTTOM - scale.toShare(value) * INNER.height;
}
