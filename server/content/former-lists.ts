import { parseYaml } from "./yaml-source";

/**
 * The word lists of the offline judge stood in the criteria of rubrics once. Versions stored then keep
 * theirs and are graded by them; texts that are read today lose them, as they would any comment.
 */
const LISTS = ["signals", "verifier"] as const;
const CRITERIA = ["criteria", "curveball"] as const;

type Path = [list: string, index: number, field: string];

/** Where such lists stand in a parsed rubric. */
export function listFormerLists(rubric: unknown): Path[] {
  return CRITERIA.flatMap((list) =>
    membersOf(rubric, list).flatMap((criterion, index) =>
      LISTS.filter((field) => isObject(criterion) && field in criterion).map((field): Path => [
        list,
        index,
        field,
      ]),
    ),
  );
}

/** The parsed rubric without them; the same object where there are none. */
export function dropFormerLists<T>(rubric: T): T {
  if (!isObject(rubric) || listFormerLists(rubric).length === 0) return rubric;
  const lists = CRITERIA.filter((list) => list in rubric).map((list) => [
    list,
    membersOf(rubric, list).map(withoutLists),
  ]);
  return { ...rubric, ...Object.fromEntries(lists) };
}

function withoutLists(criterion: unknown): unknown {
  if (!isObject(criterion)) return criterion;
  const kept = Object.entries(criterion).filter(([key]) => LISTS.every((field) => field !== key));
  return Object.fromEntries(kept);
}

/**
 * The YAML of a rubric without them, every other line as it was; null where one stands on a line with
 * something else.
 */
export function cutFormerLists(text: string): string | null {
  const source = parseYaml(text, "", []);
  const lines = text.split("\n");
  const cut = new Set<number>();
  for (const path of listFormerLists(source?.value)) {
    const first = (source?.lineOf(path) ?? 1) - 1;
    if (!new RegExp(`^ *${path[2]}:`).test(lines[first] ?? "")) return null;
    for (let at = first; at < endOfBlock(lines, first); at += 1) cut.add(at);
  }
  return lines.filter((_, at) => !cut.has(at)).join("\n");
}

/** The line after the last that stands deeper than this one. */
function endOfBlock(lines: readonly string[], first: number): number {
  const depth = indentOf(lines[first] ?? "");
  let end = first + 1;
  for (let at = end; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line.trim() === "") continue;
    if (indentOf(line) <= depth) break;
    end = at + 1;
  }
  return end;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function membersOf(rubric: unknown, list: string): unknown[] {
  const members = isObject(rubric) ? rubric[list] : null;
  return Array.isArray(members) ? members : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
