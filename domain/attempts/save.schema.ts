// The small form of zod: candidates' browsers load this file.
import * as z from "zod/mini";
import { MAX_FILES } from "../diagram/scene.schema";
import { storableTextSchema } from "../text/storable.schema";
import { MAX_SECTION_CHARS, TEXT_IDS } from "./answer.schema";
import { checkpointSchema, heldWorkSchema } from "./checkpoint.schema";

/** Mended at its length: a splice that follows still fits. */
const textSchema = storableTextSchema.check(z.maxLength(MAX_SECTION_CHARS));
const countSchema = z.int().check(z.gte(0));

/**
 * A change to one text, a section's or the worksheet's: the whole of it, or one splice (UTF-16
 * offsets). A splice is a tenth of the bytes; the whole text is sent when the server says it can't apply a splice.
 */
export const textChangeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("whole"), baseRevision: countSchema, text: textSchema }),
  z.strictObject({
    kind: z.literal("splice"),
    baseRevision: countSchema,
    start: countSchema,
    deleteCount: countSchema,
    insert: textSchema,
    /** Length of the text after the splice: a wrong one means that the bases differ. */
    length: z.int().check(z.gte(0), z.lte(MAX_SECTION_CHARS)),
  }),
]);
export type TextChange = z.infer<typeof textChangeSchema>;

/**
 * One save: only what changed since the last acknowledged one. `(clientId, seq)` names it, so that
 * sending it again is harmless. Elements and files are checked one by one by `parseScene`.
 */
export const saveSchema = z.strictObject({
  clientId: z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/)),
  seq: z.int().check(z.gte(1), z.lte(2_000_000_000)),
  texts: z._default(z.partialRecord(z.enum(TEXT_IDS), textChangeSchema), {}),
  elements: z._default(z.array(z.unknown()).check(z.maxLength(5_000)), []),
  files: z._default(
    z
      .record(z.string(), z.unknown())
      .check(z.refine((files) => Object.keys(files).length <= MAX_FILES, "too many pictures")),
    {},
  ),
  /** About once a minute: what the page believes is stored when this save is. */
  checkpoint: z.optional(checkpointSchema),
});
export type Save = z.infer<typeof saveSchema>;

const sectionConflictSchema = z.strictObject({
  section: z.enum(TEXT_IDS),
  /** What stands on the server; the other text is kept as a revision. */
  text: z.string(),
  revision: z.int(),
});

/** Sent only after the commit: what it says is durable. Times are ISO 8601, by the server's clock. */
export const saveReplySchema = z.strictObject({
  seq: z.int(),
  serverNow: z.string(),
  deadlineAt: z.nullable(z.string()),
  /** `late`: kept and shown in the report as late, not part of what is graded. */
  outcome: z.enum(["saved", "late"]),
  /** Revision of each section this save wrote. */
  revisions: z.partialRecord(z.enum(TEXT_IDS), z.int()),
  /** Sections whose splice did not fit: send the whole text with the next save. */
  resend: z.array(z.enum(TEXT_IDS)),
  conflicts: z.array(sectionConflictSchema),
  /** Elements that were refused, and why; everything else was kept. */
  dropped: z.array(
    z.strictObject({ id: z.nullable(z.string()), type: z.string(), reason: z.string() }),
  ),
  /** The checkpoint does not hold: this is what is stored. */
  held: z.optional(heldWorkSchema),
});
export type SaveReply = z.infer<typeof saveReplySchema>;

/** A reply as it is stored: without what is told anew each time it is sent. */
export const saveOutcomeSchema = z.omit(saveReplySchema, {
  seq: true,
  serverNow: true,
  deadlineAt: true,
  held: true,
});
export type SaveOutcome = z.infer<typeof saveOutcomeSchema>;
