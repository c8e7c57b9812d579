import { z } from "zod";
import { perSection, slugSchema } from "#domain/problems/scale.schema";

const prose = z.string().trim().min(1);

/** Gold written by two people: signals may be tuned on `tune`; `held-out` is only ever measured. */
export const SPLITS = ["tune", "held-out"] as const;
const splitSchema = z.enum(SPLITS);
export type Split = z.infer<typeof splitSchema>;

/** Words that stand by themselves, and other criteria which a careful reader might see in them. */
const plantedTextSchema = z
  .union([
    prose,
    z.strictObject({ text: prose, touches: z.array(slugSchema).min(1) }),
    z.strictObject({ text: prose }),
  ])
  .transform(toPlantedText);
export type PlantedText = { text: string; touches: string[] };

function toPlantedText(value: string | { text: string; touches?: string[] }): PlantedText {
  if (typeof value === "string") return { text: value, touches: [] };
  return { text: value.text, touches: value.touches ?? [] };
}

const texts = (least: number) => z.array(plantedTextSchema).min(least);
/** One text or several that mean the same. */
const retellings = z.union([plantedTextSchema.transform((text) => [text]), texts(1)]);

/** Ways to meet one criterion and to miss it; the labels are true by construction. */
const factSchema = z.strictObject({
  /** These four may be left out where only a drawing counts. */
  met: texts(2).optional(),
  /** `met[0]` as hurried notes, and in full everyday words; each may be told in several ways. */
  terse: retellings.optional(),
  plain: retellings.optional(),
  /** Meets it with other words than the criterion and its passing example. */
  paraphrased: texts(2).optional(),
  name_dropped: texts(1),
  contradicted: texts(1),
  /** Only where the criterion has an anchor for half of it. */
  partial: texts(1).optional(),
  /** Lines of an outline that show it; only where the criterion accepts the drawing. */
  drawn: z.array(prose).min(1).optional(),
});
export type Fact = z.infer<typeof factSchema>;

/** The file `test/evals/gold/<slug>/<split>.yaml`. */
export const goldSchema = z.strictObject({
  problem: slugSchema,
  split: splitSchema,
  facts: z.record(slugSchema, factSchema),
  /** Honest sentences on the topic that meet nothing. */
  filler: perSection(z.array(prose).min(5)),
  /** Fluff that could stand anywhere. */
  padding: z.array(prose).min(20),
});
export type Gold = z.infer<typeof goldSchema>;
