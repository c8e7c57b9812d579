import { z } from "zod";
import { personVerdictSchema } from "./review.schema";

export const ratingMarkSchema = z.object({
  criterionId: z.string().min(1).max(100),
  verdict: personVerdictSchema,
});
export type RatingMark = z.infer<typeof ratingMarkSchema>;
