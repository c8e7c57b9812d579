import { z } from "zod";
import { slugSchema } from "../problems/scale.schema";
import { MINUTES_PER_DAY } from "./minutes";

export const practiceMinutesSchema = z.object({
  minutes: z.coerce.number().int().min(MINUTES_PER_DAY.least).max(MINUTES_PER_DAY.most),
});

export const pickTrackSchema = z.object({
  track: slugSchema,
  when: z.enum(["start", "interview"]),
  day: z.iso.date(),
});

/** Longer than any item of a track is called. */
const MAX_ITEM = 120;

export const tickSchema = z.object({
  item: z.string().min(1).max(MAX_ITEM),
  isDone: z.stringbool(),
});
