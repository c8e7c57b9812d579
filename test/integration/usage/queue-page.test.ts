import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { auditLog } from "#server/db/tables/audit";
import { grades } from "#server/db/tables/grades";
import { requestFailedGrades } from "#server/grades/request-failed-grades";
import type { Retry } from "#domain/grading/retry.schema";
import { action, loader } from "~/routes/admin/queue";
import { createRecordingQueue, handIn } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { openAs, statusOf } from "./open-page";

let database: TestDatabase;
let world: PageWorld;
let admin: Viewer;

const look = () => ({ loader, request: new Request("http://localhost/admin/queue") });
const press = (fields: Record<string, string>) => ({
  loader: action,
  request: postForm("/admin/queue", fields),
});

beforeAll(async () => {
  database = await createContentDatabase();
  world = createPageWorld(database);
  admin = await createPerson(database.db, "admin");
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  // What an earlier test left must not be counted in the next.
  await database.db.delete(grades);
});

/** A grading that ended without a grade, after three leases. */
async function fail(errorKind: string | null): Promise<string> {
  const person = await createPerson(database.db);
  const { gradeId } = await handIn(database.db, createRecordingQueue(), person.id, {});
  await database.db
    .update(grades)
    .set({
      status: "needs_attention",
      errorKind,
      errorMessage: "It failed.",
      failures: 5,
      leaseEpoch: 3,
    })
    .where(eq(grades.id, gradeId));
  return gradeId;
}

function retry(order: Retry, jobs = createRecordingQueue()): Promise<number> {
  return requestFailedGrades(database.db, jobs, { actorId: admin.id, retry: order }, (error) => {
    throw error;
  });
}

function statusesOf() {
  return database.db
    .select({ id: grades.id, status: grades.status })
    .from(grades)
    .then((rows) => new Map(rows.map(({ id, status }) => [id, status])));
}

describe("the queue page", () => {
  it.each([
    [null, 302],
    ["candidate", 403],
    ["reviewer", 403],
    ["admin", 200],
  ] as const)("answers %s with %i, to look and to press", async (role, status) => {
    expect(await statusOf(openAs(world, database, role, look()))).toBe(status);
    const order = press({ intent: "retry-kind", errorKind: "timeout" });
    expect(await statusOf(openAs(world, database, role, order))).toBe(status);
  });

  it("changes nothing for who may not press", async () => {
    const gradeId = await fail("timeout");
    const order = press({ intent: "retry-one", gradeId });
    await statusOf(openAs(world, database, "reviewer", order));
    expect((await statusesOf()).get(gradeId)).toBe("needs_attention");
  });

  it("refuses what is no retry", async () => {
    const orders: [Record<string, string>, number][] = [
      [{}, 404],
      [{ intent: "retry-one", gradeId: "all" }, 400],
      [{ intent: "retry-kind" }, 400],
    ];
    for (const [fields, status] of orders) {
      expect(await statusOf(openAs(world, database, "admin", press(fields)))).toBe(status);
    }
  });

  it("lists what is open and what failed, by reason, the most frequent first", async () => {
    const person = await createPerson(database.db);
    const waiting = await handIn(database.db, createRecordingQueue(), person.id, {});
    const timeouts = [await fail("timeout"), await fail("timeout")];
    const nameless = await fail(null);
    const queue = await openAs(world, database, "admin", look());
    expect(queue.open.map(({ gradeId }) => gradeId)).toEqual([waiting.gradeId]);
    expect(queue.attention.map(({ errorKind, count }) => [errorKind, count])).toEqual([
      ["timeout", 2],
      ["unknown", 1],
    ]);
    const listed = queue.attention.map(({ gradings }) => gradings.map(({ gradeId }) => gradeId));
    expect(listed).toEqual([timeouts.reverse(), [nameless]]);
  });

  it("shows the rows even when the queue is away", async () => {
    const away = {
      ...createRecordingQueue(),
      getCounts: () => Promise.reject(new Error("queue is away")),
    };
    const lonely = createPageWorld(database, away);
    await fail("timeout");
    const queue = await openAs(lonely, database, "admin", look());
    await lonely.close();
    expect(queue).toMatchObject({ counts: null, attention: [{ errorKind: "timeout", count: 1 }] });
  });
});

