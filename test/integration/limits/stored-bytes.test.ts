import { randomBytes, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { saveSchema } from "#domain/attempts/save.schema";
import { DEFAULT_LIMITS } from "#server/env";
import type { Viewer } from "#server/accounts/sessions";
import { saveAttempt } from "#server/attempts/save-attempt";
import { startAttempt } from "#server/attempts/start-attempt";
import { attempts, revisions, sceneElements, sceneFiles } from "#server/db/tables/attempts";
import { isAppError } from "#server/errors";
import {
  openAttempt,
  createRecordingQueue,
  NO_LIMITS,
  SET_UP,
  submit,
} from "../../support/attempts";
import { RAG, ROOT_DIR } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { box } from "../../support/elements";
import { createPerson } from "../../support/people";

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Of any attempt, and of a picture as it is stored. */
const ATTEMPT_BYTES = 20_000;
const PICTURE_BYTES = 800_000;

let database: TestDatabase;
let person: Viewer;
let attemptId: string;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  person = await createPerson(database.db);
  attemptId = await openAttempt(database.db, person.id);
});

function createPicture(id: string) {
  const url = Buffer.concat([PNG, randomBytes((PICTURE_BYTES * 3) / 4)]).toString("base64");
  return { id, mimeType: "image/png", created: 1, dataURL: `data:image/png;base64,${url}` };
}

function save(change: Record<string, unknown>, maxBytes: number, to = attemptId) {
  const whole = { clientId: randomUUID(), seq: 1, texts: {}, elements: [], ...change };
  return saveAttempt(database.db, {
    attemptId: to,
    userId: person.id,
    save: saveSchema.parse(whole),
    maxBytes,
  });
}

async function readBytes(id = attemptId) {
  const [row] = await database.db.select().from(attempts).where(eq(attempts.id, id));
  if (!row) throw new Error("the attempt is gone");
  return { work: row.workBytes, history: row.historyBytes, kept: row.keptBytes };
}

const whole = (text: string) => ({ kind: "whole", baseRevision: 0, text });

