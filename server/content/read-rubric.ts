import { rubricSchema } from "../rubrics/rubric.schema";
import { canonicalHash } from "../text/canonical-hash";
import { parseYaml, validateYaml } from "./yaml-source";
import type { Rubric } from "../rubrics/rubric.schema";
import type { ContentIssue } from "./content-error";
import type { YamlSource } from "./yaml-source";

export type ReadRubric = { rubric: Rubric; hash: string; source: YamlSource; text: string };

/**
 * Parses and checks the text of `rubrics/<slug>.yaml`.
 *
 * @param file the name that faults are reported under
 * @returns the rubric with its hash, or null after its faults have been pushed to `issues`
 */
export function readRubric(text: string, file: string, issues: ContentIssue[]): ReadRubric | null {
  const source = parseYaml(text, file, issues);
  if (!source) return null;
  const rubric = validateYaml(source, rubricSchema, issues);
  return rubric && { rubric, hash: canonicalHash(rubric), source, text };
}
