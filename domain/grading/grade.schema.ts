import { z } from "zod";
import { MODES, VERDICTS } from "./verdicts";
import { debriefSchema, pointIdSchema } from "./debrief.schema";
import { evidenceSchema } from "./evidence.schema";
import { lensSchema, levelSchema, sectionIdSchema } from "../problems/scale.schema";

export const verdictSchema = z.enum(VERDICTS);
export const modeSchema = z.enum(MODES);

/** What a judge says of one criterion. */
const findingShape = {
  verdict: verdictSchema,
  evidence: z.array(evidenceSchema),
  reasoning: z.string(),
  advice: z.string(),
  /** 0–1: share of repeated verdicts that agree, lowered by lost evidence. */
  confidence: z.number().min(0).max(1),
  needsPerson: z.boolean(),
};

/**
 * A verdict that readings lowered with points of the debrief in view: which points, and what it is
 * without them. Where all of those are struck, that is the verdict.
 */
const loweredSchema = z.strictObject({
  pointIds: z.array(pointIdSchema).min(1).max(6),
  without: z.strictObject(findingShape),
});
export type Lowered = z.infer<typeof loweredSchema>;

export const criterionGradeSchema = z.strictObject({
  id: z.string(),
  section: sectionIdSchema,
  ...findingShape,
  /** Who decided: the judge, a deterministic verifier, or the gate before any call. */
  decidedBy: z.enum(["judge", "verifier", "gate"]),
  weight: z.number().min(0),
  /** Left out of the score by an exclusion of the rubric, with the reason. */
  excluded: z.string().nullable(),
  /** What verification did: evidence rejected and why, re-asks. */
  notes: z.array(z.string()),
  /** Absent where no point lowered it. */
  lowered: loweredSchema.optional(),
});
export type CriterionGrade = z.infer<typeof criterionGradeSchema>;

export const usageSchema = z.strictObject({
  inputTokens: z.number().int().min(0),
  cachedInputTokens: z.number().int().min(0),
  outputTokens: z.number().int().min(0),
});
export type Usage = z.infer<typeof usageSchema>;

/** One call of the model, kept so that a grade can be explained later. */
const judgeCallSchema = z.strictObject({
  /** Position in the plan, from 0; re-asks continue the count. */
  index: z.number().int().min(0),
  purpose: z.enum(["first", "reask", "repair", "debrief", "sceptic"]),
  /** None of what is asked about the whole answer. */
  criterionIds: z.array(z.string()),
  requestedModel: z.string(),
  returnedModel: z.string().nullable(),
  usage: usageSchema.nullable(),
  /** US dollars; null when the model's price is unknown. Never 0 for unknown. */
  costUsd: z.number().min(0).nullable(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().min(0),
  promptHash: z.string(),
  rawReply: z.string(),
});
export type JudgeCall = z.infer<typeof judgeCallSchema>;

const barStandingSchema = z.strictObject({
  level: levelSchema,
  /** Points of 100. */
  bar: z.number(),
  /** Absent where points alone make the level. */
  ofStaff: z
    .strictObject({
      needed: z.number().min(0).max(1),
      earned: z.number().min(0).max(1),
      isNear: z.boolean(),
    })
    .optional(),
  standing: z.enum(["below", "approaching", "at", "above"]),
  /** Ids of the criteria that would carry the answer over this bar, heaviest first. */
  separates: z.array(z.string()),
});

const flagSchema = z.strictObject({
  kind: z.enum([
    "gated",
    "invisible_characters",
    "truncated",
    "grader_directed_language",
    "copied_text",
    "copied_drawing",
    "hidden_in_drawing",
    "canary_failed",
    "evidence_lost",
    "no_reply",
    "made_of_terms",
  ]),
  message: z.string(),
});
export type Flag = z.infer<typeof flagSchema>;

/**
 * Words of an answer that count as no evidence: where they stand in the text as written (UTF-16
 * offsets, end exclusive), and whether they were copied or speak to the grader.
 */
const setAsideSchema = z.strictObject({
  section: sectionIdSchema,
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  reason: z.enum(["copied", "directed"]),
});
export type SetAside = z.infer<typeof setAsideSchema>;

/** Everything a report shows, and what is needed to explain it. Points are of 100. */
export const gradeSchema = z.strictObject({
  judge: z.strictObject({
    /** As the judge calls itself; what is to be known of it stands beside it. */
    kind: z.string().min(1).max(40),
    requestedModel: z.string(),
    returnedModel: z.string().nullable(),
    /** True for one that doesn't read: every page that shows the grade says so. */
    isEstimate: z.boolean(),
  }),
  mode: modeSchema,
  level: levelSchema,
  lens: lensSchema,
  rubricHash: z.string(),
  promptHash: z.string(),
  /** Version of the prompts; null of a judge that reads none. */
  promptVersion: z.string().nullable(),
  total: z.number().min(0).max(100),
  /** Before caps. */
  uncappedTotal: z.number().min(0).max(100),
  /** Those that lower the total. */
  caps: z.array(z.strictObject({ id: z.string(), maxTotal: z.number(), reason: z.string() })),
  sections: z.array(
    z.strictObject({
      section: sectionIdSchema,
      points: z.number().min(0),
      possible: z.number().min(0),
      /** 0–100; null when nothing in the section could be assessed. */
      percent: z.number().min(0).max(100).nullable(),
    }),
  ),
  bars: z.array(barStandingSchema),
  criteria: z.array(criterionGradeSchema),
  /** Absent of drills, estimates, gated answers and grades made before there were debriefs. */
  debrief: debriefSchema.optional(),
  /**
   * Points of the debrief that hold the answer below senior, whatever its total: those that sink, of a
   * model whose check allows it. Absent of grades whose debrief has no consequence; see `findHolds`.
   */
  heldBy: z.array(pointIdSchema).max(6).optional(),
  misconceptions: z.array(z.string()),
  flags: z.array(flagSchema),
  setAside: z.array(setAsideSchema),
  /** 0–1, weighted over criteria; unassessed weight lowers it. */
  confidence: z.number().min(0).max(1),
  needsPerson: z.boolean(),
  usage: usageSchema.nullable(),
  costUsd: z.number().min(0).nullable(),
  durationMs: z.number().min(0),
  calls: z.array(judgeCallSchema),
});
export type Grade = z.infer<typeof gradeSchema>;
