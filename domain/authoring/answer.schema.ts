import { z } from "zod";
import { MAX_SECTION_CHARS } from "../attempts/answer.schema";
import { calibrationHeadSchema, expectedVerdictSchema } from "../problems/calibration.schema";
import { perSection, slugSchema } from "../problems/scale.schema";
import { MAX_NOTE_CHARS } from "./draft-words";
import { MAX_DRAWING_CHARS } from "./draft.schema";

/** The name of a calibration answer: that of its files, without their endings. */
export const answerNameSchema = slugSchema;

/** A browser posts `\r\n` for every line's end; the files have `\n`. */
const fieldText = z.string().transform((text) => text.replace(/\r\n?/g, "\n"));

/** A calibration answer as its page's form holds it. */
export const saveAnswerSchema = z.object({
  name: answerNameSchema,
  /** `hash` of the answer that this edit began from; null for a new one. */
  baseHash: z.string().nullable(),
  head: calibrationHeadSchema.extend({
    note: fieldText.pipe(
      z.string().trim().min(1, "say in a sentence what it shows").max(MAX_NOTE_CHARS),
    ),
    expected: z.record(slugSchema, expectedVerdictSchema),
  }),
  answers: perSection(fieldText.pipe(z.string().max(MAX_SECTION_CHARS, "too long"))),
  scene: fieldText.pipe(z.string().max(MAX_DRAWING_CHARS, "too large")),
});
export type SaveAnswer = z.infer<typeof saveAnswerSchema>;

/** Most files that are read in at once, drawings counted. */
const MAX_ANSWER_FILES = 40;

/** Calibration answers as files from an author's machine. */
export const answerFilesSchema = z.object({
  files: z
    .array(
      z.object({
        /** As it lies there, without folders: `weak.md`, `weak.excalidraw`. */
        fileName: z.string().min(1).max(200),
        text: fieldText.pipe(z.string().max(MAX_DRAWING_CHARS, "too large")),
      }),
    )
    .min(1, "Choose at least one file.")
    .max(MAX_ANSWER_FILES, `At most ${MAX_ANSWER_FILES} files at once.`),
  /** Hashes, by name, of the answers that the author agreed to replace. */
  replace: z.record(answerNameSchema, z.string()),
});
export type AnswerFiles = z.infer<typeof answerFilesSchema>;
