import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCohort } from "#server/accounts/create-cohort";
import { deleteCohort } from "#server/accounts/delete-cohort";
import { deleteCohortMember } from "#server/accounts/delete-cohort-member";
import { getCohort } from "#server/accounts/get-cohort";
import { getPerson } from "#server/accounts/get-person";
import { listCohorts } from "#server/accounts/list-cohorts";
import { saveCohortMember } from "#server/accounts/save-cohort-member";
import type { Viewer } from "#server/accounts/sessions";
import { updateCohort } from "#server/accounts/update-cohort";
import { attempts } from "#server/db/tables/attempts";
import { grades } from "#server/db/tables/grades";
import { createRecordingQueue, handIn, openAttempt } from "../../support/attempts";
import { loadOneProblem } from "./one-problem";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";

let database: TestDatabase;
let admin: Viewer;

beforeAll(async () => {
  database = await createTestDatabase();
  await loadOneProblem(database.db);
  admin = await createPerson(database.db, "admin");
});
afterAll(() => database.drop());

async function createNamed(name = `Group ${randomUUID()}`) {
  const { cohortId } = await createCohort(database.db, { actorId: admin.id, name });
  return { cohortId, name };
}

function add(cohortId: string, person: { id: string } | { email: string }) {
  return saveCohortMember(database.db, { actorId: admin.id, cohortId, person });
}

/** A handed-in attempt whose newest grading gave this many points, after one that gave others. */
async function handInGraded(userId: string, totals: number[]) {
  const jobs = createRecordingQueue();
  const { attemptId, gradeId } = await handIn(database.db, jobs, userId, {});
  const [first] = await database.db.select().from(grades).where(eq(grades.id, gradeId));
  if (!first) throw new Error("no grading");
  await database.db.delete(grades).where(eq(grades.id, gradeId));
  const graded = { status: "graded", finishedAt: new Date(), summary: {} as never } as const;
  for (const [index, total] of totals.entries()) {
    const { attemptId: ofAttempt, rubricVersionId, mode } = first;
    await database.db
      .insert(grades)
      .values({
        attemptId: ofAttempt,
        rubricVersionId,
        mode,
        version: index + 1,
        total,
        ...graded,
      });
  }
  return attemptId;
}

describe("a cohort", () => {
  it("shows each member's best score, by the newest grading, and the newest attempts", async () => {
    const { cohortId } = await createNamed();
    const [ana, bo, stranger] = await Promise.all([
      createPerson(database.db),
      createPerson(database.db),
      createPerson(database.db),
    ]);
    await add(cohortId, { id: ana.id });
    await add(cohortId, { email: bo.email.toUpperCase() });
    const first = await handInGraded(ana.id, [90, 41.5]);
    const second = await handInGraded(ana.id, [62.2]);
    await handInGraded(stranger.id, [99]);
    const running = await openAttempt(database.db, bo.id);
    const cohort = await getCohort(database.db, cohortId);
    const byId = new Map(cohort.members.map((member) => [member.id, member]));
    expect(byId.get(ana.id)).toMatchObject({
      submittedCount: 2,
      best: { kind: "grade", total: 62.2 },
    });
    expect(byId.get(bo.id)).toMatchObject({ submittedCount: 0, best: null, lastSubmittedAt: null });
    expect(byId.size).toBe(2);
    expect(cohort.attempts.map(({ id, result }) => [id, result])).toEqual([
      [running, null],
      [second, { kind: "grade", total: 62.2 }],
      [first, { kind: "grade", total: 41.5 }],
    ]);
  });

  it("goes, and its people and their work stay", async () => {
    const { cohortId } = await createNamed();
    const person = await createPerson(database.db);
    await add(cohortId, { id: person.id });
    await openAttempt(database.db, person.id);
    await deleteCohort(database.db, { actorId: admin.id, cohortId });
    expect((await getPerson(database.db, person.id)).cohorts).toEqual([]);
    expect(await database.db.$count(attempts, eq(attempts.userId, person.id))).toBe(1);
    await expect(getCohort(database.db, cohortId)).rejects.toMatchObject({ code: "not_found" });
  });

  it("has a name of its own, whatever its case, also when two are named at once", async () => {
    const one = await createNamed();
    await expect(createNamed(one.name.toUpperCase())).rejects.toMatchObject({ code: "conflict" });
    const two = await createNamed();
    const rename = (cohortId: string, name: string) =>
      updateCohort(database.db, { actorId: admin.id, cohortId, name });
    await expect(rename(two.cohortId, one.name.toUpperCase())).rejects.toMatchObject({
      code: "conflict",
    });
    for (let round = 0; round < 5; round += 1) {
      const name = `Same ${randomUUID()}`;
      const results = await Promise.allSettled([
        rename(one.cohortId, name),
        rename(two.cohortId, name),
      ]);
      const codes = results.map((one) => (one.status === "fulfilled" ? "done" : one.reason.code));
      expect(codes.sort()).toEqual(["conflict", "done"]);
    }
  });

  it("counts a person once, however often they are added, and lets them go", async () => {
    const { cohortId, name } = await createNamed();
    const person = await createPerson(database.db);
    await Promise.all([add(cohortId, { id: person.id }), add(cohortId, { email: person.email })]);
    const row = async () => (await listCohorts(database.db)).find(({ id }) => id === cohortId);
    expect(await row()).toEqual({ id: cohortId, name, memberCount: 1 });
    const leaving = { actorId: admin.id, cohortId, personId: person.id };
    await deleteCohortMember(database.db, leaving);
    await deleteCohortMember(database.db, leaving);
    expect(await row()).toMatchObject({ memberCount: 0 });
  });

  it("says when nobody has the address", async () => {
    const { cohortId } = await createNamed();
    await expect(add(cohortId, { email: "nobody@example.org" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
