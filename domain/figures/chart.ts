/** A chart with all its numbers, ready to be drawn. */
export type Chart = {
  kind: "line" | "bar" | "heatmap";
  title: string;
  x: { label: string; unit: string; at: readonly (number | string)[]; scale: "linear" | "log" };
  y: { label: string; unit: string; scale: "linear" | "log" };
  /** `values` has one number for each place of `x.at`. */
  series: readonly { name: string; values: readonly number[] }[];
};
