import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDraft, createNewProblemDraft } from "#server/authoring/create-draft";
import { discardDraft } from "#server/authoring/discard-draft";
import { getFiles } from "#server/authoring/get-files";
import { getProblemHistory } from "#server/authoring/get-problem-history";
import { listAuthoredProblems } from "#server/authoring/list-authored-problems";
import { publishDraft } from "#server/authoring/publish-draft";
import { rebaseDraft } from "#server/authoring/rebase-draft";
import { saveDraft } from "#server/authoring/save-draft";
import { NEW_RUBRIC, newProblemTexts } from "#server/authoring/template";
import { loadContent } from "#server/content/load-content";
import { auditLog } from "#server/db/tables/audit";
import { calibrationAnswers } from "#server/db/tables/authoring";
import { problemVersions, rubricVersions } from "#server/db/tables/content";
import type { TestDatabase } from "../../support/database";
import { createTestDatabase } from "../../support/database";
import { RAG } from "../../support/content";
import {
  codeOf,
  editFile,
  openAuthorWorld,
  openDraft,
  requireDraft,
  restart,
  writeFiles,
  readTextsAs,
} from "./author-world";
import type { AuthorWorld } from "./author-world";
import { checkDraftHere } from "../../support/drafts-here";

const REASON = "Tried by hand; the wording only.";
const STATEMENT = `problems/${RAG}/problem.md`;

const NOTHING_NEW = {
  problems: [],
  rubrics: [],
  failures: [],
  calibration: [],
  overApp: [],
  putBack: [],
};

let world: AuthorWorld;

beforeAll(async () => {
  world = await openAuthorWorld();
});
afterAll(() => world.close());

async function hashesIn({ db }: Pick<TestDatabase, "db">) {
  const problem = await db
    .select({ hash: problemVersions.hash, version: problemVersions.version })
    .from(problemVersions)
    .orderBy(problemVersions.version);
  const rubric = await db.select({ hash: rubricVersions.hash }).from(rubricVersions);
  const answers = await db
    .select({ name: calibrationAnswers.name, hash: calibrationAnswers.hash })
    .from(calibrationAnswers)
    .orderBy(calibrationAnswers.name);
  return { problem: problem.at(-1)?.hash, rubric: rubric.at(-1)?.hash, answers };
}

const addLine = (line: string) => (text: string) => `${text.trimEnd()}\n\n${line}\n`;

describe("a draft", () => {
  it("has the very bytes of the files it came from", async () => {
    const draft = await openDraft(world);
    const files = await getFiles(world.db, RAG);
    expect(draft.texts.problem).toBe(files?.get(STATEMENT));
    expect(draft.texts.rubric).toContain("# How answers to");
    expect(draft.errors).toEqual([]);
    await discardDraft(world.db, { draftId: draft.id, userId: world.admin.id });
  });

  it("is one a problem: who asks second is led to the first", async () => {
    const asked = await Promise.all(
      [world.admin, world.other].map(({ id }) => createDraft(world.db, { slug: RAG, userId: id })),
    );
    expect(asked[0]?.draftId).toBe(asked[1]?.draftId);
    expect(asked.filter(({ isNew }) => isNew)).toHaveLength(1);
    const back = createDraft(world.db, { slug: RAG, userId: world.admin.id, rubricVersion: 1 });
    expect(await codeOf(back)).toBe("conflict");
  });

  it("saved by two at once keeps one and shows it to the other", async () => {
    const draft = await openDraft(world);
    const { revision, texts } = draft;
    const saves = await Promise.all(
      ["one", "two"].map((word) =>
        saveDraft(world.db, {
          draftId: draft.id,
          userId: world.other.id,
          save: { ...texts, solution: addLine(word)(texts.solution), revision },
        }),
      ),
    );
    const lost = saves.find(({ status }) => status === "conflict");
    expect(saves.filter(({ status }) => status === "saved")).toHaveLength(1);
    const standing = await requireDraft(world.db, draft.id);
    expect(lost).toMatchObject({ revision: revision + 1, texts: standing.texts });
    expect(lost).toMatchObject({ savedBy: world.other.name });
  });

  it("does not count a save that changes nothing", async () => {
    const { id, revision, texts } = await openDraft(world);
    const save = { ...texts, revision };
    const saved = await saveDraft(world.db, { draftId: id, userId: world.admin.id, save });
    expect(saved).toEqual({ status: "saved", revision });
  });

  it("can't be saved, published or discarded again once it was discarded", async () => {
    const { id, revision, texts } = await openDraft(world);
    const by = { draftId: id, userId: world.admin.id };
    await discardDraft(world.db, by);
    expect(await codeOf(discardDraft(world.db, by))).toBe("gone");
    expect(await codeOf(saveDraft(world.db, { ...by, save: { ...texts, revision } }))).toBe("gone");
    const publish = publishDraft(world.db, checkDraftHere, { ...by, revision, reason: REASON });
    expect(await codeOf(publish)).toBe("gone");
  });
});

