import { z } from "zod";
import { MODES } from "../grading/verdicts";
import type { Mode } from "../grading/verdicts";

/** What an admin may change about judging while the server runs. US dollars; null for no bound. */
export type JudgeControls = {
  mode: Mode;
  maxUsdPerGrade: number | null;
  maxUsdPerDay: number | null;
};

/** More for one grade is a slip of the finger: a thorough one by a dear model costs a few dollars. */
const MAX_GRADE_BOUND_USD = 100;
const MAX_DAY_BOUND_USD = 10_000;

/** An empty field, which a form leaves out, is the environment's word. */
function boundSchema(most: number) {
  return z
    .string()
    .trim()
    .default("")
    .transform((text) => (text === "" ? null : Number(text.replace(",", "."))))
    .pipe(
      z
        .number({ error: "Enter an amount in US dollars" })
        .positive("Enter more than 0")
        .max(most, `Enter at most ${most.toLocaleString("en-GB")}`)
        .nullable(),
    );
}

export const dayBoundSchema = boundSchema(MAX_DAY_BOUND_USD);

export const judgeControlsSchema = z.object({
  /** Empty: as the environment says. */
  mode: z
    .enum(["", ...MODES], { error: "Choose a mode" })
    .default("")
    .transform((mode) => (mode === "" ? null : mode)),
  maxUsdPerGrade: boundSchema(MAX_GRADE_BOUND_USD),
  maxUsdPerDay: dayBoundSchema,
  /** The change that the form was filled from; 0 when there was none. */
  revision: z.coerce.number().int().min(0),
});
export type JudgeControlsInput = z.infer<typeof judgeControlsSchema>;
