import { z } from "zod";
import { debriefPointSchema } from "../grading/debrief.schema";

/** What a reviewer can do to a point of a debrief. */
export type PointEditKind = "struck" | "corrected";

/** What a reviewer did to one, by name; times in ISO 8601. */
export type PointEdit = {
  id: string;
  pointId: string;
  by: string;
  at: string;
  /** When it was taken back or another took its place. */
  withdrawnAt: string | null;
} & ({ kind: "struck"; reason: string } | { kind: "corrected"; wording: PointWording });

const MAX_REASON_CHARS = 2_000;

const { shape } = debriefPointSchema;

/** A line of a form, as long as the debrief's own may be. */
function worded(what: string, most: number) {
  return z
    .string()
    .trim()
    .min(1, `Write ${what}`)
    .max(most, `At most ${most} characters`)
    .transform((text) => text.replace(/\s+/g, " "));
}

const wordingSchema = z.object({
  headline: worded("a headline", shape.headline.maxLength ?? 160),
  consequence: worded("what follows", shape.consequence.maxLength ?? 600),
  sayInstead: worded("what to say instead", shape.sayInstead.maxLength ?? 600),
});
/** What a reviewer may put in other words. */
export type PointWording = z.infer<typeof wordingSchema>;

/** The grade that the reviewer had before them, and a point of its debrief. */
const pointAtSchema = z.object({ gradeId: z.uuid(), pointId: shape.id });

export const strikePointSchema = pointAtSchema.extend({
  reason: z
    .string()
    .trim()
    .min(1, "Say why, for other reviewers")
    .max(MAX_REASON_CHARS, `At most ${MAX_REASON_CHARS} characters`),
});
export type StrikePointInput = z.infer<typeof strikePointSchema>;

export const correctPointSchema = pointAtSchema.extend(wordingSchema.shape);
export type CorrectPointInput = z.infer<typeof correctPointSchema>;

/** A candidate says why a point that holds their level isn't so. */
export const challengePointSchema = pointAtSchema.extend({
  note: z
    .string()
    .trim()
    .min(1, "Say why it isn't so")
    .max(MAX_REASON_CHARS, `At most ${MAX_REASON_CHARS} characters`),
});
export type ChallengePointInput = z.infer<typeof challengePointSchema>;

/** A reviewer leaves a challenged point as it is. */
export const keepPointSchema = pointAtSchema.extend({
  words: z
    .string()
    .trim()
    .min(1, "Say why, in a sentence the candidate can use")
    .max(MAX_REASON_CHARS, `At most ${MAX_REASON_CHARS} characters`),
});
export type KeepPointInput = z.infer<typeof keepPointSchema>;

/** A challenge of a point; times in ISO 8601. */
export type PointChallenge = {
  id: string;
  pointId: string;
  note: string;
  at: string;
  /** Null while it waits. */
  settled: { outcome: "granted" | "declined"; words: string; by: string; at: string } | null;
};

export const undoPointEditSchema = z.object({ editId: z.uuid() });
