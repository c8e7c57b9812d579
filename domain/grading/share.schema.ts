import { z } from "zod";

/** What the form of a new link asks: days until it ends, and what it says of the report elsewhere. */
export const createShareSchema = z.object({
  days: z.coerce.number().int().min(1).max(90).default(14),
  showsName: z.stringbool().default(false),
  showsScore: z.stringbool().default(false),
});
export type CreateShare = z.infer<typeof createShareSchema>;

export const revokeShareSchema = z.object({ linkId: z.uuid() });
