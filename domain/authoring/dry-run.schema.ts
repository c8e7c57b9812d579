import { z } from "zod";
import { bandSchema, expectedVerdictSchema } from "../problems/calibration.schema";
import { verdictSchema } from "../grading/grade.schema";

const sideSchema = z.object({ verdict: verdictSchema, agrees: z.boolean().nullable() });

/** One answer, graded under what is published and under the draft. */
const triedAnswerSchema = z.object({
  name: z.string(),
  band: bandSchema,
  /** Points of 100; null where there is no published rubric, or none was given. */
  totalBefore: z.number().nullable(),
  totalAfter: z.number(),
  /** Headlines of the debrief under the draft, worst first; null where it has none, or is older. */
  points: z.array(z.string()).nullable().default(null),
  /** Headlines of those that hold its level below senior, under the draft. */
  heldBy: z.array(z.string()).default([]),
  criteria: z.array(
    z.object({
      id: z.string(),
      /** The label; null for a criterion that has none. */
      expected: expectedVerdictSchema.nullable(),
      /** Null on the side where the rubric has no such criterion. */
      before: sideSchema.nullable(),
      after: sideSchema.nullable(),
    }),
  ),
});
export type TriedAnswer = z.infer<typeof triedAnswerSchema>;

/** Of the labelled verdicts, how many are as labelled. */
const agreementSchema = z.object({ agreed: z.number().int().min(0), of: z.number().int().min(0) });
export type Agreement = z.infer<typeof agreementSchema>;

const sideSummarySchema = z.object({
  agreement: agreementSchema,
  /** Pairs of answers of different bands whose totals stand the wrong way round, or are equal. */
  misordered: z.array(z.tuple([z.string(), z.string()])),
  pairs: z.number().int().min(0),
});
export type SideSummary = z.infer<typeof sideSummarySchema>;

/** What a dry run found. */
export const dryRunResultSchema = z.object({
  judge: z.object({
    kind: z.string().min(1).max(40),
    model: z.string(),
    label: z.string().optional(),
    isLocal: z.boolean().optional(),
  }),
  answers: z.array(triedAnswerSchema),
  /** Tells the answers and labels it was made on; null in runs from before it was kept. */
  answersHash: z.string().nullable().default(null),
  /** Null when nothing published was graded beside it: `baseline` says why. */
  before: sideSummarySchema.nullable(),
  /** "none": nothing is published. "not_estimated": the judge knows too little of what is. */
  baseline: z.enum(["graded", "none", "not_estimated"]).optional(),
  after: sideSummarySchema,
});
export type DryRunResult = z.infer<typeof dryRunResultSchema>;
