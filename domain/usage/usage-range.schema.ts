import { z } from "zod";

export const USAGE_DAYS = [7, 30, 90] as const;

/** Over how many days the figures go, today included; a broken query asks for a month. */
export const usageRangeSchema = z.object({
  days: z.coerce.number().pipe(z.literal(USAGE_DAYS)).catch(30),
});
