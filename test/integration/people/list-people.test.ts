import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCohort } from "#server/accounts/create-cohort";
import { listPeople, PEOPLE_A_PAGE } from "#server/accounts/list-people";
import { peopleFilterSchema } from "#domain/accounts/people.schema";
import { saveCohortMember } from "#server/accounts/save-cohort-member";
import { updateAccess } from "#server/accounts/update-access";
import { openAttempt } from "../../support/attempts";
import { loadOneProblem } from "./one-problem";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";

const MANY = 5_000;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.execute(sql`
    insert into users (name, email, role)
    select 'Person ' || lpad(n::text, 4, '0'), 'p' || n || '@example.org',
      (case when n % 100 = 0 then 'reviewer' else 'candidate' end)::role
    from generate_series(1, ${MANY}::int) n`);
});
afterAll(() => database.drop());

/** The list as an address with this query shows it. */
function list(query: string) {
  const filter = peopleFilterSchema.parse(Object.fromEntries(new URLSearchParams(query)));
  return listPeople(database.db, filter);
}

describe("the list of people", () => {
  it("is cut into pages, and a page beyond the last is the last", async () => {
    const first = await list("");
    expect(first).toMatchObject({ count: MANY, page: 1, pageCount: MANY / PEOPLE_A_PAGE });
    expect(first.people).toHaveLength(PEOPLE_A_PAGE);
    const second = await list("page=2");
    const names = [...first.people, ...second.people].map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(2 * PEOPLE_A_PAGE);
    expect(await list("page=999")).toMatchObject({ page: MANY / PEOPLE_A_PAGE });
    expect(await list("page=zero&role=root&cohort=x&state=")).toMatchObject({ count: MANY });
  });

  it("finds parts of names and addresses as they are typed, signs of patterns too", async () => {
    const odd = await createPerson(database.db);
    await database.db.execute(sql`update users set name = 'Zoë 100%_\\' where id = ${odd.id}`);
    for (const q of ["zoË", "0%_", "_\\", odd.email.toUpperCase()]) {
      const found = await list(new URLSearchParams({ q }).toString());
      expect(found.people.map(({ id }) => id)).toEqual([odd.id]);
    }
    expect(await list("q=p4999@")).toMatchObject({ count: 1 });
    expect(await list("q=nobody")).toEqual({ people: [], count: 0, page: 1, pageCount: 1 });
  });

  it("is narrowed by role, cohort and access, all at once", async () => {
    await loadOneProblem(database.db);
    const admin = await createPerson(database.db, "admin");
    const actorId = admin.id;
    const { cohortId } = await createCohort(database.db, { actorId, name: "Filtered" });
    const inside = await createPerson(database.db, "reviewer");
    const disabled = await createPerson(database.db, "reviewer");
    for (const person of [inside, disabled]) {
      await saveCohortMember(database.db, { actorId, cohortId, person: { id: person.id } });
    }
    await updateAccess(database.db, { actorId, personId: disabled.id, isDisabled: true });
    await openAttempt(database.db, inside.id);
    expect(await list("role=reviewer")).toMatchObject({ count: MANY / 100 + 2 });
    expect(await list(`cohort=${cohortId}`)).toMatchObject({ count: 2 });
    const { people } = await list(`cohort=${cohortId}&role=reviewer&state=enabled`);
    expect(people.map(({ id }) => id)).toEqual([inside.id]);
    expect(Date.parse(people[0]?.lastAttemptAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
    const gone = await list(`cohort=${cohortId}&state=disabled`);
    expect(gone.people).toMatchObject([{ id: disabled.id, isDisabled: true, lastAttemptAt: null }]);
  });
});
