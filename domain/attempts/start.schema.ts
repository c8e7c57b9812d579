import { z } from "zod";
import { briefSchema, lensSchema, levelSchema } from "../problems/scale.schema";

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
});
export type StartAttempt = z.infer<typeof startAttemptSchema>;
