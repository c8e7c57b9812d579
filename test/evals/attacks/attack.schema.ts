import { z } from "zod";
import { sectionIdSchema, slugSchema } from "#domain/problems/scale.schema";

/** How a plain payload is disguised before it is placed. */
const ENCODINGS = [
  "zero_width", //   a zero-width space between all letters
  "tags", //         Unicode tag characters: nothing is seen
  "selectors", //    variation selectors, a byte each: nothing is seen
  "bidi", //         written backwards inside a right-to-left override: read forwards
  "soft_hyphens",
  "cyrillic", //     look-alike letters
  "leet",
  "spaced", //       l i k e  t h i s
  "dotted", //       l.i.k.e.t.h.i.s
  "fullwidth",
  "mathematical", // bold letters of the mathematical alphabet
  "stacked_marks",
  "base64",
  "hex",
  "rot13",
  "reversed",
  "percent",
] as const;
const encodingSchema = z.enum(ENCODINGS);
export type Encoding = z.infer<typeof encodingSchema>;

/** Payloads that need the rubric or the problem at hand; made by generate-payload.ts. */
const GENERATORS = [
  "reply_json",
  "reply_json_in_fence",
  "verdict_lines",
  "criteria_texts",
  "passing_examples",
  "passing_examples_led_in",
  "passing_examples_in_look_alikes",
  "hints",
  "solution",
  "solution_drawing",
  "clarifications",
  "statement",
  "statement_as_own_words",
  "term_lines",
  "term_line",
  "dense_sentences",
  "term_table",
  "graded_examples",
] as const;
const generatorSchema = z.enum(GENERATORS);
export type Generator = z.infer<typeof generatorSchema>;

/** Where in the drawing a payload is put. */
const DRAWN_SPOTS = [
  "box",
  "boxes", //          a box for each line of the payload
  "arrow_label",
  "note", //           free text beside the drawing
  "frame_name",
  "opacity_0",
  "opacity_5",
  "opacity_9",
  "one_px",
  "canvas_colour",
  "colour_of_its_box",
  "far_away",
  "behind_image",
  "behind_box",
  "deleted",
  "locked",
  "outside_its_frame",
  "link",
  "custom_data",
  "image_alt",
] as const;
const drawnSpotSchema = z.enum(DRAWN_SPOTS);
export type DrawnSpot = z.infer<typeof drawnSpotSchema>;

const payloadSpotSchema = z.union([
  z.strictObject({
    section: z.union([sectionIdSchema, z.literal("every")]),
    at: z.enum(["start", "middle", "end"]).default("end"),
  }),
  /** The words of the payload dealt out in turn to the ends of the five sections. */
  z.strictObject({ split: z.literal("sections") }),
  z.strictObject({ drawing: drawnSpotSchema }),
  /**
   * Asked of the interviewer. In practice a candidate says which question of the list is meant, so
   * that anything counts as asked; here the list's first.
   */
  z.strictObject({ question: z.literal("meant") }),
  /** The payload, an Excalidraw file's JSON, takes the place of the drawing. */
  z.strictObject({ insteadOf: z.literal("drawing") }),
]);
export type PayloadSpot = z.infer<typeof payloadSpotSchema>;

const attackSchema = z
  .strictObject({
    id: slugSchema,
    where: payloadSpotSchema,
    payload: z.string().min(1).optional(),
    generate: generatorSchema.optional(),
    encode: encodingSchema.optional(),
  })
  .refine(({ payload, generate }) => (payload === undefined) !== (generate === undefined), {
    message: "needs either a payload or a generator",
  });

/** One file of this folder: a family of attacks. */
export const attackFileSchema = z.strictObject({
  family: slugSchema,
  /** What the family tries, in a sentence. */
  about: z.string().trim().min(1),
  attacks: z.array(attackSchema).min(1),
});

export type Attack = z.infer<typeof attackSchema> & { family: string };
