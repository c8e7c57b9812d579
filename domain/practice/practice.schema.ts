import { z } from "zod";
import { MINUTES_PER_DAY } from "./minutes";

export const practiceMinutesSchema = z.object({
  minutes: z.coerce.number().int().min(MINUTES_PER_DAY.least).max(MINUTES_PER_DAY.most),
});
