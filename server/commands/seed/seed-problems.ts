import type { DbOrTx } from "../../db/client";
import type { ContentFile } from "../../content/read-content";
import { canonicalHash } from "../../text/canonical-hash";
import { createDice } from "./dice";
import { insertRows } from "./insert-rows";

/** A copy of a real problem, with its versions from the first to the newest. */
export type DemoProblem = {
  id: string;
  slug: string;
  source: ContentFile;
  versions: { problemVersionId: string; rubricVersionId: string }[];
};

/** Copies real problems under slugs of their own; later versions differ in their title. */
export async function seedProblems(
  db: DbOrTx,
  contents: readonly ContentFile[],
  order: { seed: number; problems: number; versions: number },
): Promise<DemoProblem[]> {
  const dice = createDice(order.seed, "problems");
  const made = Array.from({ length: order.problems }, (_, index): DemoProblem => {
    const source = contents[index % contents.length];
    if (source === undefined) throw new Error("there is no real problem to copy");
    const slug = `${source.slug}-demo-${Math.floor(index / contents.length) + 1}`;
    return { id: dice.uuid(), slug, source, versions: [] };
  });
  for (let count = 0; count < Math.max(order.versions, made.length); count += 1) {
    // Each has one before any has two.
    const problem = count < made.length ? made[count] : dice.pick(made);
    problem?.versions.push({ problemVersionId: dice.uuid(), rubricVersionId: dice.uuid() });
  }
  const withRubric = made.map((problem) => ({ problem, rubricId: dice.uuid() }));
  await insertRows(
    db,
    "problems",
    made.map(({ id, slug }) => ({ id, slug, created_at: new Date() })),
  );
  await insertRows(
    db,
    "rubrics",
    withRubric.map(({ problem, rubricId }) => ({
      id: rubricId,
      problem_id: problem.id,
      created_at: new Date(),
    })),
  );
  await insertRows(db, "problem_versions", made.flatMap(toProblemVersions));
  await insertRows(
    db,
    "rubric_versions",
    withRubric.flatMap(({ problem, rubricId }) => toRubricVersions(problem, rubricId)),
  );
  return made;
}

function toProblemVersions({ id, slug, source, versions }: DemoProblem) {
  const copy = slug.slice(slug.lastIndexOf("-") + 1);
  return versions.map(({ problemVersionId }, index) => {
    const title = `${source.problem.head.title} (demo ${copy}.${index + 1})`;
    const body = { ...source.problem, head: { ...source.problem.head, title } };
    return {
      id: problemVersionId,
      problem_id: id,
      version: index + 1,
      source: "app",
      body,
      hash: canonicalHash(body),
      created_at: new Date(),
    };
  });
}

function toRubricVersions({ slug, source, versions }: DemoProblem, rubricId: string) {
  const body = { ...source.rubric, problem: slug };
  return versions.map(({ rubricVersionId }, index) => ({
    id: rubricVersionId,
    rubric_id: rubricId,
    version: index + 1,
    source: "app",
    body,
    hash: canonicalHash(body),
    created_at: new Date(),
  }));
}