describe("what a person has stored", () => {
  it("is counted with each save: texts, drawing, pictures, and their history", async () => {
    const element = box("one");
    await save({ elements: [element], texts: { scenario: whole("é".repeat(500)) } }, 1e9);
    await save({ files: { a: createPicture("a") } }, 1e9);
    const after = await readBytes();
    const [stored] = await database.db
      .select({
        drawn: sql<number>`(select sum(bytes) from ${sceneElements})::int`,
        pictures: sql<number>`(select sum(bytes) from ${sceneFiles})::int`,
      })
      .from(attempts);
    const drawn = stored?.drawn ?? 0;
    // PostgreSQL writes blanks into the picture's JSON; a row counts 100.
    const counted = after.work - ATTEMPT_BYTES - 1_000 - drawn - 100;
    expect(Math.abs(counted - (stored?.pictures ?? 0))).toBeLessThan(50);
    expect(after.history).toBeGreaterThan(1_000);

    const gone = { ...element, isDeleted: true, version: 9, versionNonce: 1 };
    await save({ elements: [gone] }, 1e9);
    expect((await readBytes()).work).toBe(after.work - drawn);
  });

  it("is filled in by the migration for what was there before", async () => {
    const { db } = database;
    await save({ elements: [box("one")], texts: { scenario: whole("x".repeat(500)) } }, 1e9);
    await save({ files: { a: createPicture("a") } }, 1e9);
    const before = await readBytes();
    await db.update(attempts).set({ workBytes: ATTEMPT_BYTES });
    const folder = join(ROOT_DIR, "migrations");
    const name = (await readdir(folder)).find((file) => file.endsWith("_stored_bytes.sql")) ?? "";
    const [, update = ""] = (await readFile(join(folder, name), "utf8")).split(
      "--> statement-breakpoint",
    );
    await db.execute(sql.raw(update));
    // The blanks that PostgreSQL writes between the parts of JSON count there.
    expect((await readBytes()).work / before.work).toBeCloseTo(1, 3);
  });

  it("is bounded over all attempts: no picture beyond it, and it says so", async () => {
    const { db } = database;
    await save({ files: { a: createPicture("a"), b: createPicture("b") } }, 1e9);
    await submit(db, createRecordingQueue(), { attemptId, userId: person.id });
    const next = await openAttempt(db, person.id);
    const limit = 2 * PICTURE_BYTES + 2 * ATTEMPT_BYTES + 100_000;
    const reply = await save({ files: { c: createPicture("c") } }, limit, next);
    expect(reply.dropped).toEqual([
      {
        id: "c",
        type: "file",
        reason: expect.stringMatching(/room .* is full: your texts are still saved/),
      },
    ]);
    expect(await db.$count(sceneFiles, eq(sceneFiles.attemptId, next))).toBe(0);
    // Another person's is theirs.
    const other = await createPerson(db);
    const theirs = await openAttempt(db, other.id);
    const free = saveAttempt(db, {
      attemptId: theirs,
      userId: other.id,
      save: saveSchema.parse({
        clientId: randomUUID(),
        seq: 1,
        texts: {},
        elements: [],
        files: { c: createPicture("c") },
      }),
      maxBytes: limit,
    });
    expect((await free).dropped).toEqual([]);
  });

  it("always takes texts, what is deleted, and what is handed in", async () => {
    const full = 1;
    const element = box("one");
    await save({ elements: [element] }, 1e9);
    const texts = { scenario: whole("x".repeat(5_000)) };
    const more = await save({ texts, elements: [box("two")] }, full);
    expect(more.revisions).toEqual({ scenario: 1 });
    expect(more.dropped).toMatchObject([{ id: "two" }]);
    const less = await save(
      { elements: [{ ...element, isDeleted: true, version: 9, versionNonce: 1 }] },
      full,
    );
    expect(less.dropped).toEqual([]);
    const who = { attemptId, userId: person.id };
    expect((await submit(database.db, createRecordingQueue(), who)).isQueued).toBe(true);
  });

  it("loses its history first, which only the replay needs", async () => {
    const texts = { scenario: whole("x".repeat(5_000)) };
    const { work, history, kept } = await readBytes();
    const reply = await save({ texts }, work + history + kept + 6_000);
    expect(reply.dropped).toEqual([]);
    const rows = await database.db
      .select()
      .from(revisions)
      .where(eq(revisions.attemptId, attemptId));
    expect(rows.map(({ payload }) => payload)).toEqual([{}]);
  });

  it("keeps a full person from the next start, and says when room comes back", async () => {
    const { db } = database;
    const end = sql`now() - interval '10 days'`;
    await submit(db, createRecordingQueue(), { attemptId, userId: person.id });
    await db
      .update(attempts)
      .set({ historyBytes: 50_000_000, submittedAt: end })
      .where(eq(attempts.id, attemptId));
    const limits = { ...NO_LIMITS, storedBytes: 54_000_000 };
    const start = () =>
      startAttempt(db, { ...SET_UP, userId: person.id, slug: RAG, limits }).catch(
        (error: unknown) => error,
      );
    const full = await start();
    if (!isAppError(full)) throw new Error("it was not refused");
    expect(full.code).toBe("too_many");
    expect(full.userMessage).toContain("(54 MB)");
    const inDays = ((full.again?.from.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(inDays).toBeCloseTo(DEFAULT_LIMITS.historyDays - 10, 2);

    // Work alone goes by itself never.
    await db
      .update(attempts)
      .set({ historyBytes: 0, workBytes: 50_000_000 })
      .where(eq(attempts.id, attemptId));
    const forGood = await start();
    if (!isAppError(forGood)) throw new Error("it was not refused");
    expect(forGood.again).toBeNull();
    expect(forGood.userMessage).toMatch(/Ask an admin of this server for more room\.$/);
  });
});
