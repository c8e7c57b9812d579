import { z } from "zod";
import { personVerdictSchema } from "../review.schema";

export const ratingMarkSchema = z.object({
  criterionId: z.string().min(1).max(100),
  verdict: personVerdictSchema,
});
export type RatingMark = z.infer<typeof ratingMarkSchema>;

/** Everything that the page of a rating can send, told apart by `intent`. */
export const ratingChangeSchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("start") }),
  ratingMarkSchema.extend({ intent: z.literal("mark") }),
  z.object({ intent: z.literal("finish") }),
]);
export type RatingChange = z.infer<typeof ratingChangeSchema>;
