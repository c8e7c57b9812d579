import { createRequestHandler } from "@remix-run/node";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "#domain/accounts/roles";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { readStudy } from "#server/study/read-study";
import { startTrack } from "#server/practice/start-track";
import { openAttempt } from "../../support/attempts";
import { ROOT_DIR } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { loadPageBuild } from "../../support/page-build";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { interview, miss, moveBack } from "./practice-world";

const render = createRequestHandler(await loadPageBuild(), "test");

let database: TestDatabase;
let pages: PageWorld;
let candidate: Viewer;
beforeAll(async () => {
  database = await createContentDatabase();
  pages = createPageWorld(database);
});
afterAll(async () => {
  await pages.close();
  await database.drop();
});
beforeEach(async () => {
  candidate = await createPerson(database.db);
});

/** The headings of the home, the one that leads first. */
async function readHome(person: Viewer | null = candidate): Promise<string[]> {
  const token = person && (await createSession(database.db, person.id)).token;
  const request = new Request("http://localhost/");
  const response = await render(request, await pages.contextFor(token));
  expect(response.status).toBe(200);
  const html = (await response.text()).replaceAll("\0", "").replaceAll("<!-- -->", "");
  const main = html.match(/<main.*<\/main>/s)?.[0] ?? "";
  return [...main.matchAll(/<h2[^>]*>(.*?)<\/h2>/gs)].map(([, title = ""]) => title);
}

describe("a candidate's home", () => {
  it("leads with a round to start, then with what each day brings", async () => {
    const { db } = database;
    expect((await readHome())[0]).toMatch(/^Start here: /);

    await startTrack(
      db,
      await readStudy(ROOT_DIR),
      {
        userId: candidate.id,
        track: "four-weeks",
        when: "start",
        day: new Date().toISOString().slice(0, 10),
      },
      { today: new Date().toISOString().slice(0, 10) },
    );
    expect((await readHome())[0]).toMatch(/^Week 1: /);

    await interview(db, candidate.id, miss(2));
    const due = await readHome();
    expect(due[0]).toMatch(/^Due today: (one drill|2 drills), \d+ min$/);
    expect(due.slice(1)).toEqual([
      expect.stringMatching(/^Week 1: /),
      expect.stringMatching(/^Last total: [\d.]+ of 100$/),
    ]);

    await openAttempt(db, candidate.id);
    const open = await readHome();
    expect(open[0]).toMatch(/^Continue: /);
    expect(open[1]).toBe(due[0]);
  });

  it("leaves visitors and staff the page they had", async () => {
    const staff = await Promise.all(
      (["reviewer", "admin"] satisfies Role[]).map((role) => createPerson(database.db, role)),
    );
    for (const person of [null, ...staff]) {
      expect(await readHome(person)).toEqual(await readHome(null));
    }
  });

  it("says how the last interviews went, by grades alone", async () => {
    const { db } = database;
    const first = await interview(db, candidate.id, miss(8));
    await moveBack(db, first.attemptId, 14);
    const second = await interview(db, candidate.id, miss(1));
    await moveBack(db, second.attemptId, 7);
    await interview(db, candidate.id, { verdict: "met", isEstimate: true });
    const [, , trend] = await readHome();
    const rows = await database.sql<{ total: number }[]>`
      select grades.total from grades join attempts on attempts.id = attempt_id
      where user_id = ${candidate.id} and not is_estimate order by submitted_at`;
    expect(rows).toHaveLength(2);
    const last = Math.floor(rows[1]?.total ?? Number.NaN);
    expect(trend).toBe(`Last total: ${last} of 100`);
  });
});
