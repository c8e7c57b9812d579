import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listAllCriteria } from "#domain/rubrics/rubric.schema";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import { inlineListsSchema, listsFileSchema } from "./lists.schema";
import type { CriterionLists } from "./lists.schema";

const LISTS_DIR = join(import.meta.dirname, "lists");

/** By the criterion's id; one that is not in it can't be assessed. */
export type ListsOf = ReadonlyMap<string, CriterionLists>;

const listsByRubric = new WeakMap<Rubric, ListsOf>();

/**
 * What the offline judge has for the criteria of a rubric. Rubrics stored before the lists had files
 * of their own hold them in their criteria, and are read as they were; any other takes those of the
 * problem's file that name its criterion's statement, word for word.
 */
export function readLists(rubric: Rubric): ListsOf {
  const known = listsByRubric.get(rubric);
  if (known) return known;
  const lists = readListsFrom(LISTS_DIR, rubric);
  listsByRubric.set(rubric, lists);
  return lists;
}

/** Ids of the criteria that it has something to judge by. */
export function listCovered(rubric: Rubric): ReadonlySet<string> {
  return new Set(readLists(rubric).keys());
}

/** As `readLists`, with the files of another folder. */
export function readListsFrom(folder: string, rubric: Rubric): ListsOf {
  const inline = readInline(rubric);
  return inline.size > 0 ? inline : readFromFile(folder, rubric);
}

function readInline(rubric: Rubric): ListsOf {
  const found = listAllCriteria(rubric).flatMap((criterion): [string, CriterionLists][] => {
    const parsed = inlineListsSchema.safeParse(criterion);
    if (!parsed.success || isEmpty(parsed.data)) return [];
    return [[criterion.id, parsed.data]];
  });
  return new Map(found);
}

function isEmpty({ signals, verifier }: CriterionLists): boolean {
  return signals === undefined && verifier === undefined;
}

function readFromFile(folder: string, rubric: Rubric): ListsOf {
  // A stored rubric names its problem, and the name becomes a path.
  if (!/^[a-z0-9-]+$/.test(rubric.problem)) return NO_LISTS;
  const file = readFile(join(folder, `${rubric.problem}.json`));
  const found = listAllCriteria(rubric).flatMap(({ id, text }: Criterion) => {
    const entry = file.get(id);
    return entry?.texts.includes(text) ? [[id, entry] as const] : [];
  });
  return new Map(found);
}

type ListsFile = ReadonlyMap<string, CriterionLists & { texts: string[] }>;
const NO_LISTS: ListsFile = new Map();
/** As many as there are files: a name without one is not kept. */
const files = new Map<string, ListsFile>();

function readFile(path: string): ListsFile {
  const known = files.get(path);
  if (known) return known;
  const text = readIfThere(path);
  if (text === null) return NO_LISTS;
  const file = new Map(Object.entries(listsFileSchema.parse(JSON.parse(text)).criteria));
  files.set(path, file);
  return file;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
