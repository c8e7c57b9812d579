import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { takeCheckpoint } from "#domain/attempts/checkpoint.schema";
import { saveAttempt } from "#server/attempts/save-attempt";
import { saveSchema } from "#domain/attempts/save.schema";
import { submitOverdue } from "#server/attempts/submit-attempt";
import { createRecordingQueue, openAttempt, submit } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { box, namedBox } from "../../support/elements";
import { createPerson } from "../../support/people";
import type { Viewer } from "#server/accounts/sessions";
import { createWorkReaderHere } from "../../support/work-here";

const PAGE = "page-aaaaaaaa";

let database: TestDatabase;
let viewer: Viewer;
let attemptId: string;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  viewer = await createPerson(database.db);
  attemptId = await openAttempt(database.db, viewer.id);
});

const readLate = (look: { attemptId: string; viewer: Viewer }) =>
  createWorkReaderHere(database.db).lateWork(look, AbortSignal.timeout(60_000));

function save(seq: number, input: Record<string, unknown>) {
  const parsed = saveSchema.parse({ clientId: PAGE, seq, ...input });
  return saveAttempt(database.db, { attemptId, userId: viewer.id, save: parsed });
}

const whole = (text: string) => ({ scenario: { kind: "whole", baseRevision: 0, text } });
const append = (before: string, insert: string) => ({
  scenario: {
    kind: "splice",
    baseRevision: 1,
    start: before.length,
    deleteCount: 0,
    insert,
    length: before.length + insert.length,
  },
});

describe("work that comes after the end", () => {
  it("is kept whole though it came as splices, each on the one before", async () => {
    await save(1, { texts: whole("in time") });
    await submit(database.db, createRecordingQueue(), { attemptId, userId: viewer.id });
    const first = await save(2, { texts: append("in time", ", late") });
    expect(first).toMatchObject({ outcome: "late", resend: [] });
    await save(3, { texts: append("in time, late", ", later") });
    const late = await readLate({ attemptId, viewer });
    expect(late?.texts).toMatchObject([{ id: "scenario", text: "in time, late, later" }]);
    expect(late?.drawing).toBeNull();
  });

  it("asks for the whole text where a splice fits nothing it knows", async () => {
    await submit(database.db, createRecordingQueue(), { attemptId, userId: viewer.id });
    const reply = await save(1, { texts: append("never seen", " more") });
    expect(reply).toMatchObject({ outcome: "late", resend: ["scenario"] });
    await save(2, { texts: whole("never seen more") });
    const late = await readLate({ attemptId, viewer });
    expect(late?.texts.map(({ text }) => text)).toEqual(["never seen more"]);
  });

  it("shows the drawing with what came late, in words, and changes nothing graded", async () => {
    await save(1, { elements: namedBox("Gateway") });
    await submit(database.db, createRecordingQueue(), { attemptId, userId: viewer.id });
    const dataURL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==";
    const picture = { id: "p1", mimeType: "image/png", dataURL, created: 1 };
    await save(2, { elements: namedBox("Cache", 1), files: { p1: picture } });
    const late = await readLate({ attemptId, viewer });
    for (const name of ["Gateway", "Cache"]) expect(late?.drawing).toContain(name);
    const [stored] = await database.db.execute(
      sql`select count(*)::int as count from scene_elements where attempt_id = ${attemptId}`,
    );
    expect(stored).toEqual({ count: 2 });
  });

  it("is nobody else's to see, but a reviewer's", async () => {
    await submit(database.db, createRecordingQueue(), { attemptId, userId: viewer.id });
    await save(1, { texts: whole("late") });
    const other = await createPerson(database.db);
    await expect(readLate({ attemptId, viewer: other })).rejects.toMatchObject({
      code: "not_found",
    });
    const reviewer = await createPerson(database.db, "reviewer");
    expect(await readLate({ attemptId, viewer: reviewer })).not.toBeNull();
  });

  it("is null when all came in time", async () => {
    await save(1, { texts: whole("in time") });
    await submit(database.db, createRecordingQueue(), { attemptId, userId: viewer.id });
    expect(await readLate({ attemptId, viewer })).toBeNull();
  });
});

describe("the sweep at the deadline", () => {
  it("lets one attempt that can't be handed in keep no other waiting", async () => {
    const second = await createPerson(database.db);
    const healthy = await openAttempt(database.db, second.id);
    await database.db.execute(
      sql`update attempts set deadline_at = now() - interval '1 hour'
        where id in (${attemptId}, ${healthy})`,
    );
    await database.db.execute(
      sql.raw(`create function refuse_one() returns trigger language plpgsql as $$
        begin raise exception 'broken'; end $$;
        create trigger refuse_one before insert on grades for each row
        when (new.attempt_id = '${attemptId}') execute function refuse_one()`),
    );
    const refused: string[] = [];
    const options = { mode: "standard", limit: 10 } as const;
    const receipts = await submitOverdue(database.db, createRecordingQueue(), options, {
      queueError: () => undefined,
      refusal: (id) => refused.push(id),
    });
    expect(refused).toEqual([attemptId]);
    expect(receipts.map((receipt) => receipt.attemptId)).toEqual([healthy]);
    await database.db.execute(sql`drop trigger refuse_one on grades`);
  });
});

describe("a checkpoint", () => {
  it("is answered with all that is stored when it does not hold, and with nothing when it does", async () => {
    const element = box("b1", { version: 3, versionNonce: 9 });
    const stamps = [{ id: "b1", version: 3, versionNonce: 9 }];
    const good = takeCheckpoint({ scenario: "in time" }, stamps);
    const reply = await save(1, { texts: whole("in time"), elements: [element], checkpoint: good });
    expect(reply.held).toBeUndefined();
    const wrong = takeCheckpoint({ scenario: "in time" }, []);
    const told = await save(2, { checkpoint: wrong });
    expect(told.held).toMatchObject({
      texts: { scenario: { text: "in time", revision: 1 } },
      elements: [{ id: "b1", version: 3 }],
    });
    // What is stored as the answer of a save is small: a repeat is compared anew.
    expect((await save(2, { checkpoint: good })).held).toBeUndefined();
  });
});
