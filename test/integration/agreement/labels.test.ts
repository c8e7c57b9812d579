import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { checkDrawing } from "#server/content/check-drawing";
import { checkCalibration } from "#server/content/check-references";
import { readCalibration } from "#server/content/read-calibration";
import type { ContentIssue } from "#server/content/content-error";
import { users } from "#server/db/tables/accounts";
import { rubricVersions } from "#server/db/tables/content";
import { overrides, reviews } from "#server/db/tables/reviews";
import { loader } from "~/routes/review/agreement-label-file";
import { loader as listLoader } from "~/routes/review/agreement-labels";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { addRating, createContent, createGraded, toMarks } from "./agreement-world";
import type { Content } from "./agreement-world";

let database: TestDatabase;
let world: PageWorld;
let content: Content;
let reviewer: Viewer;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  world = createPageWorld(database);
  content = await createContent(database.db);
  reviewer = await createPerson(database.db, "reviewer");
  folder = await mkdtemp(path.join(tmpdir(), "labels-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await world.close();
  await database.drop();
});

async function contextOf(person: Viewer | null) {
  return world.contextFor(person && (await createSession(database.db, person.id)).token);
}

async function download(
  attemptId: string,
  file: string,
  query = "",
  person: Viewer | null = reviewer,
) {
  const request = new Request(
    `http://localhost/review/agreement/labels/${attemptId}/${file}${query}`,
  );
  return loader({ request, params: { attemptId, file }, context: await contextOf(person) });
}

async function refusalOf(asking: Promise<unknown>): Promise<number> {
  const thrown: unknown = await asking.then(
    () => null,
    (error: unknown) => error,
  );
  return thrown instanceof Response ? thrown.status : 200;
}

/** Both files in a folder of answers, read as `content:check` reads them. */
async function putAndRead(attemptId: string, query: string) {
  const dir = path.join(folder, "problems", "lost-parcels", "answers");
  await mkdir(dir, { recursive: true });
  const texts: Record<string, string> = {};
  for (const [file, name] of [
    ["answer.md", "rated.md"],
    ["drawing.excalidraw", "rated.excalidraw"],
  ] as const) {
    const response = await download(attemptId, file, query);
    await writeFile(path.join(dir, name), await response.text());
    texts[file] = await readFile(path.join(dir, name), "utf8");
  }
  const issues: ContentIssue[] = [];
  const read = readCalibration(
    "rated",
    { file: "rated.md", text: texts["answer.md"] ?? "" },
    { file: "rated.excalidraw", text: texts["drawing.excalidraw"] ?? "" },
    issues,
  );
  const [rubric] = await database.db
    .select({ body: rubricVersions.body })
    .from(rubricVersions)
    .where(eq(rubricVersions.id, content.rubricVersionId));
  if (read && rubric) checkCalibration(read, rubric.body, issues);
  issues.push(...checkDrawing(read?.answer.scene, "rated.excalidraw", { mustBind: false }));
  return { answer: read?.answer, issues, texts };
}

describe("exported labels", () => {
  it("are files that the check of the content takes, of a rating", async () => {
    const candidate = await createPerson(database.db);
    await database.db.update(users).set({ name: "Grace Hopper" }).where(eq(users.id, candidate.id));
    const { attemptId } = await createGraded(database.db, content, "nnnnn", {
      candidate,
      isDrawn: true,
      texts: {
        scenario: `Grace Hopper, ${candidate.email}: ten orders a second.\n\n## Aside\nYes.`,
      },
    });
    const ratingId = await addRating(database.db, { attemptId, raterId: reviewer.id }, "mpmnn");
    const { answer, issues, texts } = await putAndRead(attemptId, `?rating=${ratingId}`);
    expect(issues).toEqual([]);
    expect(answer?.head).toMatchObject({
      band: "middling",
      level: "mid",
      expected: toMarks("mpmnn"),
    });
    expect(answer?.answers.scenario).toBe(
      "(name), (e-mail): ten orders a second.\n\n### Aside\nYes.",
    );
    for (const text of Object.values(texts)) {
      expect(text).not.toMatch(/hopper/i);
      expect(text).not.toContain(candidate.email);
      expect(text).not.toContain(candidate.id);
    }
  });

  it("are the judge's verdicts with the overrides in them, of a signature", async () => {
    const { db } = database;
    const at = await createGraded(db, content, "mm?mn", { isDrawn: true });
    const override = { verdict: "met", reason: "There.", reviewerId: reviewer.id } as const;
    const signature = { signedGradeId: at.gradeId, signedBy: reviewer.id, signedAt: new Date() };
    expect(await refusalOf(download(at.attemptId, "answer.md"))).toBe(404);
    await db.insert(reviews).values({ attemptId: at.attemptId, ...signature });
    // What the judge left open has no label yet.
    expect(await refusalOf(download(at.attemptId, "answer.md"))).toBe(409);
    await db.insert(overrides).values({ ...at, ...override, criterionId: "gamma" });
    const { answer, issues } = await putAndRead(at.attemptId, "");
    expect(issues).toEqual([]);
    expect(answer?.head).toMatchObject({
      band: "strong",
      level: "staff",
      expected: toMarks("mmmmn"),
    });
  });

  it("are refused without a drawing, and of a rating that isn't finished or is another's", async () => {
    const bare = await createGraded(database.db, content, "mmmmm");
    const rated = { attemptId: bare.attemptId, raterId: reviewer.id };
    const query = `?rating=${await addRating(database.db, rated, "mmmmm")}`;
    expect(await refusalOf(download(bare.attemptId, "answer.md", query))).toBe(409);
    const other = await createGraded(database.db, content, "mmmmm", { isDrawn: true });
    expect(await refusalOf(download(other.attemptId, "answer.md", query))).toBe(404);
    expect(await refusalOf(download(other.attemptId, "secrets.txt", query))).toBe(404);
    expect(await refusalOf(download("nonsense", "answer.md", "?rating=nonsense"))).toBe(404);
  });

  it.each([
    ["nobody", null, 302],
    ["a candidate", "candidate", 403],
    ["a reviewer", "reviewer", 200],
    ["an admin", "admin", 200],
  ] as const)("are for reviewers: %s", async (_, role, status) => {
    const { attemptId } = await createGraded(database.db, content, "mmmmm", { isDrawn: true });
    const ratingId = await addRating(database.db, { attemptId, raterId: reviewer.id }, "mmmmm");
    const person = role && (await createPerson(database.db, role));
    const asked = download(attemptId, "answer.md", `?rating=${ratingId}`, person);
    expect(await refusalOf(asked)).toBe(status);
    const request = new Request("http://localhost/review/agreement/labels");
    const context = await contextOf(person);
    const listed = listLoader({ request, params: {}, context });
    expect(await refusalOf(listed)).toBe(status);
    if (status !== 200) return;
    const { labels } = await listLoader({ request, params: {}, context });
    expect(labels).toContainEqual(
      expect.objectContaining({ attemptId, ratingId, isCurrentRubric: true }),
    );
  });
});
