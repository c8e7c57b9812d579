import { isMap, isSeq, LineCounter } from "yaml";
import type { Document } from "yaml";
import type { z } from "zod";
import { formatPath } from "./content-error";
import { composeYaml, findTwins, indexKeys } from "./guard-yaml";
import type { ContentIssue } from "./content-error";
import type { YamlFault } from "./guard-yaml";

type Path = readonly PropertyKey[];

/** What is told of the faults of one text; whoever fixes these sees the next. */
const MAX_TOLD = 100;

/** A parsed YAML text that still knows on which line of its file each field stands. */
export type YamlSource = {
  file: string;
  value: unknown;
  /** Line of the field, or of its nearest ancestor that is there. Counts from 1. */
  lineOf(path: Path): number;
};

/**
 * Parses YAML 1.2. Faults of syntax (duplicate keys too) are pushed to `issues`, as are a text that
 * is too large or nests too deep and aliases that grow without bound.
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
  const lineAt = (offset: number): number => lineCounter.linePos(offset).line + firstLine - 1;
  const complain = (faults: readonly YamlFault[]): null => {
    for (const { offset, message } of faults.slice(0, MAX_TOLD)) {
      issues.push({ file, line: lineAt(offset), field: "", message: `not YAML: ${message}` });
    }
    return null;
  };
  const composed = composeYaml(text, lineCounter);
  if ("excess" in composed) return complain([composed.excess]);
  const { document } = composed;
  const faults = [...document.errors.map(toFault), ...findTwins(document)];
  if (faults.length > 0) return complain(faults);
  const value = toValue(document);
  if (value === TOO_MANY_ALIASES) {
    return complain([{ offset: 0, message: "its aliases stand for too much; write it out" }]);
  }
  return { file, value, lineOf: (path) => lineAt(offsetOf(document, path)) };
}

function toFault({ pos, message, code }: Document.Parsed["errors"][number]): YamlFault {
  return { offset: pos[0], message: message.split("\n")[0] ?? code };
}

const TOO_MANY_ALIASES = Symbol("too many aliases");

/** The library counts what aliases stand for, and throws where a few lines would become gigabytes. */
function toValue(document: Document.Parsed): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) return TOO_MANY_ALIASES;
    throw error;
  }
}

function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = indexKeys(node).get(String(part));
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
  const faults = result.error.issues.flatMap((issue) => flatten(issue, []));
  for (const { path, message } of faults.slice(0, MAX_TOLD)) {
    issues.push({ file: source.file, line: source.lineOf(path), field: formatPath(path), message });
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
    const deepest = (faults: Fault[]): number =>
      faults.reduce((most, { path }) => Math.max(most, path.length), 0);
    return (
      branches.sort((a, b) => deepest(b) - deepest(a))[0] ?? [{ path, message: issue.message }]
    );
  }
  return [{ path, message: issue.message }];
}
