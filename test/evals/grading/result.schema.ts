import { z } from "zod";
import { sectionIdSchema } from "#domain/problems/scale.schema";
import { usageSchema, verdictSchema } from "#domain/grading/grade.schema";

const gradedCriterionSchema = z.strictObject({
  id: z.string(),
  verdict: verdictSchema,
  decidedBy: z.enum(["judge", "verifier", "gate"]),
  excluded: z.boolean(),
  needsPerson: z.boolean(),
  /** Quotes with their section; ids of the drawing without one. */
  evidence: z.array(z.strictObject({ section: sectionIdSchema.nullable(), text: z.string() })),
});
export type QuotedEvidence = z.infer<typeof gradedCriterionSchema>["evidence"][number];

const common = {
  id: z.string(),
  key: z.string(),
  repeat: z.number().int().min(0),
  /** US dollars of all calls, also of those that led to no grade; null when a price is unknown. */
  costUsd: z.number().min(0).nullable(),
  durationMs: z.number().min(0),
  /** Pieces of evidence that the judge named for "met" and "partial", and that were found. */
  evidence: z.strictObject({ claimed: z.number().int(), found: z.number().int() }),
};

/** One line of `results.jsonl`. A grading that failed is never a score. */
export const evalResultSchema = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal("graded"),
    ...common,
    total: z.number(),
    criteria: z.array(gradedCriterionSchema),
    flags: z.array(z.string()),
    usage: usageSchema.nullable(),
    returnedModel: z.string().nullable(),
    promptHash: z.string(),
    /** Of the whole grade but for its timings: equal means the same grade to the byte. */
    gradeHash: z.string(),
  }),
  z.strictObject({
    outcome: z.literal("failed"),
    ...common,
    /** Kind of JudgeError. */
    kind: z.string(),
    message: z.string(),
  }),
]);
export type EvalResult = z.infer<typeof evalResultSchema>;
export type GradedResult = Extract<EvalResult, { outcome: "graded" }>;
