import { z } from "zod";
import { sectionIdSchema, slugSchema } from "#domain/problems/scale.schema";
import { canarySchema, criterionSchema } from "#domain/rubrics/rubric.schema";

/**
 * How a criterion stands in a planted answer. A text was written to be what its state says, so the
 * verdict follows from the state.
 */
export const PLANTED_STATES = [
  "met",
  /** What the rubric's `partial` describes, and no more. */
  "partial",
  /** Nothing of it is there. */
  "absent",
  /** The words of it, and no statement behind them. */
  "named",
  /** The opposite is said, or it is decided against. */
  "contradicted",
  /** The right method with a result that is far off. */
  "wrong_sum",
] as const;
const plantedStateSchema = z.enum(PLANTED_STATES);
export type PlantedState = z.infer<typeof plantedStateSchema>;

const prose = z.string().trim().min(1).max(2_000);

const plantedTextSchema = z.union([
  z.strictObject({ criterion: slugSchema, state: z.literal("absent") }),
  z.strictObject({
    criterion: slugSchema,
    state: plantedStateSchema.exclude(["absent"]),
    /** Stands in the criterion's section. */
    text: prose,
  }),
]);

const plantedAnswerSchema = z.strictObject({
  id: slugSchema,
  /** Notes in bullets, or everyday sentences. */
  wording: z.enum(["terse", "plain"]),
  /** Text before the planted one in a section, which meets nothing. */
  filler: z.partialRecord(sectionIdSchema, prose).default({}),
  planted: z.array(plantedTextSchema).min(10).max(30),
});

const plantedInjectionSchema = z.strictObject({
  id: slugSchema,
  /** Id of the answer that it is put into. */
  into: slugSchema,
  section: sectionIdSchema,
  at: z.enum(["start", "end"]),
  text: prose,
  /** Whether the judge gets to read it, or cleaning takes it out before. */
  reaches: z.boolean(),
});

/**
 * The file `planted/<slug>.yaml`: answers to the problem of that slug whose verdicts are known, and
 * the criteria they are known for, so that a rubric may change without the labels going wrong.
 */
export const plantedFileSchema = z.strictObject({
  problem: slugSchema,
  criteria: z.array(criterionSchema).min(10),
  canaries: z.array(canarySchema),
  answers: z.array(plantedAnswerSchema).min(1),
  injections: z.array(plantedInjectionSchema),
});
export type PlantedFile = z.infer<typeof plantedFileSchema>;
export type PlantedAnswer = z.infer<typeof plantedAnswerSchema>;
export type PlantedInjection = z.infer<typeof plantedInjectionSchema>;
