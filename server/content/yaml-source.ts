import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document, Pair } from "yaml";
import type { z } from "zod";
import { formatPath } from "./content-error";
import type { ContentIssue } from "./content-error";

type Path = readonly PropertyKey[];

/** A parsed YAML text that still knows on which line of its file each field stands. */
export type YamlSource = {
  file: string;
  value: unknown;
  /** Line of the field, or of its nearest ancestor that is there. Counts from 1. */
  lineOf(path: Path): number;
};

/**
 * Parses YAML 1.2. Faults of syntax (duplicate keys too) are pushed to `issues`.
 *
 * @param firstLine line of the file on which `text` begins: YAML heads stand below a fence
 * @returns null when the text is no YAML
 */
export function parseYaml(
  text: string,
  file: string,
  issues: ContentIssue[],
  firstLine = 1,
): YamlSource | null {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  for (const error of document.errors) {
    issues.push({
      file,
      line: lineCounter.linePos(error.pos[0]).line + firstLine - 1,
      field: "",
      message: `not YAML: ${error.message.split("\n")[0] ?? error.code}`,
    });
  }
  if (document.errors.length > 0) return null;
  return {
    file,
    value: document.toJS(),
    lineOf: (path) => lineCounter.linePos(offsetOf(document, path)).line + firstLine - 1,
  };
}

function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => keyOf(item) === String(part));
      if (!pair) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof part === "number") {
      node = node.items[part];
      offset = startOf(node) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function keyOf(pair: Pair): string {
  const { key } = pair;
  const value = typeof key === "object" && key !== null && "value" in key ? key.value : key;
  return String(value);
}

function startOf(node: unknown): number | null {
  if (typeof node !== "object" || node === null || !("range" in node)) return null;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === "number" ? range[0] : null;
}

/**
 * Checks a parsed YAML text against a schema.
 *
 * @returns the parsed value, or null after every fault has been pushed to `issues` with its line
 */
export function validateYaml<T>(
  source: YamlSource,
  schema: z.ZodType<T>,
  issues: ContentIssue[],
): T | null {
  const result = schema.safeParse(source.value);
  if (result.success) return result.data;
  for (const { path, message } of result.error.issues.flatMap((issue) => flatten(issue, []))) {
    issues.push({
      file: source.file,
      line: source.lineOf(path),
      field: formatPath(path),
      message,
    });
  }
  return null;
}

type Fault = { path: Path; message: string };

/** Unknown keys each become a fault of their own; a union speaks through its best branch. */
function flatten(issue: z.core.$ZodIssue, prefix: Path): Fault[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key], message: "unknown field" }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const branches = issue.errors.map((branch) => branch.flatMap((inner) => flatten(inner, path)));
    const deepest = (faults: Fault[]): number => Math.max(0, ...faults.map((f) => f.path.length));
    return (
      branches.sort((a, b) => deepest(b) - deepest(a))[0] ?? [{ path, message: issue.message }]
    );
  }
  return [{ path, message: issue.message }];
}
