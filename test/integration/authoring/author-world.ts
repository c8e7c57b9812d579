import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createDraft } from "#server/authoring/create-draft";
import { getDraft } from "#server/authoring/get-draft";
import { getFiles } from "#server/authoring/get-files";
import type { DraftView } from "#server/authoring/get-draft";
import type { DraftTexts } from "#domain/authoring/draft.schema";
import { saveDraft } from "#server/authoring/save-draft";
import { loadContent } from "#server/content/load-content";
import type { Viewer } from "#server/accounts/sessions";
import type { Db } from "#server/db/client";
import { RAG } from "../../support/content";
import { createTestDatabase } from "../../support/database";
import { FROZEN_DIR } from "../../support/frozen-content";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";
import { checkDraftHere } from "../../support/drafts-here";

/** A database with one real problem as it was once, loaded from a folder that the test may change. */
export type AuthorWorld = {
  database: TestDatabase;
  db: Db;
  rootDir: string;
  admin: Viewer;
  other: Viewer;
  close: () => Promise<void>;
};

export async function openAuthorWorld(): Promise<AuthorWorld> {
  const database = await createTestDatabase();
  const { db } = database;
  const rootDir = await copyRag();
  await loadContent(db, rootDir);
  return {
    database,
    db,
    rootDir,
    admin: await createPerson(db, "admin"),
    other: await createPerson(db, "admin"),
    close: async () => {
      await database.drop();
      await rm(rootDir, { recursive: true });
    },
  };
}

/** One real problem in a folder of its own, without relatives, and with an answer of each band. */
async function copyRag(): Promise<string> {
  const rootDir = await mkdtemp(join(tmpdir(), "author-"));
  await cp(join(FROZEN_DIR, "problems", RAG), join(rootDir, "problems", RAG), { recursive: true });
  for (const file of ["strong-different.md", "strong-different.excalidraw"]) {
    await rm(join(rootDir, "problems", RAG, "answers", file));
  }
  await mkdir(join(rootDir, "rubrics"));
  await cp(join(FROZEN_DIR, `rubrics/${RAG}.yaml`), join(rootDir, `rubrics/${RAG}.yaml`));
  await editFile(rootDir, `problems/${RAG}/problem.md`, (text) =>
    text.replace(/^related: .*$/m, "related: []"),
  );
  return rootDir;
}

export async function editFile(
  rootDir: string,
  path: string,
  change: (text: string) => string,
): Promise<void> {
  const file = join(rootDir, path);
  await writeFile(file, change(await readFile(file, "utf8")));
}

export async function writeFiles(rootDir: string, files: Map<string, string>): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(rootDir, path)), { recursive: true });
    await writeFile(join(rootDir, path), text);
  }
}

export async function requireDraft(db: Db, draftId: string): Promise<DraftView> {
  const draft = await getDraft(db, checkDraftHere, draftId);
  if (!draft) throw new Error(`no draft ${draftId}`);
  return draft;
}

/** An open draft of the problem, saved once with what `change` makes of its texts. */
export async function openDraft(
  world: AuthorWorld,
  change: (texts: DraftTexts) => Partial<DraftTexts> = () => ({}),
): Promise<DraftView> {
  const { db, admin } = world;
  const { draftId } = await createDraft(db, { slug: RAG, userId: admin.id });
  const { texts, revision } = await requireDraft(db, draftId);
  await saveDraft(db, {
    draftId,
    userId: admin.id,
    save: { ...texts, ...change(texts), revision },
  });
  return requireDraft(db, draftId);
}

/** As `loadContent` at the next start. */
export function restart(world: AuthorWorld) {
  return loadContent(world.db, world.rootDir);
}

/** The code of the AppError that a promise ends in. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Error && "code" in error ? String(error.code) : "no refusal";
}

/** The real problem's texts as those of another name: the template itself can't be published. */
export async function readTextsAs(world: AuthorWorld, slug: string): Promise<DraftTexts> {
  const files = await getFiles(world.db, RAG);
  const textOf = (path: string): string => files?.get(path) ?? "";
  return {
    problem: textOf(`problems/${RAG}/problem.md`),
    solution: textOf(`problems/${RAG}/solution.md`),
    scene: textOf(`problems/${RAG}/solution.excalidraw`),
    rubric: textOf(`rubrics/${RAG}.yaml`).replace(`problem: ${RAG}`, `problem: ${slug}`),
  };
}