describe("a retry", () => {
  it("of a kind takes all of it and nothing else", async () => {
    const timeouts = [await fail("timeout"), await fail("timeout"), await fail("timeout")];
    const refused = await fail("refused");
    const jobs = createRecordingQueue();
    expect(await retry({ errorKind: "timeout" }, jobs)).toBe(3);
    expect(new Set(jobs.gradeIds)).toEqual(new Set(timeouts));
    const statuses = await statusesOf();
    expect(timeouts.map((id) => statuses.get(id))).toEqual(["queued", "queued", "queued"]);
    expect(statuses.get(refused)).toBe("needs_attention");
  });

  it("of what has no reason takes just that", async () => {
    const nameless = await fail(null);
    await fail("timeout");
    const jobs = createRecordingQueue();
    await retry({ errorKind: "unknown" }, jobs);
    expect(jobs.gradeIds).toEqual([nameless]);
  });

  it("pressed many times at once counts, enqueues and is written down once", async () => {
    const failed = await Promise.all(Array.from({ length: 6 }, () => fail("unavailable")));
    const jobs = createRecordingQueue();
    const order: Retry = { errorKind: "unavailable" };
    const counts = await Promise.all(Array.from({ length: 8 }, () => retry(order, jobs)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(6);
    expect([...jobs.gradeIds].sort()).toEqual([...failed].sort());
    for (const gradeId of failed) {
      const entries = await database.db
        .select()
        .from(auditLog)
        .where(eq(auditLog.subjectId, gradeId));
      expect(entries.map(({ action }) => action)).toEqual(["grade.retry"]);
      expect(entries[0]).toMatchObject({ actorId: admin.id, detail: { errorKind: "unavailable" } });
    }
  });

  it("keeps counting the lease, so that calls of the first try stay on the bill", async () => {
    const gradeId = await fail("timeout");
    await retry({ gradeId });
    const [row] = await database.db.select().from(grades).where(eq(grades.id, gradeId));
    expect(row).toMatchObject({ leaseEpoch: 3, failures: 0, textFailures: 0 });
  });

  it("forgets who vanished with it, and remembers that its text was too much", async () => {
    const gradeId = await fail("unreadable");
    const counts = { textFailures: 3, interruptions: 4 };
    await database.db.update(grades).set(counts).where(eq(grades.id, gradeId));
    await retry({ gradeId });
    const [row] = await database.db.select().from(grades).where(eq(grades.id, gradeId));
    expect(row).toMatchObject({ status: "queued", textFailures: 1, interruptions: 0 });
  });

  it.each(["queued", "running"] as const)("leaves one that is %s alone", async (status) => {
    const gradeId = await fail("timeout");
    await database.db.update(grades).set({ status }).where(eq(grades.id, gradeId));
    expect(await retry({ gradeId })).toBe(0);
  });

  it("leaves one alone that a later grading has replaced", async () => {
    const gradeId = await fail("timeout");
    const [old] = await database.db.select().from(grades).where(eq(grades.id, gradeId));
    if (!old) throw new Error("the grading is gone");
    const { attemptId, rubricVersionId, mode } = old;
    await database.db.insert(grades).values({ attemptId, rubricVersionId, mode, version: 2 });
    expect(await retry({ gradeId })).toBe(0);
  });

  it("stands when the queue is away, and says so", async () => {
    const gradeId = await fail("timeout");
    const away = {
      ...createRecordingQueue(),
      enqueue: () => Promise.reject(new Error("queue is away")),
    };
    const heard: unknown[] = [];
    const order = { actorId: admin.id, retry: { gradeId } as const };
    await requestFailedGrades(database.db, away, order, (error) => heard.push(error));
    expect(heard).toHaveLength(1);
    expect((await statusesOf()).get(gradeId)).toBe("queued");
  });
});
