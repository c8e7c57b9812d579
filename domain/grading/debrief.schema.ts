import { z } from "zod";
import { sectionIdSchema } from "../problems/scale.schema";
import { evidenceSchema } from "./evidence.schema";

/** How much a point costs a design, worst first. */
export const DANGERS = ["sinks", "weakens", "polish"] as const;
export type Danger = (typeof DANGERS)[number];

export const POINT_KINDS = [
  "figure",
  "contradiction",
  "mechanism",
  "incident",
  "unsupported",
  "missing_load",
] as const;

/** What a figure is computed from: said by the candidate, told to them, or assumed and named as that. */
const inputSchema = z.strictObject({
  name: z.string().min(1).max(40),
  value: z.number(),
  from: z.enum(["said", "told", "assumed"]),
  /** The words it stands in, or the assumption in a few words. */
  words: z.string().min(1).max(300),
});

/** A number in a point's prose, as it stands there, and the sum it comes from; recomputed by code. */
const figureSchema = z.strictObject({
  shown: z.string().min(1).max(60),
  expression: z.string().min(1).max(200),
  value: z.number(),
  inputs: z.array(inputSchema).max(12),
});

/** `p1`, `p2`, …: its place among the points as the judge gave them. */
export const pointIdSchema = z.string().regex(/^p[1-6]$/);

/** Something that an interviewer would bring up: where it stands, what follows, what to say instead. */
export const debriefPointSchema = z.strictObject({
  id: pointIdSchema,
  kind: z.enum(POINT_KINDS),
  danger: z.enum(DANGERS),
  /** The section whose ten minutes it is. */
  section: sectionIdSchema,
  headline: z.string().min(1).max(160),
  /** Of a contradiction two. */
  places: z.array(evidenceSchema).min(1).max(4),
  consequence: z.string().min(1).max(600),
  /** In the candidate's voice. */
  sayInstead: z.string().min(1).max(600),
  figures: z.array(figureSchema).max(8),
  /** Ids of the criteria it bears on. */
  criterionIds: z.array(z.string()).max(6),
  /** The failure of the problem that it recognises; never shown to candidates. */
  failureId: z.string().nullable(),
  /** Whether the sceptic left it as it was, or doubted it and lowered its danger by one. */
  sceptic: z.enum(["stands", "doubted"]),
});
export type DebriefPoint = z.infer<typeof debriefPointSchema>;

/** A smaller thing, in a sentence or two that also say what to do about it. */
const asideSchema = z.strictObject({ place: evidenceSchema, says: z.string().min(1).max(300) });

/** What an interviewer would remember of the whole design, every piece checked; no part of the score. */
export const madeDebriefSchema = z.strictObject({
  status: z.literal("made"),
  /** Version of its own prompts. */
  promptVersion: z.string(),
  requestedModel: z.string(),
  returnedModel: z.string().nullable(),
  /** Of the problem's failures as the judge read them; null where it has none. */
  failuresHash: z.string().nullable(),
  /** Made after the grade was stored. */
  isLater: z.boolean(),
  /** What is right at the heart of the design. */
  heart: z.string().min(1).max(500),
  /** What would sink it; empty where nothing would. */
  sinks: z.string().max(500),
  strengths: z
    .array(z.strictObject({ place: evidenceSchema, why: z.string().min(1).max(400) }))
    .max(3),
  /** Worst first. */
  points: z.array(debriefPointSchema).max(6),
  /** Smaller things than the points; absent of debriefs made before there were any. */
  asides: z.array(asideSchema).max(6).optional(),
  /** What an interviewer would ask next. */
  nextQuestion: z.string().max(300),
  /** Points that checks or the sceptic took out, for reviewers. */
  dropped: z
    .array(z.strictObject({ headline: z.string().max(160), reason: z.string().max(300) }))
    .max(6),
});
export type MadeDebrief = z.infer<typeof madeDebriefSchema>;

/** Why a grade of a judge that reads has none. */
export const LEFT_OUT_REASONS = [
  "money",
  "time",
  /** The model answers one call at a time: it is asked for once the grade is there. */
  "at_home",
  "failed",
  "refused",
  "invalid_reply",
] as const;

export const debriefSchema = z.discriminatedUnion("status", [
  madeDebriefSchema,
  z.strictObject({ status: z.literal("left_out"), reason: z.enum(LEFT_OUT_REASONS) }),
]);
export type Debrief = z.infer<typeof debriefSchema>;
