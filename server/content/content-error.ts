/** One fault of a content file. `line` counts from 1; null where no line can be named. */
export type ContentIssue = {
  /** Relative to the root of the content, with forward slashes. */
  file: string;
  line: number | null;
  /** Path of the field: `criteria[3].signals.met`; "" for the file as a whole. */
  field: string;
  message: string;
};

/** `rubrics/x.yaml:12: criteria[3].id: "cache" is used twice` */
export function formatIssue({ file, line, field, message }: ContentIssue): string {
  const place = line === null ? file : `${file}:${line}`;
  return field === "" ? `${place}: ${message}` : `${place}: ${field}: ${message}`;
}

/** `["criteria", 3, "id"]` as `criteria[3].id`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

/** Content files that can't be used. Carries every fault found, in the order of files and lines. */
export class ContentError extends Error {
  readonly issues: ContentIssue[];

  constructor(issues: readonly ContentIssue[]) {
    const sorted = sortIssues(issues);
    const count = sorted.length === 1 ? "1 fault" : `${sorted.length} faults`;
    super(`${count} in the content files:\n${sorted.map(formatIssue).join("\n")}`);
    this.name = "ContentError";
    this.issues = sorted;
  }
}

export function sortIssues(issues: readonly ContentIssue[]): ContentIssue[] {
  return [...issues].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || (a.line ?? 0) - (b.line ?? 0),
  );
}
