import type { Chart } from "./chart";
import { sayNumber } from "./scale";
import { escapeText, tag } from "./svg";

const WIDTH = 640;
const PLOT = { left: 150, right: 8, top: 60 };
const ROW_PX = 40;
/** The palest cell still shows that it is one. */
const FAINTEST = 0.06;
/** From this strength on, white words are easier to read than dark ones. */
const STRONG = 0.55;

/** Rows of cells, the stronger the larger their value, with the value in each. */
export function drawHeatmap({ title, x, y, series }: Chart): string {
  const all = series.flatMap(({ values }) => values);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const width = (WIDTH - PLOT.left - PLOT.right) / x.at.length;
  const heads = x.at.map((name, place) =>
    words(PLOT.left + (place + 0.5) * width, PLOT.top - 10, String(name), "middle"),
  );
  const rows = series.map(({ name, values }, row) => {
    const top = PLOT.top + row * ROW_PX;
    const cells = values.map((value, place) => {
      const share = most === least ? 0 : (value - least) / (most - least);
      const left = PLOT.left + place * width;
      const box = { x: left + 1, y: top + 1, width: width - 2, height: ROW_PX - 2 };
      const middle = [left + width / 2, top + ROW_PX / 2 + 5] as const;
      return (
        tag("rect", {
          ...box,
          class: "chart-fill-1",
          "fill-opacity": FAINTEST + share * (1 - FAINTEST),
        }) +
        words(
          ...middle,
          sayNumber(value),
          "middle",
          share > STRONG ? "chart-on-fill" : "chart-value",
        )
      );
    });
    return words(PLOT.left - 10, top + ROW_PX / 2 + 5, name, "end") + cells.join("");
  });
  const axes =
    words(PLOT.left, 18, x.label, "start", "chart-name") +
    words(0, PLOT.top - 10, y.label, "start", "chart-name");
  const height = PLOT.top + series.length * ROW_PX + 4;
  const attributes = { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": title };
  return tag("svg", { ...attributes, class: "chart" }, axes + heads.join("") + rows.join(""));
}

function words(x: number, y: number, text: string, anchor: string, look?: string): string {
  return tag("text", { x, y, "text-anchor": anchor, class: look }, escapeText(text));
}
