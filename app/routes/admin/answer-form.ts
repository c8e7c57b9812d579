import { z } from "zod";
import { saveAnswerSchema } from "#domain/authoring/answer.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import { perSection } from "#domain/problems/scale.schema";

/** What a save of a calibration answer lacks: below the field it concerns, and what no field shows. */
export type AnswerFormErrors = { name: string[]; note: string[]; others: string[] };

const text = z.string().default("");

/** The fields of the form; how long each may be is the schema's of what they become. */
export const answerFieldsSchema = z.object({
  name: text,
  baseHash: text,
  band: text,
  level: text,
  note: text,
  scene: text,
  /** A criterion's id and a verdict: `user-outcome met`. Two of one criterion: either will do. */
  label: z.array(z.string().max(200)),
  ...perSection(text).shape,
});
export type AnswerFields = z.infer<typeof answerFieldsSchema>;

/** What the form becomes: a calibration answer. */
export function parseAnswerForm(fields: AnswerFields) {
  const { name, baseHash, band, level, note, scene } = fields;
  return saveAnswerSchema.safeParse({
    name: name.trim(),
    baseHash: baseHash || null,
    head: { band, level, note, expected: collectLabels(fields.label) },
    answers: Object.fromEntries(SECTION_IDS.map((id) => [id, fields[id]])),
    scene,
  });
}

function collectLabels(labels: readonly string[]): Record<string, string | string[]> {
  const byCriterion = new Map<string, string[]>();
  for (const label of labels) {
    const [id = "", verdict = ""] = label.split(" ");
    byCriterion.set(id, [...(byCriterion.get(id) ?? []), verdict]);
  }
  const entries = [...byCriterion].map(([id, all]) => [id, all.length > 1 ? all : all[0]]);
  return Object.fromEntries(entries);
}

export function toAnswerErrors(error: z.ZodError): AnswerFormErrors {
  const errors: AnswerFormErrors = { name: [], note: [], others: [] };
  for (const { path, message } of error.issues) {
    const place = path.join(".");
    if (place === "name") errors.name.push(message);
    else if (place === "head.note") errors.note.push(message);
    else errors.others.push(`${place}: ${message}`);
  }
  return errors;
}
