import { z } from "zod";
import { MAX_DRILL_CRITERIA } from "./kinds";
import { ASKING_MODES } from "./question.schema";
import { PROBING_MODES } from "./turn.schema";
import {
  briefSchema,
  lensSchema,
  levelSchema,
  sectionIdSchema,
  slugSchema,
} from "../problems/scale.schema";

/** How a candidate sets an attempt up. `minutes` 0 means untimed practice. */
export const startAttemptSchema = z.object({
  level: levelSchema,
  lens: lensSchema,
  minutes: z.coerce
    .number()
    .pipe(z.union([z.literal(0), z.literal(20), z.literal(30), z.literal(45), z.literal(60)])),
  /** A form that says nothing of it comes from a page that showed the case. */
  brief: briefSchema.default("case"),
  isPractice: z.stringbool().default(false),
  hasCurveball: z.stringbool().default(false),
  /** A form that says nothing of it comes from a page that knew no follow-ups. */
  probing: z.enum(PROBING_MODES).default("off"),
  /** A form that says nothing of it means the list in practice, and own words in an interview. */
  asking: z.enum(ASKING_MODES).optional(),
});
export type StartAttempt = z.infer<typeof startAttemptSchema>;

/** A drill: which criteria of which problem, and whose report it grows out of. */
export const startDrillSchema = z.object({
  problem: slugSchema,
  criteria: z
    .array(slugSchema)
    .min(1)
    .max(MAX_DRILL_CRITERIA)
    .refine((ids) => new Set(ids).size === ids.length),
  /** Without it the newest attempt of one's own that has these criteria. */
  from: z.uuid().optional(),
});
export type StartDrill = z.infer<typeof startDrillSchema>;

const MAX_RETRY_MINUTES = 60;

/** A retry of one section. */
export const startRetrySchema = z.object({
  section: sectionIdSchema,
  /** Whether what is carried over can be changed. */
  keep: z.enum(["locked", "editable"]).default("locked"),
  /** What stands in the section at first. */
  start: z.enum(["blank", "own_text"]).default("blank"),
  /** 0: untimed. Left out: half of what the section had. */
  minutes: z.coerce.number().int().min(0).max(MAX_RETRY_MINUTES).optional(),
});
export type StartRetry = z.infer<typeof startRetrySchema>;
