import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "#server/db/tables/audit";
import type { Viewer } from "#server/accounts/sessions";
import { loader } from "~/routes/admin/audit";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { openAs, statusOf } from "./open-page";

let database: TestDatabase;
let world: PageWorld;
let ada: Viewer;
let ben: Viewer;

const LINES = 120;

beforeAll(async () => {
  database = await createTestDatabase();
  world = createPageWorld(database);
  ada = await createPerson(database.db, "admin");
  ben = await createPerson(database.db, "candidate");
  // Ids run against time, and three share one moment down to the microsecond.
  const entries = Array.from({ length: LINES }, (_, index) => ({
    at: sql`timestamptz '2026-03-10 12:00:00.123456Z' - interval '1 hour' * ${Math.floor(index / 3)}`,
    actorId: index % 2 === 0 ? ada.id : index % 3 === 0 ? null : ben.id,
    action: index % 5 === 0 ? "person.disable" : "attempt.submit",
    subjectId: index % 5 === 0 ? ben.id : `attempt-${index}`,
    detail: { index },
  }));
  await database.db.insert(auditLog).values(entries);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

function open(query: Record<string, string>) {
  const request = new Request(`http://localhost/admin/audit?${new URLSearchParams(query)}`);
  return openAs(world, database, "admin", { loader, request });
}

async function readAll(query: Record<string, string> = {}): Promise<number[]> {
  const found: number[] = [];
  let before: number | null = null;
  do {
    const page: Awaited<ReturnType<typeof open>> = await open(
      before === null ? query : { ...query, before: String(before) },
    );
    found.push(...page.lines.map(({ detail }) => Number(detail["index"])));
    before = page.older;
  } while (before !== null);
  return found;
}

describe("the audit log", () => {
  it.each([
    [null, 302],
    ["candidate", 403],
    ["reviewer", 403],
    ["admin", 200],
  ] as const)("answers %s with %i", async (role, status) => {
    const request = new Request("http://localhost/admin/audit");
    expect(await statusOf(openAs(world, database, role, { loader, request }))).toBe(status);
  });

  it("shows each entry once over its pages, newest first", async () => {
    const found = await readAll();
    expect(new Set(found).size).toBe(LINES);
    expect(found).toHaveLength(LINES);
    const hours = found.map((index) => Math.floor(index / 3));
    expect(hours).toEqual([...hours].sort((a, b) => a - b));
  });

  it("is narrowed by who, what, to what and when, all at once", async () => {
    expect(await readAll({ action: "person.disable" })).toHaveLength(LINES / 5);
    expect(await readAll({ subject: "attempt-7" })).toEqual([7]);
    expect(await readAll({ actor: "SYSTEM" })).toHaveLength(LINES / 6);
    expect(await readAll({ actor: ben.email.toUpperCase() })).toHaveLength(LINES / 3);
    expect(await readAll({ actor: ben.email, action: "person.disable" })).toHaveLength(8);
    expect(await readAll({ actor: "nobody%" })).toEqual([]);
  });

  it("counts days in UTC, both ends included", async () => {
    const lastDay = await readAll({ from: "2026-03-10" });
    expect(lastDay).toHaveLength(13 * 3);
    expect(await readAll({ to: "2026-03-09" })).toHaveLength(LINES - 13 * 3);
    expect(await readAll({ from: "2026-03-09", to: "2026-03-09" })).toHaveLength(24 * 3);
  });

  it("takes a broken query for none", async () => {
    const page = await open({ from: "yesterday", before: "-1" });
    expect(page).toMatchObject({ isNewest: true, filter: { from: "" } });
    expect(page.lines).toHaveLength(50);
  });

  it("names the people it speaks of, and offers the actions that occur", async () => {
    const page = await open({ action: "person.disable" });
    expect(page.subjects[ben.id]).toEqual({ kind: "person", name: ben.name });
    expect(page.actions).toEqual(["attempt.submit", "person.disable"]);
  });
});
