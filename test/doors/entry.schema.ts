import { z } from "zod";

const timesSchema = z.number().int().min(0).max(20_000_000);

/** Text as an entry writes it: said, repeated, nested, in base64, or a list of these put together. */
export type Text =
  | string
  | { repeat: Text; times: number }
  | { deep: string; times: number }
  | { base64: string }
  | Text[];

export const textSchema: z.ZodType<Text> = z.lazy(() =>
  z.union([
    z.string(),
    z.union([z.number(), z.boolean()]).transform(String),
    z.strictObject({ repeat: textSchema, times: timesSchema }),
    z.strictObject({ deep: z.string(), times: timesSchema }),
    z.strictObject({ base64: z.base64() }),
    z.array(textSchema),
  ]),
);

export const FAMILIES = [
  "body",
  "field",
  "depth",
  "text",
  "idor",
  "csrf",
  "scene",
  "markdown",
  "yaml",
  "log",
  "limit",
  "reads",
  "injection",
] as const;
export type Family = (typeof FAMILIES)[number];

export const PRINCIPALS = ["anonymous", "candidate", "stranger", "reviewer", "admin"] as const;
export type Principal = (typeof PRINCIPALS)[number];

/** Where a text is fed. */
export const TEXT_FIELDS = ["answer", "label", "markdown", "yaml", "question", "rubric"] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

const blockedSchema = z
  .union([
    z.literal("harmless"),
    z.number().int(),
    z.array(z.union([z.literal("harmless"), z.number().int()])),
  ])
  .transform((value) => [value].flat());

/** Values of a save: JSON in which a text may be repeated, an array nested, an element multiplied. */
const jsonSchema = z.json();

/**
 * One entry. What a stranger writes under `request` or `log` may as well stand beside it: the reader
 * lifts it out. Exactly one of `form`, `save`, `text`, `grade` or a plain request is sent.
 */
export const entrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  why: z.string().min(1),
  as: z.enum(PRINCIPALS).default("anonymous"),
  method: z.string().optional(),
  path: textSchema.optional(),
  /** null: not sent, though a browser would. */
  headers: z.record(z.string(), z.union([textSchema, z.null()])).default({}),
  body: textSchema.optional(),
  chunked: z.boolean().default(false),
  form: z.record(z.string(), textSchema).optional(),
  multipart: z.boolean().default(false),
  save: z.record(z.string(), jsonSchema).optional(),
  text: textSchema.optional(),
  into: z.enum(TEXT_FIELDS).optional(),
  grade: z
    .strictObject({
      texts: z.record(z.string(), textSchema).default({}),
      scene: jsonSchema.optional(),
      questions: z.array(textSchema).default([]),
      /** To follow-ups about the first section. */
      replies: z.array(textSchema).max(6).default([]),
    })
    .optional(),
  /** Points of 100 that a graded injection may gain. */
  gain: z.number().default(1),
  /** Words that no log may hold afterwards. */
  planted: z.array(z.string().min(4)).default([]),
  /** Statuses that count as blocked; "harmless": 2xx and 3xx are right as well. */
  blocked: blockedSchema.default(["harmless"]),
  /** Of honest work: the statuses that are right. */
  passes: z.array(z.number().int()).default([200, 302]),
  /** Of honest work: what must be stored, or reach the judge, unchanged. */
  keeps: z.array(z.string().min(1)).default([]),
  times: z.number().int().min(1).max(2_000).default(1),
  parallel: z.boolean().default(false),
  /** Starts one of `times` each so many milliseconds, whether or not the one before was answered. */
  everyMs: z.number().int().min(1).optional(),
  /** The client hangs up after this, whether or not it was answered. */
  leavesAfterMs: z.number().int().min(1).optional(),
  /** From how many addresses `times` are sent, in turn. */
  addresses: z.number().int().min(1).max(50).default(1),
  /** Most of the loop's processor time in one turn, in milliseconds; beyond it counts as through. */
  busyMs: z.number().optional(),
  /** How many times as long as before another person may wait for the list of problems meanwhile. */
  others: z.number().optional(),
  /** How many of `times` may be answered by another status than those of `blocked`. */
  allow: z.number().int().min(0).optional(),
  /** How many dry runs of the draft there are afterwards, however many of `times` succeeded. */
  dryRuns: z.number().int().min(0).optional(),
});
export type Entry = z.infer<typeof entrySchema>;
