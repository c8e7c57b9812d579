import { failuresSchema } from "#domain/problems/failures.schema";
import { canonicalHash } from "../text/canonical-hash";
import { formatPath } from "./content-error";
import { parseYaml, validateYaml } from "./yaml-source";
import type { Failures } from "#domain/problems/failures.schema";
import type { ContentIssue } from "./content-error";
import type { TextFile } from "./read-problem";
import type { YamlSource } from "./yaml-source";

export type ReadFailures = { failures: Failures; hash: string; source: YamlSource };

/** Failures of one or two sections leave most of a design unread. */
const MIN_SECTIONS = 3;

/** @returns the failures with their hash, or null after every fault of form has been pushed to `issues` */
export function readFailures(
  { file, text }: TextFile,
  issues: ContentIssue[],
): ReadFailures | null {
  const source = parseYaml(text, file, issues);
  const failures = source && validateYaml(source, failuresSchema, issues);
  if (!source || !failures) return null;
  const faults = findFaults(failures, source);
  issues.push(...faults);
  return faults.length > 0 ? null : { failures, hash: canonicalHash(failures), source };
}

function findFaults({ failures }: Failures, source: YamlSource): ContentIssue[] {
  const issueAt = (path: (string | number)[], message: string): ContentIssue => ({
    file: source.file,
    line: source.lineOf(path),
    field: formatPath(path),
    message,
  });
  const faults = failures.flatMap(({ id }, index) =>
    failures.findIndex((one) => one.id === id) < index
      ? [issueAt(["failures", index, "id"], `"${id}" is used twice`)]
      : [],
  );
  const sections = new Set(failures.map(({ section }) => section)).size;
  if (sections >= MIN_SECTIONS) return faults;
  const message = `only ${sections} different sections; needs ${MIN_SECTIONS}`;
  return [...faults, issueAt(["failures"], message)];
}
