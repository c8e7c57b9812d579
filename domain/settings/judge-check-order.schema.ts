import { z } from "zod";
import { MODES } from "../grading/verdicts";

/** What an admin agrees to: a check of this model in this mode, at the cost that was told. */
export const judgeCheckOrderSchema = z.object({
  model: z.string().min(1).max(200),
  mode: z.enum(MODES),
});
