import { z } from "zod";
import { POINT_KINDS } from "#domain/grading/debrief.schema";
import { sectionIdSchema, slugSchema } from "#domain/problems/scale.schema";

const prose = z.string().trim().min(1).max(600);

const placeSchema = z.union([
  z.strictObject({ section: sectionIdSchema, quote: prose }),
  /** The label of a box in the drawing. */
  z.strictObject({ box: z.string().min(1) }),
]);

const claimSchema = z.strictObject({
  /** `p01`, … */
  id: z.string().regex(/^p\d\d$/),
  kind: z.enum(POINT_KINDS),
  /** Not "polish": a sceptic who doubts that one drops it. */
  danger: z.enum(["sinks", "weakens"]),
  headline: z.string().trim().min(1).max(160),
  places: z.array(placeSchema).min(1).max(4),
  consequence: prose,
  /** Why it is true or false; for people. */
  why: prose,
});

const pointSchema = z.discriminatedUnion("is_true", [
  claimSchema.extend({
    is_true: z.literal(true),
    /** What tells a point about it from another about the same place: one of these is in it. */
    signs: z.strictObject({
      /** Beginnings of words, in its headline or consequence. */
      words: z.array(z.string().min(2)).min(1),
      /** Results of its sums. */
      figures: z.array(z.number().positive()).default([]),
    }),
  }),
  claimSchema.extend({ is_true: z.literal(false) }),
]);

/**
 * The file `planted/points/<slug>.yaml`: one answer to the problem of that slug, with true points about
 * it, weaknesses that were put there on purpose, and points that sound true and that answer, drawing or
 * case speak against.
 */
export const plantedPointsSchema = z.strictObject({
  problem: slugSchema,
  answers: z.record(sectionIdSchema, z.string().trim().min(1).max(4_000)),
  /** The drawing, in the notation of docs/drawing.md. */
  outline: z.string().min(1),
  points: z.array(pointSchema).length(12),
});
export type PlantedPointsFile = z.infer<typeof plantedPointsSchema>;
export type PlantedPoint = z.infer<typeof pointSchema>;
export type TruePoint = Extract<PlantedPoint, { is_true: true }>;
