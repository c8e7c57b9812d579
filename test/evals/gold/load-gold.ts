import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ContentError } from "#server/content/content-error";
import { parseYaml, validateYaml } from "#server/content/yaml-source";
import { goldSchema } from "./gold.schema";
import type { ContentIssue } from "#server/content/content-error";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import type { Fact, Gold, Split } from "./gold.schema";

type Complain = (path: string[], message: string) => void;

/**
 * Reads the facts of one problem and split, and holds them against its rubric: every criterion must
 * be there and no other, else the labels would speak of a rubric that is no more.
 *
 * @param rootDir the folder that holds `test/evals/gold/`
 * @returns null when there is no such file
 * @throws ContentError naming file, line and field of every fault
 */
export async function loadGold(
  rootDir: string,
  rubric: Rubric,
  split: Split,
): Promise<Gold | null> {
  const file = `test/evals/gold/${rubric.problem}/${split}.yaml`;
  const text = await readIfThere(join(rootDir, file));
  if (text === null) return null;
  const issues: ContentIssue[] = [];
  const source = parseYaml(text, file, issues);
  const gold = source && validateYaml(source, goldSchema, issues);
  if (source && gold) {
    const complain: Complain = (path, message) => {
      issues.push({ file, line: source.lineOf(path), field: path.join("."), message });
    };
    checkHead(gold, rubric, split, complain);
    checkCriteria(gold, rubric, complain);
  }
  if (!gold || issues.length > 0) throw new ContentError(issues);
  return gold;
}

function checkHead(gold: Gold, rubric: Rubric, split: Split, complain: Complain): void {
  if (gold.problem !== rubric.problem) complain(["problem"], `must be "${rubric.problem}"`);
  if (gold.split !== split) complain(["split"], `must be "${split}", the name of the file`);
}

function checkCriteria({ facts }: Gold, rubric: Rubric, complain: Complain): void {
  const known = new Set(rubric.criteria.map(({ id }) => id));
  for (const criterion of rubric.criteria) {
    const fact = facts[criterion.id];
    if (fact) checkFact(fact, criterion, known, complain);
    else complain(["facts"], `no facts for the criterion "${criterion.id}" of the rubric`);
  }
  for (const id of Object.keys(facts)) {
    if (known.has(id)) continue;
    complain(["facts", id], "the rubric has no such criterion; has it moved on?");
  }
}

function checkFact(
  fact: Fact,
  { id, partial, evidence }: Criterion,
  known: ReadonlySet<string>,
  complain: Complain,
): void {
  const at = ["facts", id];
  if (fact.partial && !partial) complain([...at, "partial"], "the criterion has no half of it");
  if (!fact.partial && partial)
    complain(at, `"partial" is missing: the criterion has a half of it`);
  const accepts = evidence.includes("diagram");
  if (fact.drawn && !accepts) complain([...at, "drawn"], "the criterion takes no drawing");
  if (!fact.drawn && accepts) complain(at, `"drawn" is missing: the criterion takes a drawing`);
  if (evidence.includes("text")) {
    for (const field of ["met", "terse", "plain", "paraphrased"] as const) {
      if (!fact[field]) complain(at, `"${field}" is missing: the criterion takes words`);
    }
  }
  const { drawn: _, ...worded } = fact;
  for (const [field, texts] of Object.entries(worded)) {
    for (const other of [texts].flat().flatMap(({ touches }) => touches)) {
      if (!known.has(other)) complain([...at, field], `touches "${other}", which is no criterion`);
      if (other === id) complain([...at, field], "touches itself");
    }
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
