import { z } from "zod";
import { debriefPointSchema, madeDebriefSchema } from "../grading/debrief.schema";
import { sectionIdSchema } from "./scale.schema";

/** Words of the answer, or parts of its drawing by their ids in the diagram text. */
const placeSchema = z.union([
  z.strictObject({ section: sectionIdSchema, quote: z.string().trim().min(1) }),
  z.strictObject({ ids: z.array(z.string().regex(/^[NECA]\d+$/)).min(1) }),
]);
export type WrittenPlace = z.infer<typeof placeSchema>;

const figureSchema = debriefPointSchema.shape.figures.element.omit({ value: true });

const pointSchema = debriefPointSchema
  .omit({ id: true, places: true, figures: true, failureId: true, sceptic: true })
  .extend({
    places: z.array(placeSchema).min(1).max(4),
    figures: z.array(figureSchema).max(8).optional(),
  });

/**
 * A debrief that a person wrote for a calibration answer, in the head of its file. Places are found
 * and figures computed when it is read.
 */
export const writtenDebriefSchema = madeDebriefSchema
  .pick({ heart: true, sinks: true, nextQuestion: true })
  .extend({
    strengths: z
      .array(z.strictObject({ place: placeSchema, why: z.string().trim().min(1).max(400) }))
      .max(3),
    points: z.array(pointSchema).max(6),
    asides: z
      .array(z.strictObject({ place: placeSchema, says: z.string().trim().min(1).max(300) }))
      .max(6)
      .optional(),
  });
export type WrittenDebrief = z.infer<typeof writtenDebriefSchema>;
