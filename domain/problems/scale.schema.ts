import { z } from "zod";
import { BRIEFS, LENSES, LEVELS, SECTION_IDS } from "./scale";

export const sectionIdSchema = z.enum(SECTION_IDS);
export const levelSchema = z.enum(LEVELS);
export const lensSchema = z.enum(LENSES);
export const briefSchema = z.enum(BRIEFS);

/** A name that is safe in a URL, a file name and a prompt. */
export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "use lowercase letters, digits and single hyphens")
  .max(80);

/** One value for every section: `{ scenario: …, components: …, … }`. */
export function perSection<T extends z.ZodType>(value: T) {
  return z.strictObject({
    scenario: value,
    components: value,
    architecture: value,
    latency_cost: value,
    evaluation: value,
  });
}
