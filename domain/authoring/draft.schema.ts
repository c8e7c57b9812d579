import { z } from "zod";
import { slugSchema } from "../problems/scale.schema";
import { MAX_REASON_CHARS, MIN_REASON_CHARS } from "./draft-words";

/** Longest text of one file, in UTF-16 code units; the longest rubric has about 125,000. */
const MAX_TEXT_CHARS = 400_000;
export const MAX_DRAWING_CHARS = 4_000_000;

/** A browser posts `\r\n` for every line's end; the files have `\n`. */
const fileText = z.string().transform((text) => text.replace(/\r\n?/g, "\n"));

/** The four files of a draft, which may be broken until it is published. */
export const draftTextsSchema = z.object({
  problem: fileText.pipe(z.string().max(MAX_TEXT_CHARS, "too long")),
  solution: fileText.pipe(z.string().max(MAX_TEXT_CHARS, "too long")),
  scene: fileText.pipe(z.string().max(MAX_DRAWING_CHARS, "too large")),
  rubric: fileText.pipe(z.string().max(MAX_TEXT_CHARS, "too long")),
});
export type DraftTexts = z.infer<typeof draftTextsSchema>;

/** `revision` is the save that this one was based on. */
export const saveDraftSchema = draftTextsSchema.extend({
  revision: z.coerce.number().int().min(0),
});
export type SaveDraft = z.infer<typeof saveDraftSchema>;

export const newProblemSchema = z.object({
  slug: z.string().trim().toLowerCase().pipe(slugSchema),
});

export const publishDraftSchema = z.object({
  revision: z.coerce.number().int().min(0),
  reason: z
    .string()
    .trim()
    .max(MAX_REASON_CHARS)
    .default("")
    .refine((reason) => reason === "" || reason.length >= MIN_REASON_CHARS, {
      message: `write at least ${MIN_REASON_CHARS} characters`,
    }),
});

/** What stands in a draft's address. */
export const draftIdSchema = z.uuid();

const versionSchema = z.coerce.number().int().min(1);

/** Which versions a page compares. */
export const compareSchema = z.object({
  of: z.enum(["problem", "rubric"]),
  from: versionSchema,
  to: versionSchema,
});

/** From which versions a draft is made; the newest where none is named. */
export const rollBackSchema = z.object({
  problemVersion: versionSchema.optional(),
  rubricVersion: versionSchema.optional(),
});
