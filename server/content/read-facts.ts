import { z } from "zod";
import { readText } from "./read-content";
import { gateSchema, saidSchema } from "./read-gates";
import { parseYaml, validateYaml } from "./yaml-source";
import type { ContentIssue } from "./content-error";
import type { YamlSource } from "./yaml-source";

const quantitySchema = z.strictObject({
  value: z.number().refine((value) => value !== 0, "must not be 0"),
  /** Words of `problem.md` or `solution.md` that tell the value, or several places that tell it. */
  said: z.union([saidSchema, z.array(saidSchema).min(2).max(6)]),
  unit: z.string().min(1).max(40).optional(),
});

const factSchema = z.strictObject({
  says: z.string().min(10).max(200),
  holds: z.string().min(3).max(400),
  /** Why the fact may hold by a wide margin. */
  slack: z.string().min(10).max(200).optional(),
});

const nameSchema = z
  .string()
  .max(40)
  .regex(/^(?!close$)[a-z][a-z0-9_]*$/, "must be a word in lower_case");

const factsSchema = z.strictObject({
  quantities: z
    .record(nameSchema, quantitySchema)
    .refine((all) => Object.keys(all).length <= 100, "at most 100 quantities"),
  facts: z.array(factSchema).min(1).max(60),
  gates: z.array(gateSchema).min(1).max(20).optional(),
});

/** What must hold together in a problem: `problems/<slug>/facts.yaml`. */
export type Facts = z.infer<typeof factsSchema>;
export type ReadFacts = { facts: Facts; source: YamlSource };

/** @returns the facts, or null after every fault of form has been pushed to `issues` */
export function readFacts(text: string, file: string, issues: ContentIssue[]): ReadFacts | null {
  const source = parseYaml(text, file, issues);
  const facts = source && validateYaml(source, factsSchema, issues);
  return source && facts && { facts, source };
}

/** Reads the facts of a shipped problem. A missing file is a fault too. */
export async function collectFacts(
  rootDir: string,
  slug: string,
  issues: ContentIssue[],
): Promise<ReadFacts | null> {
  const read = await readText(rootDir, `problems/${slug}/facts.yaml`, issues);
  return read && readFacts(read.text, read.file, issues);
}
