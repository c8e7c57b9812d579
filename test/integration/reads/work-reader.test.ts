import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { saveAttempt } from "#server/attempts/save-attempt";
import { saveSchema } from "#domain/attempts/save.schema";
import { openReadThreads } from "#server/threads/open-read-threads";
import type { Threads } from "#server/threads/open-threads";
import type { ReadTasks } from "#server/threads/read-tasks";
import { TextTaskError } from "#server/threads/text-task-error";
import { createWorkReader } from "#server/web/work-reader";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createRecordingQueue, handIn } from "../../support/attempts";
import { namedBox } from "../../support/elements";
import { createPerson } from "../../support/people";
import { codeOf } from "../reviews/review-world";

type Run = Threads<ReadTasks>["run"];

const STAYS = new AbortController().signal;

let database: TestDatabase;
let threads: Threads<ReadTasks>;
let owner: Viewer;
let attemptId: string;

beforeAll(async () => {
  database = await createContentDatabase();
  threads = openReadThreads({ log: pino({ level: "silent" }), quick: 1, warm: 0, maxWaiting: 20 });
  owner = await createPerson(database.db);
  const work = { elements: namedBox("Cache") };
  attemptId = (await handIn(database.db, createRecordingQueue(), owner.id, work)).attemptId;
}, 120_000);
afterAll(async () => {
  await threads.close();
  await database.drop();
});

/** A reader in real threads, and the names of what it had done there. */
function openReader(): { reader: ReturnType<typeof createWorkReader>; asked: string[] } {
  const asked: string[] = [];
  const run = ((name, args, how) => {
    asked.push(name);
    return threads.run(name, args, how);
  }) as Run;
  return { asked, reader: createWorkReader(database.db, { run }) };
}

describe("what was handed in", () => {
  it("is read once, in a thread, however many look and however often", async () => {
    const { reader, asked } = openReader();
    const reviewer = await createPerson(database.db, "reviewer");
    const looks = [owner, reviewer, owner].map((viewer) =>
      reader.drawing({ attemptId, viewer }, STAYS),
    );
    const [first, ...others] = await Promise.all(looks);
    expect(first).toMatchObject({ isDrawn: true, parts: [{ kind: "component", name: "Cache" }] });
    expect(others).toEqual([first, first]);
    expect(await reader.drawing({ attemptId, viewer: owner }, STAYS)).toEqual(first);
    expect(asked).toEqual(["readDrawing"]);
  }, 60_000);

  it("is kept for nobody who may not see it", async () => {
    const { reader } = openReader();
    await reader.drawing({ attemptId, viewer: owner }, STAYS);
    const viewer = await createPerson(database.db);
    expect(await codeOf(reader.drawing({ attemptId, viewer }, STAYS))).toBe("not_found");
    const pair = { before: attemptId, after: attemptId, viewer };
    expect(await codeOf(reader.comparison(pair, STAYS))).toBe("not_found");
    expect(await codeOf(reader.lateWork({ attemptId, viewer }, STAYS))).toBe("not_found");
  }, 60_000);

  it("is compared once, with the parts of both", async () => {
    const { reader, asked } = openReader();
    const pair = { before: attemptId, after: attemptId, viewer: owner };
    const compared = await reader.comparison(pair, STAYS);
    expect(compared.changes).toEqual([]);
    expect(compared.texts.scenario).toEqual({ kind: "same" });
    expect(compared.after).toEqual(await reader.drawing({ attemptId, viewer: owner }, STAYS));
    expect(await reader.comparison(pair, STAYS)).toEqual(compared);
    expect(asked).toEqual(["compareWork", "readDrawing"]);
  }, 60_000);

  it("is read again with what came late, each time that more did", async () => {
    const { reader, asked } = openReader();
    const look = { attemptId, viewer: owner };
    expect(await reader.lateWork(look, STAYS)).toBeNull();
    const saveLate = (seq: number, id: string) => {
      const elements = namedBox(id, 1 + seq);
      const save = saveSchema.parse({ clientId: "late-aaaaaaaa", seq, texts: {}, elements });
      return saveAttempt(database.db, { attemptId, userId: owner.id, save });
    };
    await saveLate(1, "Late cache");
    expect((await reader.lateWork(look, STAYS))?.drawing).toContain("Late cache");
    await saveLate(2, "Later index");
    expect((await reader.lateWork(look, STAYS))?.drawing).toContain("Later index");
    await reader.lateWork(look, STAYS);
    expect(asked).toEqual(["readLate", "readLate"]);
  }, 60_000);

  it("is shown without its parts where it is too much to read, and not tried again", async () => {
    let tries = 0;
    const run = (() => {
      tries += 1;
      return Promise.reject(new TextTaskError("out_of_time", "readDrawing took over 10000 ms"));
    }) as Run;
    const reader = createWorkReader(database.db, { run });
    const look = { attemptId, viewer: owner };
    expect(await reader.drawing(look, STAYS)).toEqual({ isDrawn: true, parts: [] });
    await reader.drawing(look, STAYS);
    expect(tries).toBe(1);
  });

  it("is refused for now where threads are busy", async () => {
    const run = (() => Promise.reject(new TextTaskError("busy", "20 wait"))) as Run;
    const reading = createWorkReader(database.db, { run }).drawing(
      { attemptId, viewer: owner },
      STAYS,
    );
    expect(await codeOf(reading)).toBe("unavailable");
  });

  it("is read for nobody who has left, and to the end where it was begun", async () => {
    const client = new AbortController();
    const asked: string[] = [];
    const run = ((name, args, how) => {
      asked.push(name);
      client.abort(new Error("gone"));
      return threads.run(name, args, how);
    }) as Run;
    const reader = createWorkReader(database.db, { run });
    const look = { attemptId, viewer: owner };
    await expect(reader.drawing(look, client.signal)).rejects.toThrow("gone");
    expect(await reader.drawing(look, STAYS)).toMatchObject({ isDrawn: true });
    const pair = { before: attemptId, after: attemptId, viewer: owner };
    await expect(reader.comparison(pair, client.signal)).rejects.toThrow("gone");
    expect(asked).toEqual(["readDrawing"]);
  }, 60_000);
});
