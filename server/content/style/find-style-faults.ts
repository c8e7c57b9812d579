import type { ContentIssue } from "../content-error";
import type { Prose } from "./list-prose";
import type { StyleEntry } from "./style-entries";

/** Where a file says what the style guide has another word for. */
export function findStyleFaults(
  file: string,
  prose: readonly Prose[],
  entries: readonly StyleEntry[],
): ContentIssue[] {
  return prose.flatMap(({ line, text }) =>
    entries.flatMap(({ pattern, instead }) =>
      [...text.matchAll(pattern)].map(([found]) => ({
        file,
        line,
        field: "",
        message: `“${found}”: ${instead}`,
      })),
    ),
  );
}
