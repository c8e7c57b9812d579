import { z } from "zod";
import { verdictSchema } from "../grading/grade.schema";
import { levelSchema, slugSchema } from "./scale.schema";
import { writtenDebriefSchema } from "./written-debrief.schema";

/** Best first. */
export const BANDS = ["strong", "good", "middling", "weak"] as const;
export const bandSchema = z.enum(BANDS);
export type Band = z.infer<typeof bandSchema>;

const labelSchema = verdictSchema.exclude(["cannot_assess"]);

/** The verdict a person gives; a list where either is defensible. */
export const expectedVerdictSchema = z.union([labelSchema, z.array(labelSchema).min(2)]);
export type ExpectedVerdict = z.infer<typeof expectedVerdictSchema>;

/** The YAML head of `problems/<slug>/answers/<name>.md`. */
export const calibrationHeadSchema = z.strictObject({
  band: bandSchema,
  /** The level the answer was written at: the highest whose bar it should reach, or mid. */
  level: levelSchema,
  /** What the answer is meant to show, for the people who tune the rubric. */
  note: z.string().trim().min(1),
  /** What readings that saw neither the rubric nor the band gave the answer, of 100 points. */
  marks: z.array(z.number().int().min(0).max(100)).min(1).max(5).optional(),
  /** One label for every criterion of the rubric. */
  expected: z.record(slugSchema, expectedVerdictSchema),
  /** Of an answer that is shown as a sample report. */
  debrief: writtenDebriefSchema.optional(),
});
export type CalibrationHead = z.infer<typeof calibrationHeadSchema>;
