import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { createSession } from "#server/accounts/sessions";
import { notices } from "#server/db/tables/notices";
import { reviewSights } from "#server/db/tables/reviews";
import { createShareLink } from "#server/grades/create-share-link";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { sessionCookie } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { startWebServer } from "../../support/web-server";
import type { WebServer } from "../../support/web-server";
import { gradeWith, handInWork } from "../reviews/review-world";

let database: TestDatabase;
let web: WebServer;
let reviewer: Viewer;

beforeAll(async () => {
  database = await createContentDatabase();
  web = await startWebServer(database.url);
  reviewer = await createPerson(database.db, "reviewer");
});
afterAll(async () => {
  await web.stop();
  await database.drop();
});

async function createGraded(owner: Viewer): Promise<string> {
  const { attemptId, gradeId } = await handInWork(database.db, owner.id);
  await gradeWith(database.db, gradeId, "met");
  return attemptId;
}

async function open(path: string, person: Viewer | null, headers: Record<string, string> = {}) {
  const cookie = person === null ? "" : await toCookie(person);
  const answer = await fetch(web.url + path, {
    redirect: "manual",
    headers: { cookie, ...headers },
  });
  return { status: answer.status, body: await answer.text() };
}

async function toCookie({ id }: Viewer): Promise<string> {
  const { token, expiresAt } = await createSession(database.db, id);
  return sessionCookie.issue(token, expiresAt).split(";")[0] ?? "";
}

function listSights(attemptId: string): Promise<unknown[]> {
  return database.db.select().from(reviewSights).where(eq(reviewSights.attemptId, attemptId));
}

/** As Chromium and Firefox send them: after a hover, while an address is typed, and what older ones sent. */
const AHEAD: Record<string, string>[] = [
  { "sec-purpose": "prefetch" },
  { "sec-purpose": "prefetch;prerender" },
  { purpose: "prefetch" },
  { "x-moz": "prefetch" },
];

describe("a page that is loaded ahead", () => {
  let owner: Viewer;
  let attemptId: string;

  beforeEach(async () => {
    owner = await createPerson(database.db);
    attemptId = await createGraded(owner);
  });

  it.each(AHEAD)("sends a reviewer no marks and notes no sight: %o", async (headers) => {
    const paths = [
      `/attempts/${attemptId}/report`,
      `/attempts/${attemptId}/replay`,
      `/attempts/${attemptId}/replay/frames`,
      `/review/${attemptId}`,
    ];
    for (const path of paths) {
      expect((await open(path, reviewer, headers)).status).toBe(503);
      expect(await open(`${path}.data`, reviewer, headers)).toEqual({ status: 204, body: "" });
    }
    expect(await listSights(attemptId)).toEqual([]);
    expect((await open(paths[0] ?? "", reviewer)).status).toBe(200);
    expect(await listSights(attemptId)).toHaveLength(1);
  });

  it("is neither seen by its candidate, nor is its notice read", async () => {
    const path = `/attempts/${attemptId}/report.data`;
    const read = () =>
      database.db
        .select({ readAt: notices.readAt })
        .from(notices)
        .where(eq(notices.attemptId, attemptId));
    await open(path, owner, AHEAD[0]);
    expect(await read()).toEqual([{ readAt: null }]);
    await open(path, owner);
    expect(await read()).toEqual([{ readAt: expect.any(Date) }]);
  });

  it("is no look at a shared report for a reviewer; a stranger's is no sight anyway", async () => {
    await recordOwnSight(database.db, { attemptId, userId: owner.id });
    const link = await createShareLink(database.db, {
      attemptId,
      userId: owner.id,
      days: 1,
      showsName: false,
      showsScore: false,
    });
    const path = `/shared/${link.token}`;
    expect((await open(path, reviewer, AHEAD[0])).status).toBe(503);
    expect((await open(path, null, AHEAD[0])).status).toBe(200);
    expect(await listSights(attemptId)).toHaveLength(1);
    expect((await open(path, reviewer)).status).toBe(200);
    expect(await listSights(attemptId)).toHaveLength(2);
  });

  it("is one of a visitor's, who leaves no trace", async () => {
    expect((await open("/problems.data", null, AHEAD[0])).status).toBe(200);
  });
});
