import { and, desc, eq } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { problems, problemVersions, rubricVersions } from "../db/tables/content";
import { readContent } from "./read-content";
import { isSameRubric } from "./read-rubric";
import { loadCalibration } from "./load-calibration";
import { loadFailures } from "./load-failures";
import { storeProblemVersion, storeRubricVersion, upsertRubric } from "./store-versions";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { ContentFile } from "./read-content";

/**
 * Slugs whose problem, rubric or failures got a new version, and `slug/name` of answers that changed.
 * `overApp` names, as paths of files, what came over a newer edit in the app: the version stays in
 * the history, an answer's edit is kept beside it. `putBack` names answers that somebody had taken out
 * in the app and whose file has changed since.
 */
export type LoadedContent = {
  problems: string[];
  rubrics: string[];
  failures: string[];
  calibration: string[];
  overApp: string[];
  putBack: string[];
};

/**
 * Publishes what the files hold and the database does not. A file that is as it was when it was
 * last loaded changes nothing, so that a version made in the app is not overwritten by an old file.
 *
 * @param rootDir the folder that holds `problems/` and `rubrics/`
 * @throws ContentError naming file, line and field of every fault; nothing is loaded then
 */
export async function loadContent(db: Db, rootDir: string): Promise<LoadedContent> {
  const contents = await readContent(rootDir);
  const loaded: LoadedContent = {
    problems: [],
    rubrics: [],
    failures: [],
    calibration: [],
    overApp: [],
    putBack: [],
  };
  for (const content of contents) {
    await db.transaction(async (tx) => {
      const problemId = await upsertProblem(tx, content.slug);
      const { slug } = content;
      const problem = await publishProblem(tx, problemId, content);
      if (problem.isNew) loaded.problems.push(slug);
      if (problem.isOverApp) loaded.overApp.push(`problems/${slug}`);
      const rubric = await publishRubric(tx, problemId, content);
      if (rubric.isNew) loaded.rubrics.push(slug);
      if (rubric.isOverApp) loaded.overApp.push(`rubrics/${slug}.yaml`);
      if (await loadFailures(tx, problemId, content.failures)) loaded.failures.push(slug);
      const answers = await loadCalibration(tx, problemId, content.texts.calibration);
      loaded.calibration.push(...answers.changed.map((name) => `${slug}/${name}`));
      const toPath = (name: string) => `problems/${slug}/answers/${name}.md`;
      loaded.overApp.push(...answers.replaced.map(toPath));
      loaded.putBack.push(...answers.putBack.map(toPath));
    });
  }
  return loaded;
}

/** Whether a file became the newest version, and whether one made in the app was it before. */
type Published = { isNew: boolean; isOverApp: boolean };
const UNCHANGED: Published = { isNew: false, isOverApp: false };

/** The row's lock also makes loaders that run at the same time wait for each other. */
async function upsertProblem(tx: DbOrTx, slug: string): Promise<string> {
  const [row] = await tx
    .insert(problems)
    .values({ slug })
    .onConflictDoUpdate({ target: problems.slug, set: { slug } })
    .returning({ id: problems.id });
  if (!row) throw new Error(`problem ${slug} was neither inserted nor found`);
  return row.id;
}

async function publishProblem(
  tx: DbOrTx,
  problemId: string,
  content: ContentFile,
): Promise<Published> {
  const [newest] = await tx
    .select({ version: problemVersions.version, source: problemVersions.source })
    .from(problemVersions)
    .where(eq(problemVersions.problemId, problemId))
    .orderBy(desc(problemVersions.version))
    .limit(1);
  const [lastFromFile] = await tx
    .select({ hash: problemVersions.hash })
    .from(problemVersions)
    .where(and(eq(problemVersions.problemId, problemId), eq(problemVersions.source, "file")))
    .orderBy(desc(problemVersions.version))
    .limit(1);
  if (lastFromFile?.hash === content.problemHash) return UNCHANGED;
  await storeProblemVersion(tx, {
    problemId,
    version: (newest?.version ?? 0) + 1,
    hash: content.problemHash,
    body: content.problem,
    texts: content.texts.problem,
    source: "file",
  });
  return { isNew: true, isOverApp: newest?.source === "app" };
}

async function publishRubric(
  tx: DbOrTx,
  problemId: string,
  content: ContentFile,
): Promise<Published> {
  const rubricId = await upsertRubric(tx, problemId);
  const [newest] = await tx
    .select({ version: rubricVersions.version, source: rubricVersions.source })
    .from(rubricVersions)
    .where(eq(rubricVersions.rubricId, rubricId))
    .orderBy(desc(rubricVersions.version))
    .limit(1);
  const [lastFromFile] = await tx
    .select({ hash: rubricVersions.hash, id: rubricVersions.id })
    .from(rubricVersions)
    .where(and(eq(rubricVersions.rubricId, rubricId), eq(rubricVersions.source, "file")))
    .orderBy(desc(rubricVersions.version))
    .limit(1);
  if (lastFromFile?.hash === content.rubricHash) return UNCHANGED;
  if (lastFromFile && isSameRubric(await readVersion(tx, lastFromFile.id), content.rubricHash)) {
    return UNCHANGED;
  }
  await storeRubricVersion(tx, {
    problemId,
    version: (newest?.version ?? 0) + 1,
    hash: content.rubricHash,
    body: content.rubric,
    text: content.texts.rubric,
    source: "file",
  });
  return { isNew: true, isOverApp: newest?.source === "app" };
}

async function readVersion(tx: DbOrTx, id: string): Promise<{ hash: string; body: Rubric }> {
  const [row] = await tx
    .select({ hash: rubricVersions.hash, body: rubricVersions.body })
    .from(rubricVersions)
    .where(eq(rubricVersions.id, id));
  if (!row) throw new Error(`no rubric version ${id}`);
  return row;
}