describe("publishing", () => {
  it("makes a version of what changed only, once, however many press the button", async () => {
    const draft = await openDraft(world, ({ problem }) => ({
      problem: addLine("Published from the app.")(problem),
    }));
    const publish = () =>
      publishDraft(world.db, checkDraftHere, {
        draftId: draft.id,
        userId: world.admin.id,
        revision: draft.revision,
        reason: REASON,
      }).catch((error: unknown) => error);
    const results = await Promise.all([publish(), publish(), publish()]);
    expect(results.filter((result) => !(result instanceof Error))).toEqual([
      { slug: RAG, problemVersion: 2, rubricVersion: null },
    ]);
    const history = await getProblemHistory(world.db, RAG);
    expect(history?.problem[0]).toMatchObject({
      version: 2,
      source: "app",
      createdBy: world.admin.name,
      reason: REASON,
    });
    expect(history?.rubric).toHaveLength(1);
    const log = await world.db.select().from(auditLog).where(eq(auditLog.subjectId, draft.id));
    expect(log.map(({ action }) => action)).toContain("draft.publish");
  });

  it("refuses a draft that changes nothing, has errors or was saved since", async () => {
    const { id, revision, texts } = await openDraft(world);
    const by = { draftId: id, userId: world.admin.id };
    const publish = (at: number) =>
      publishDraft(world.db, checkDraftHere, { ...by, revision: at, reason: REASON });
    expect(await codeOf(publish(revision))).toBe("conflict");
    const save = { ...texts, rubric: texts.rubric.replace("mid: 42", "mid: 99"), revision };
    await saveDraft(world.db, { ...by, save });
    await expect(publish(revision)).rejects.toThrow("saved again");
    await expect(publish(revision + 1)).rejects.toThrow("has errors");
    await discardDraft(world.db, by);
  });

  it("refuses a draft whose base is no longer the newest, until it is based on that", async () => {
    const draft = await openDraft(world, ({ solution }) => ({
      solution: addLine("A line of the draft.")(solution),
    }));
    await editFile(world.rootDir, STATEMENT, addLine("A line of the file."));
    expect(await restart(world)).toMatchObject({ problems: [RAG] });
    const by = { draftId: draft.id, userId: world.admin.id };
    const publish = (revision: number) =>
      publishDraft(world.db, checkDraftHere, { ...by, revision, reason: REASON });
    await expect(publish(draft.revision)).rejects.toThrow("newer version");
    const { revision } = await rebaseDraft(world.db, by);
    expect(await publish(revision)).toMatchObject({ problemVersion: 4 });
  });

  it("goes back to an old version as a new one", async () => {
    const by = { slug: RAG, userId: world.admin.id };
    const { draftId } = await createDraft(world.db, { ...by, problemVersion: 1 });
    const { revision } = await requireDraft(world.db, draftId);
    await publishDraft(world.db, checkDraftHere, {
      draftId,
      userId: world.admin.id,
      revision,
      reason: REASON,
    });
    const history = await getProblemHistory(world.db, RAG);
    expect(history?.problem[0]?.version).toBe(5);
    expect(history?.problem[0]?.hash).toBe(history?.problem.at(-1)?.hash);
  });

  it("brings a new problem in, under a name that is free", async () => {
    const by = { userId: world.admin.id };
    expect(await codeOf(createNewProblemDraft(world.db, { ...by, slug: RAG }))).toBe("conflict");
    const { draftId } = await createNewProblemDraft(world.db, { ...by, slug: "my-own" });
    const { revision } = await requireDraft(world.db, draftId);
    const written = await readTextsAs(world, "my-own");
    const publish = (saved: number) =>
      publishDraft(world.db, checkDraftHere, {
        draftId,
        ...by,
        revision: saved,
        reason: "There are no answers to try it on.",
      });
    // Only the drawing is its author's own.
    const template = { ...newProblemTexts(), rubric: NEW_RUBRIC.replaceAll("SLUG", "my-own") };
    const { scene } = written;
    await saveDraft(world.db, { draftId, ...by, save: { ...template, scene, revision } });
    expect(await codeOf(publish(revision + 1))).toBe("conflict");
    const save = { ...written, revision: revision + 1 };
    await saveDraft(world.db, { draftId, ...by, save });
    const made = await publish(revision + 2);
    expect(made).toEqual({ slug: "my-own", problemVersion: 1, rubricVersion: 1 });
    const listed = await listAuthoredProblems(world.db);
    expect(listed.map(({ slug }) => slug)).toEqual(["my-own", RAG]);
  });
});

describe("files and versions of the app", () => {
  it("never overwrite each other silently", async () => {
    const draft = await openDraft(world, ({ problem }) => ({
      problem: addLine("The newest, from the app.")(problem),
    }));
    await publishDraft(world.db, checkDraftHere, {
      draftId: draft.id,
      userId: world.admin.id,
      revision: draft.revision,
      reason: REASON,
    });
    const before = await hashesIn(world.database);
    expect(await restart(world)).toEqual(NOTHING_NEW);
    expect(await hashesIn(world.database)).toEqual(before);
    await editFile(world.rootDir, STATEMENT, addLine("And newer, from the file."));
    expect(await restart(world)).toMatchObject({ problems: [RAG], overApp: [`problems/${RAG}`] });
    const history = await getProblemHistory(world.db, RAG);
    expect(history?.problem.slice(0, 2).map(({ source }) => source)).toEqual(["file", "app"]);
  });

  it("make the same rows again in a fresh database", async () => {
    const rootDir = await mkdtemp(join(tmpdir(), "exported-"));
    const fresh = await createTestDatabase();
    const files = await getFiles(world.db, RAG);
    await writeFiles(rootDir, files ?? new Map());
    await loadContent(fresh.db, rootDir);
    const [ours] = await world.db
      .select({ hash: rubricVersions.hash })
      .from(rubricVersions)
      .orderBy(rubricVersions.createdAt);
    const theirs = await hashesIn(fresh);
    const history = await getProblemHistory(world.db, RAG);
    expect(theirs.problem).toBe(history?.problem[0]?.hash);
    expect(theirs.rubric).toBe(ours?.hash);
    expect(theirs.answers).toEqual((await hashesIn(world.database)).answers);
    expect(await getFiles(fresh.db, RAG)).toEqual(files);
    await fresh.drop();
    await rm(rootDir, { recursive: true });
  });
});
