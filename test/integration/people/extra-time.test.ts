import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { updateExtraTime } from "#server/accounts/update-extra-time";
import { startAttempt } from "#server/attempts/start-attempt";
import { attempts } from "#server/db/tables/attempts";
import { loader as problemPage } from "~/routes/practice/problem";
import { createRecordingQueue, openAttempt, submit } from "../../support/attempts";
import { RAG } from "../../support/content";
import { loadOneProblem } from "./one-problem";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";

const MINUTE_MS = 60_000;

let database: TestDatabase;
let admin: Viewer;

beforeAll(async () => {
  database = await createTestDatabase();
  await loadOneProblem(database.db);
  admin = await createPerson(database.db, "admin");
});
afterAll(() => database.drop());

function setPercent(personId: string, percent: number, includesOpen = false) {
  return updateExtraTime(database.db, { actorId: admin.id, personId, percent, includesOpen });
}

/** Length by the clock in minutes, null when untimed; and the length that was chosen. */
async function lengthOf(attemptId: string) {
  const [attempt] = await database.db.select().from(attempts).where(eq(attempts.id, attemptId));
  if (!attempt) throw new Error("no attempt");
  const { deadlineAt, startedAt, minutes } = attempt;
  return {
    minutes,
    clock: deadlineAt === null ? null : (deadlineAt.getTime() - startedAt.getTime()) / MINUTE_MS,
  };
}

describe("extra time", () => {
  it("moves the deadline of attempts that start after it was set, and not their length", async () => {
    const person = await createPerson(database.db);
    const before = await openAttempt(database.db, person.id);
    await setPercent(person.id, 25);
    expect(await lengthOf(before)).toEqual({ minutes: 45, clock: 45 });
    await submit(database.db, createRecordingQueue(), { attemptId: before, userId: person.id });
    const after = await openAttempt(database.db, person.id);
    expect(await lengthOf(after)).toEqual({ minutes: 45, clock: 56.25 });
  });

  it("gives an untimed attempt no deadline", async () => {
    const person = await createPerson(database.db);
    await setPercent(person.id, 50);
    const { attemptId } = await startAttempt(database.db, {
      userId: person.id,
      slug: RAG,
      level: "mid",
      lens: "product",
      brief: "case",
      minutes: 0,
      isPractice: true,
      hasCurveball: false,
    });
    expect(await lengthOf(attemptId)).toEqual({ minutes: null, clock: null });
  });

  it("lengthens a running attempt when asked to, and never shortens one", async () => {
    const person = await createPerson(database.db);
    const attemptId = await openAttempt(database.db, person.id);
    expect(await setPercent(person.id, 33, true)).toEqual({ lengthenedCount: 1 });
    expect((await lengthOf(attemptId)).clock).toBeCloseTo(59.85, 6);
    expect(await setPercent(person.id, 10, true)).toEqual({ lengthenedCount: 0 });
    expect((await lengthOf(attemptId)).clock).toBeCloseTo(59.85, 6);
  });

  it("leaves an attempt whose end has come to the sweep", async () => {
    const person = await createPerson(database.db);
    const attemptId = await openAttempt(database.db, person.id);
    const deadlineAt = new Date(Date.now() - 1_000);
    await database.db.update(attempts).set({ deadlineAt }).where(eq(attempts.id, attemptId));
    expect(await setPercent(person.id, 100, true)).toEqual({ lengthenedCount: 0 });
  });

  it("is told on the problem's page before the clock starts", async () => {
    const person = await createPerson(database.db);
    await setPercent(person.id, 25);
    const world = createPageWorld(database);
    const { token } = await createSession(database.db, person.id);
    const request = new Request(`http://localhost/problems/${RAG}`);
    const params = { slug: RAG };
    const page = await problemPage({ request, params, context: await world.contextFor(token) });
    await world.close();
    expect(page.extraTimePercent).toBe(25);
  });
});
