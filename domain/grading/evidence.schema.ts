import { z } from "zod";
import { MAX_PROBES } from "../attempts/turn.schema";
import { sectionIdSchema } from "../problems/scale.schema";

/**
 * What a verdict rests on: the candidate's own words in a section, with where they stand in the
 * text as written (UTF-16 offsets, end exclusive), the same in a reply to a follow-up, or elements of
 * the drawing.
 */
export const evidenceSchema = z.discriminatedUnion("source", [
  z.strictObject({
    source: z.literal("text"),
    section: sectionIdSchema,
    quote: z.string().min(1),
    start: z.number().int().min(0),
    end: z.number().int().min(1),
  }),
  z.strictObject({
    source: z.literal("interview"),
    /** The follow-up that was replied to, from 1, and the section it was asked about. */
    turn: z.number().int().min(1).max(MAX_PROBES),
    section: sectionIdSchema,
    quote: z.string().min(1),
    start: z.number().int().min(0),
    end: z.number().int().min(1),
  }),
  z.strictObject({
    source: z.literal("diagram"),
    /** Ids in the diagram text: N1, E3, C2. */
    ids: z.array(z.string()).min(1),
    /** Ids of the scene elements that light up on the canvas. */
    elementIds: z.array(z.string()).min(1),
  }),
]);
export type Evidence = z.infer<typeof evidenceSchema>;
