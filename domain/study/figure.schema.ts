import { z } from "zod";

const words = z.string().trim().min(1).max(120);
/** A number, or an expression of numbers and the figure's constants: `2 * layers * 128`. */
const valueSchema = z.union([z.number(), z.string().trim().min(1).max(200)]);

const axis = { label: words, unit: z.string().trim().max(20).default("") };

/**
 * A chart of `study/figures/<name>.yaml`. A series is a line, the bars of one color or a row of a heatmap.
 * Its values are given, one for each place of the x axis, or computed by a formula of `x` and the constants.
 * What takes more than a formula has a program, which nobody sees and a test runs.
 */
export const figureSchema = z.strictObject({
  kind: z.enum(["line", "bar", "heatmap"]),
  /** What the figure shows, for people who don't see it. */
  title: words,
  constants: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.number()).default({}),
  x: z.strictObject({
    ...axis,
    /** Numbers for lines, names for bars and heatmaps. */
    at: z
      .array(z.union([z.number(), words]))
      .min(2)
      .max(60),
    scale: z.enum(["linear", "log"]).default("linear"),
  }),
  y: z.strictObject({ ...axis, scale: z.enum(["linear", "log"]).default("linear") }),
  series: z
    .array(
      z.strictObject({
        name: words,
        values: z.array(valueSchema).min(2).max(60).optional(),
        formula: z.string().trim().min(1).max(200).optional(),
      }),
    )
    .min(1)
    .max(12),
  /** Python that prints the given values, a line for each series that has some, parted by blanks. */
  program: z.string().trim().min(1).max(4_000).optional(),
});

export type FigureFile = z.infer<typeof figureSchema>;
