import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failureVersions, problemVersions, rubricVersions } from "#server/db/tables/content";
import { RAG } from "../../support/content";
import { openAttempt, createRecordingQueue, submit } from "../../support/attempts";
import { createPerson } from "../../support/people";
import { takeWithoutLimit } from "../../support/take-without-limit";
import { editFile, openAuthorWorld, restart } from "./author-world";
import type { AuthorWorld } from "./author-world";

const FILE = `problems/${RAG}/failures.yaml`;
const SECTIONS = [
  "scenario",
  "components",
  "architecture",
  "architecture",
  "evaluation",
  "scenario",
];

let world: AuthorWorld;
beforeAll(async () => {
  world = await openAuthorWorld();
});
afterAll(() => world.close());

function write(first: string): Promise<void> {
  const failures = SECTIONS.map((section, index) => ({
    id: `failure-${index}`,
    section,
    fails: index === 0 ? first : "A queue without a limit keeps every caller.",
    shows: "It never empties again.",
    rests_on: [],
  }));
  return writeFile(join(world.rootDir, FILE), JSON.stringify({ version: 1, failures }));
}

/** Hashes of all versions there are of the problem and its rubric. */
async function listHashes(): Promise<string[]> {
  const problems = await world.db.select({ hash: problemVersions.hash }).from(problemVersions);
  const rubrics = await world.db.select({ hash: rubricVersions.hash }).from(rubricVersions);
  return [...problems, ...rubrics].map(({ hash }) => hash);
}

/** What a grading of a fresh attempt, or of this one, reads. */
async function readFirst(gradeId: string): Promise<string | null> {
  const task = await takeWithoutLimit(world.db, gradeId);
  return task?.failures?.failures[0]?.fails ?? null;
}

async function handIn(): Promise<string> {
  const { id: userId } = await createPerson(world.db);
  const attemptId = await openAttempt(world.db, userId);
  const { gradeId } = await submit(world.db, createRecordingQueue(), { attemptId, userId });
  return gradeId;
}

describe("what fails in a problem's designs", () => {
  it("moves no version of the problem or its rubric, and is read by gradings as it is now", async () => {
    const before = await listHashes();
    const gradeId = await handIn();
    expect(await readFirst(gradeId)).toBeNull();
    await write("The first way in which designs of this break.");
    expect(await restart(world)).toMatchObject({ problems: [], rubrics: [], failures: [RAG] });
    expect(await listHashes()).toEqual(before);
    expect(await readFirst(gradeId)).toBe("The first way in which designs of this break.");
    expect(await restart(world)).toMatchObject({ failures: [] });
    await write("Another way in which designs of this break.");
    expect(await restart(world)).toMatchObject({ problems: [], failures: [RAG] });
    expect(await readFirst(gradeId)).toBe("Another way in which designs of this break.");
    const rows = await world.db
      .select({ version: failureVersions.version, hash: failureVersions.hash })
      .from(failureVersions)
      .orderBy(desc(failureVersions.version));
    expect(rows.map(({ version }) => version)).toEqual([2, 1]);
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(2);
    expect(await listHashes()).toEqual(before);
  });

  it("belongs to the version that the files hold: older attempts keep theirs", async () => {
    const gradeId = await handIn();
    await editFile(world.rootDir, `problems/${RAG}/problem.md`, (text) => `${text}\nMore.\n`);
    await write("What breaks since the problem changed.");
    expect(await restart(world)).toMatchObject({ problems: [RAG], failures: [RAG] });
    expect(await readFirst(gradeId)).toBe("Another way in which designs of this break.");
    expect(await readFirst(await handIn())).toBe("What breaks since the problem changed.");
  });

  it("is none of a version made in the app, and none once its file is gone", async () => {
    const gradeId = await handIn();
    const [newest] = await world.db
      .select()
      .from(problemVersions)
      .orderBy(desc(problemVersions.version))
      .limit(1);
    if (!newest) throw new Error("there is no problem");
    const { problemId, version, body } = newest;
    await world.db
      .insert(problemVersions)
      .values({ problemId, version: version + 1, hash: "app", body, source: "app" });
    expect(await readFirst(await handIn())).toBeNull();
    expect(await restart(world)).toMatchObject({ problems: [], failures: [] });
    await rm(join(world.rootDir, FILE));
    expect(await restart(world)).toMatchObject({ problems: [], failures: [RAG] });
    expect(await readFirst(gradeId)).toBeNull();
    expect(await restart(world)).toMatchObject({ failures: [] });
  });

  it("is never rewritten", async () => {
    const [row] = await world.db.select({ id: failureVersions.id }).from(failureVersions).limit(1);
    const change = world.db
      .update(failureVersions)
      .set({ hash: "other" })
      .where(eq(failureVersions.id, row?.id ?? ""));
    await expect(change).rejects.toThrow();
    await expect(world.db.delete(failureVersions)).rejects.toThrow();
  });
});
