import { OWN_VERDICTS } from "./own-verdicts";
import { z } from "zod";
import { MAX_PROBES } from "../attempts/turn.schema";
import { sectionIdSchema } from "../problems/scale.schema";

/** What a person may say of a criterion: they read the whole answer, so they can always tell. */
export const personVerdictSchema = z.enum(["met", "partial", "not_met"], {
  error: "Choose a verdict",
});
export type PersonVerdict = z.infer<typeof personVerdictSchema>;

const MAX_REASON_CHARS = 2_000;
const MAX_COMMENT_CHARS = 4_000;

const criterionIdSchema = z.string().min(1).max(100);
const reasonSchema = z
  .string()
  .trim()
  .min(1, "Say why, in a sentence the candidate can use")
  .max(MAX_REASON_CHARS, `At most ${MAX_REASON_CHARS} characters`);
/** An empty field of a form is nobody and nothing. */
const optionalId = z
  .union([z.uuid(), z.literal("")])
  .nullish()
  .transform((id) => id || null);

export const overrideSchema = z.object({
  /** The grade that the person had before them. */
  gradeId: z.uuid(),
  criterionId: criterionIdSchema,
  verdict: personVerdictSchema,
  reason: reasonSchema,
  /** The override that stood there when they decided; null when none did. */
  basedOn: optionalId,
});
export type OverrideInput = z.infer<typeof overrideSchema>;

export const withdrawSchema = z.object({ overrideId: z.uuid() });

export const commentSchema = z.object({
  /** Null: about the whole. */
  criterionId: criterionIdSchema
    .or(z.literal(""))
    .optional()
    .transform((id) => id || null),
  text: z
    .string()
    .trim()
    .min(1, "Write something first")
    .max(MAX_COMMENT_CHARS, `At most ${MAX_COMMENT_CHARS} characters`),
});
export type CommentInput = z.infer<typeof commentSchema>;

export const signSchema = z.object({
  gradeId: z.uuid(),
  /** The overrides that stood when the person signed, as `toSeen` writes them. */
  seen: z.string().max(10_000),
});
export type SignInput = z.infer<typeof signSchema>;

/** Which overrides a person had before them, in a form's field. */
export function toSeen(overrideIds: readonly string[]): string {
  return [...overrideIds].sort().join(" ");
}

export const assignSchema = z.object({
  assigneeId: optionalId,
  /** Who it was assigned to when the person chose. */
  was: optionalId,
});
export type AssignInput = z.infer<typeof assignSchema>;

export const settleSchema = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("granted"),
    appealId: z.uuid(),
    verdict: personVerdictSchema,
    words: reasonSchema,
    basedOn: optionalId,
  }),
  z.object({ outcome: z.literal("declined"), appealId: z.uuid(), words: reasonSchema }),
]);
export type SettleInput = z.infer<typeof settleSchema>;

/** The form that settles an appeal, in the shape of `settleSchema`; the pressed button says how. */
export const settleFormSchema = z
  .object({
    appealId: z.uuid(),
    outcome: z.enum(["granted", "declined"], { error: "Grant it or decline it" }),
    verdict: personVerdictSchema.or(z.literal("")).optional(),
    words: reasonSchema,
    basedOn: optionalId,
  })
  .refine(({ outcome, verdict }) => outcome === "declined" || verdict, {
    error: "Choose the verdict that you grant.",
    path: ["verdict"],
  });

export const deleteCommentSchema = z.object({ commentId: z.uuid() });

/** UTF-16 offsets, end exclusive. */
const stretch = { start: z.number().int().min(0), end: z.number().int().min(1) };

function hasLength({ start, end }: { start: number; end: number }): boolean {
  return end > start;
}

/**
 * Where a candidate points to: a stretch of a section's text, or of the reply to a follow-up, or
 * elements.
 */
const placeSchema = z.discriminatedUnion("kind", [
  z
    .object({ kind: z.literal("text"), section: sectionIdSchema, ...stretch })
    .refine(hasLength, { error: "Choose a sentence" }),
  z
    .object({ kind: z.literal("reply"), turn: z.number().int().min(1).max(MAX_PROBES), ...stretch })
    .refine(hasLength, { error: "Choose a sentence" }),
  z.object({
    kind: z.literal("drawing"),
    elementIds: z.array(z.string().min(1)).min(1, "Choose a box or an arrow").max(200),
  }),
]);
export type Place = z.infer<typeof placeSchema>;

export const appealSchema = z.object({
  gradeId: z.uuid(),
  criterionId: criterionIdSchema,
  note: z.string().trim().max(MAX_REASON_CHARS, `At most ${MAX_REASON_CHARS} characters`),
  place: placeSchema,
  /** Their own mark, where nobody reviews. */
  ownVerdict: z.enum(OWN_VERDICTS).nullable().default(null),
});
export type AppealInput = z.input<typeof appealSchema>;

const QUEUE_REASONS = ["appeal", "attention", "disputed", "person", "unsure"] as const;

/** The queue as its URL asks for it; what can't be read is left at its default. */
export const queueFilterSchema = z.object({
  /** `open`: not signed, or graded anew since. */
  show: z.enum(["open", "signed", "all"]).catch("open"),
  reason: z.enum(["any", ...QUEUE_REASONS]).catch("any"),
  assigned: z.enum(["anyone", "me", "nobody"]).catch("anyone"),
  sort: z.enum(["urgent", "oldest", "newest", "disputed", "unsure", "lowest"]).catch("urgent"),
  problem: z.string().max(100).catch(""),
  /** From 1. */
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type QueueFilter = z.infer<typeof queueFilterSchema>;
