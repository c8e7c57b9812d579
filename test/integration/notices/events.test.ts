import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSession, deleteSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { updateAllRead } from "#server/notices/update-read";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { sessionCookie } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { startWebServer } from "../../support/web-server";
import type { WebServer } from "../../support/web-server";
import { gradeWith, handInWork } from "../reviews/review-world";

type Told = { event: string; data: unknown };

let database: TestDatabase;
/** Two web processes' work on one database. */
let webs: WebServer[];
let candidate: Viewer;
const open: { close: () => void }[] = [];

beforeAll(async () => {
  database = await createContentDatabase();
  webs = await Promise.all([startWebServer(database.url), startWebServer(database.url)]);
}, 120_000);
afterAll(async () => {
  await Promise.all(webs.map((web) => web.stop()));
  await database.drop();
});
beforeEach(async () => {
  candidate = await createPerson(database.db);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

/** An open stream, and what it has told so far. */
async function listen(
  person: Viewer,
  options: { web?: number; attempts?: string[]; as?: string; token?: string } = {},
) {
  const { web = 0, attempts = [], as = person.id } = options;
  const token = options.token ?? (await createSession(database.db, person.id)).token;
  const cookie = sessionCookie.issue(token, new Date(Date.now() + 60_000)).split(";")[0] ?? "";
  const query = new URLSearchParams({ person: as });
  for (const attemptId of attempts) query.append("attempt", attemptId);
  const closing = new AbortController();
  const response = await fetch(`${webs[web]?.url}/api/events?${query}`, {
    headers: { cookie },
    signal: closing.signal,
  });
  const told: Told[] = [];
  const stream = {
    status: response.status,
    told,
    hasEnded: false,
    of: (event: string) => told.filter((one) => one.event === event).map(({ data }) => data),
    close: () => closing.abort(),
  };
  open.push(stream);
  if (response.ok && response.body) {
    void read(response.body, told).then(
      () => (stream.hasEnded = true),
      () => undefined,
    );
  }
  return stream;
}

async function read(body: ReadableStream<Uint8Array>, told: Told[]): Promise<void> {
  let text = "";
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += decoder.decode(value, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/s.exec(block) ?? [];
      if (event && data) told.push({ event, data: JSON.parse(data) as unknown });
    }
  }
}

const unread = (count: number) => expect.objectContaining({ unread: count }) as unknown;

describe("the event stream of a person", () => {
  it("tells the state at once, and what comes, whichever process has it", async () => {
    const { db } = database;
    const streams = await Promise.all([0, 1].map((web) => listen(candidate, { web })));
    for (const { of } of streams) await expect.poll(() => of("notices")).toEqual([unread(0)]);
    const { attemptId, gradeId } = await handInWork(db, candidate.id);
    await gradeWith(db, gradeId, "met");
    for (const { of } of streams) {
      await expect
        .poll(() => of("notices").at(-1))
        .toEqual({
          unread: 1,
          newest: [
            expect.objectContaining({
              kind: "graded",
              attempt: expect.objectContaining({ id: attemptId }) as unknown,
            }),
          ],
        });
    }
    await updateAllRead(db, candidate.id);
    for (const { of } of streams) {
      await expect.poll(() => of("notices").at(-1)).toEqual({ unread: 0, newest: [] });
    }
    const late = await listen(candidate, { web: 1 });
    await expect.poll(() => late.of("notices")).toEqual([{ unread: 0, newest: [] }]);
  });

  it("tells nobody else anything", async () => {
    const { db } = database;
    const other = await createPerson(db);
    const reviewer = await createPerson(db, "reviewer");
    const theirs = await Promise.all([listen(other), listen(reviewer)]);
    const own = await listen(candidate);
    for (const { of } of [...theirs, own]) await expect.poll(() => of("notices")).toHaveLength(1);
    const { gradeId } = await handInWork(db, candidate.id);
    await gradeWith(db, gradeId, "met");
    await expect.poll(() => own.of("notices")).toHaveLength(2);
    for (const { told } of theirs) expect(told).toHaveLength(1);
  });

  it("follows the gradings that are named, for a reviewer others’ too", async () => {
    const { db } = database;
    const reviewer = await createPerson(db, "reviewer");
    const { attemptId, gradeId } = await handInWork(db, candidate.id);
    const streams = [
      await listen(candidate, { attempts: [attemptId, attemptId] }),
      await listen(reviewer, { web: 1, attempts: [attemptId] }),
    ];
    const grade = (status: string) => ({
      attemptId,
      state: expect.objectContaining({ gradeId, status }) as unknown,
    });
    for (const { of } of streams) {
      await expect.poll(() => of("grade")).toEqual([grade("queued")]);
    }
    await gradeWith(db, gradeId, "met");
    for (const { of } of streams) {
      await expect.poll(() => of("grade").at(-1)).toEqual(grade("graded"));
    }
    expect(streams[1]?.of("notices")).toEqual([unread(0)]);
  });

  it("is refused to who may not see an attempt, and to another than the page was made for", async () => {
    const { db } = database;
    const other = await createPerson(db);
    const { attemptId } = await handInWork(db, candidate.id);
    const statusOf = async (...ask: Parameters<typeof listen>) => (await listen(...ask)).status;
    expect(await statusOf(other, { attempts: [attemptId] })).toBe(404);
    expect(await statusOf(other, { as: candidate.id })).toBe(403);
    expect(await statusOf(other, { as: "x" })).toBe(400);
    expect(await statusOf(candidate, { attempts: Array<string>(9).fill(attemptId) })).toBe(400);
    expect(await statusOf(candidate, { token: "no-session" })).toBe(401);
  });

  it("ends with the session, without a word of what came after", async () => {
    const { db } = database;
    const { token } = await createSession(db, candidate.id);
    const stream = await listen(candidate, { token });
    await expect.poll(() => stream.of("notices")).toHaveLength(1);
    await deleteSession(db, token);
    const { gradeId } = await handInWork(db, candidate.id);
    await gradeWith(db, gradeId, "met");
    await expect.poll(() => stream.hasEnded).toBe(true);
    expect(stream.told).toHaveLength(1);
  });
});
