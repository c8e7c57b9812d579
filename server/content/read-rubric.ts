import { rubricSchema } from "#domain/rubrics/rubric.schema";
import { canonicalHash } from "../text/canonical-hash";
import { dropFormerLists } from "./former-lists";
import { parseYaml, validateYaml } from "./yaml-source";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { ContentIssue } from "./content-error";
import type { YamlSource } from "./yaml-source";

export type ReadRubric = { rubric: Rubric; hash: string; source: YamlSource; text: string };

/**
 * Parses and checks the text of `rubrics/<slug>.yaml`. Word lists that stood in rubrics once are left
 * out.
 *
 * @param file the name that faults are reported under
 * @returns the rubric with its hash, or null after its faults have been pushed to `issues`
 */
export function readRubric(text: string, file: string, issues: ContentIssue[]): ReadRubric | null {
  const source = parseYaml(text, file, issues);
  if (!source) return null;
  const value = dropFormerLists(source.value);
  const rubric = validateYaml({ ...source, value }, rubricSchema, issues);
  return rubric && { rubric, hash: canonicalHash(rubric), source, text };
}

/**
 * Whether a stored version says what a rubric of this hash says. One stored with word lists has a hash
 * of its own and is still the same to whoever reads it.
 */
export function isSameRubric(stored: { hash: string; body: Rubric }, hash: string): boolean {
  if (stored.hash === hash) return true;
  const body = dropFormerLists(stored.body);
  return body !== stored.body && canonicalHash(body) === hash;
}
