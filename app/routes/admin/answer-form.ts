import type { z } from "zod";
import { saveAnswerSchema } from "#server/authoring/answer.schema";
import { SECTION_IDS } from "#server/problems/scale";

/** What a save of a calibration answer lacks: below the field it concerns, and what no field shows. */
export type AnswerFormErrors = { name: string[]; note: string[]; others: string[] };

const LABEL_PREFIX = "label.";

/** The form of a calibration answer. A criterion's ticks are its label; two or more are a list. */
export function parseAnswerForm(form: FormData) {
  const field = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const expected: Record<string, FormDataEntryValue | FormDataEntryValue[]> = {};
  for (const key of new Set(form.keys())) {
    if (!key.startsWith(LABEL_PREFIX)) continue;
    const ticks = form.getAll(key);
    expected[key.slice(LABEL_PREFIX.length)] = ticks.length > 1 ? ticks : (ticks[0] ?? "");
  }
  return saveAnswerSchema.safeParse({
    name: field("name").trim(),
    baseHash: field("baseHash") || null,
    head: { band: field("band"), level: field("level"), note: field("note"), expected },
    answers: Object.fromEntries(SECTION_IDS.map((id) => [id, field(id)])),
    scene: field("scene"),
  });
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
