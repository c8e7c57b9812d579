import { z } from "zod";
import { TIERS } from "./scale";
import { lensSchema, perSection, slugSchema } from "./scale.schema";

const prose = z.string().trim().min(1);

/** A question a candidate may ask, and what the interviewer answers. */
const clarificationSchema = z.strictObject({
  id: slugSchema,
  question: prose,
  answer: prose,
});

/** One change of requirements in the middle of a round. */
const curveballSchema = z.strictObject({
  /** Share of the clock after which it is announced, 0–1. */
  at: z.number().min(0.1).max(0.9).default(0.5),
  text: prose,
  /** What handling it means; shown after grading. */
  handling: prose,
});

const levelBarsSchema = z.strictObject({ mid: prose, senior: prose, staff: prose });

/**
 * The YAML head of `problems/<slug>/problem.md`. The Markdown below the head is the statement.
 * Minutes are whole minutes; `shares` are the parts of the clock a section gets, summing to 1.
 */
export const problemHeadSchema = z
  .strictObject({
    title: prose,
    summary: prose.max(220),
    difficulty: z.enum(["warm-up", "core", "hard"]),
    minutes: z.array(z.union([z.literal(20), z.literal(30), z.literal(45), z.literal(60)])).min(1),
    tier: z.union(TIERS.map((tier) => z.literal(tier))),
    topics: z.array(slugSchema).min(1),
    lenses: z.array(lensSchema).min(1),
    related: z.array(slugSchema).default([]),
    /** What each section asks of this problem; shown above the answer field. */
    prompts: perSection(prose),
    shares: perSection(z.number().min(0.05).max(0.6)),
    /** What an answer at each level does; hidden in mock mode. */
    levels: levelBarsSchema,
    clarifications: z.array(clarificationSchema).min(1),
    curveball: curveballSchema,
    /**
     * The brief as an interviewer says it, one to four lines: figures are asked for or assumed. The
     * statement below the head is the long brief. Without it there is only that one.
     */
    interview: prose.max(600).optional(),
    /** A ladder a section, from a nudge to nearly the answer. */
    hints: perSection(z.array(prose).min(1).max(5)),
  })
  .superRefine((head, context) => {
    const sum = Object.values(head.shares).reduce((total, share) => total + share, 0);
    if (Math.abs(sum - 1) > 0.001) {
      context.addIssue({
        code: "custom",
        path: ["shares"],
        message: `must sum to 1, not ${sum.toFixed(3)}`,
      });
    }
  });

/** A whole problem as one immutable version stores it. */
export const problemBodySchema = z.strictObject({
  head: problemHeadSchema,
  statementMarkdown: prose,
  solutionMarkdown: prose,
  /** The worked solution's drawing, as an Excalidraw file's parsed JSON. */
  solutionScene: z.unknown(),
});

export type ProblemHead = z.infer<typeof problemHeadSchema>;
export type ProblemBody = z.infer<typeof problemBodySchema>;
export type Clarification = z.infer<typeof clarificationSchema>;
