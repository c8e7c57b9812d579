import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toSeen } from "#domain/reviews/review.schema";
import { erasePerson } from "#server/accounts/erase-person";
import { listOwnFiles } from "#server/accounts/list-own-files";
import { createSession } from "#server/accounts/sessions";
import { updateAccess } from "#server/accounts/update-access";
import type { Viewer } from "#server/accounts/sessions";
import { users } from "#server/db/tables/accounts";
import { attempts } from "#server/db/tables/attempts";
import { auditLog } from "#server/db/tables/audit";
import { shareLinks } from "#server/db/tables/shares";
import { createShareLink, MAX_LINKS } from "#server/grades/create-share-link";
import { createComment } from "#server/reviews/create-comment";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { setOverride } from "#server/reviews/set-override";
import { signReview } from "#server/reviews/sign-review";
import { startRating } from "#server/reviews/start-rating";
import { submitAppeal } from "#server/reviews/submit-appeal";
import { action, loader as sharePage } from "~/routes/report/share";
import { loader as reportPage } from "~/routes/report/report";
import { headers, loader as sharedPage, meta } from "~/routes/report/shared";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { plantContent } from "../../support/plant-content";
import { codeOf, gradeWith, handInWork, SCENARIO } from "../reviews/review-world";

const NO_ONE = { viewerToken: null };

let database: TestDatabase;
let pages: PageWorld;

beforeAll(async () => {
  database = await createContentDatabase();
  await plantContent(database.db, RAG);
  pages = createPageWorld(database);
}, 120_000);
afterAll(async () => {
  await pages.close();
  await database.drop();
});

type Graded = { owner: Viewer; attemptId: string; gradeId: string; criterionId: string };

async function createGraded(): Promise<Graded> {
  const { db } = database;
  const owner = await createPerson(db);
  const { attemptId, gradeId } = await handInWork(db, owner.id);
  const { criteria } = await gradeWith(db, gradeId, "not_met");
  await recordOwnSight(db, { attemptId, userId: owner.id });
  return { owner, attemptId, gradeId, criterionId: criteria[0]?.id ?? "" };
}

async function tokenOf({ id }: Viewer): Promise<string> {
  return (await createSession(database.db, id)).token;
}

async function send(attemptId: string, viewer: Viewer | null, fields: Record<string, string>) {
  const request = postForm(`/attempts/${attemptId}/share`, fields);
  const context = await pages.contextFor(viewer && (await tokenOf(viewer)));
  return action({ request, params: { attemptId }, context }).catch((error: unknown) => error);
}

/** Makes a link by the form, and reads its token out of the address. */
async function share(
  { attemptId, owner }: Pick<Graded, "attemptId" | "owner">,
  fields: Record<string, string> = {},
): Promise<string> {
  const answer = await send(attemptId, owner, { intent: "create", ...fields });
  const url = (answer as { data: { made: { url: string } } }).data.made.url;
  expect(url).toMatch(/^http:\/\/localhost\/shared\/[A-Za-z0-9_-]{43}$/);
  return url.split("/").at(-1) ?? "";
}

async function list({ attemptId, owner }: Pick<Graded, "attemptId" | "owner">) {
  const request = new Request(`http://localhost/attempts/${attemptId}/share`);
  const context = await pages.contextFor(await tokenOf(owner));
  return sharePage({ request, params: { attemptId }, context });
}

async function look(token: string, { viewerToken } = NO_ONE as { viewerToken: string | null }) {
  const request = new Request(`http://localhost/shared/${token}`);
  return sharedPage({ request, params: { token }, context: await pages.contextFor(viewerToken) });
}

/** The whole of a refusal, as whoever looked is answered. */
async function refusalOf(token: string): Promise<{ status: number; body: string }> {
  const answer: unknown = await look(token).catch((error: unknown) => error);
  if (!(answer instanceof Response)) throw new Error("the link works");
  return { status: answer.status, body: await answer.text() };
}

describe("a link to a report", () => {
  it("shows a stranger the report and the drawing, and no name", async () => {
    const graded = await createGraded();
    const token = await share(graded);
    const page = await look(token);
    expect(page.header.problem.title).not.toBe("");
    expect(page.graded.sections.find(({ section }) => section === "scenario")?.text).toBe(SCENARIO);
    expect(page.drawing).toEqual({ from: `/shared/${token}/drawing` });
    expect(page.graded.grade.outcome.kind).toBe("grade");
    expect(page.name).toBeNull();
    const sent = JSON.stringify(page);
    const { owner, attemptId } = graded;
    for (const word of [owner.id, owner.name, owner.email, attemptId]) {
      expect(sent).not.toContain(word);
    }
  });

  it("shows the name where the owner wants it", async () => {
    const graded = await createGraded();
    const page = await look(await share(graded, { showsName: "true" }));
    expect(page.name).toBe(graded.owner.name);
  });

  it("says the score to sites that show previews only where the owner wants it", async () => {
    const graded = await createGraded();
    const readTags = async (fields: Record<string, string>) => {
      const page = await look(await share(graded, fields));
      const place = { matches: [], location: { pathname: "/shared/token" } };
      const tags = meta({ ...place, data: page } as never) ?? [];
      expect(tags).toContainEqual({ name: "robots", content: "noindex" });
      expect(JSON.stringify(tags)).toContain(`Shared report: ${page.header.problem.title}`);
      return JSON.stringify(tags);
    };
    const [silent, open] = [await readTags({}), await readTags({ showsScore: "true" })];
    expect(silent).not.toMatch(/\d of 100/);
    expect(open).toContain("0 of 100");
    expect((await list(graded)).links.map(({ showsScore }) => showsScore)).toEqual([true, false]);
  });

  it("shows no more of the rubric than the report shows its owner", async () => {
    const graded = await createGraded();
    const findPlanted = (page: unknown): string[] => {
      const kinds = Array.from(
        JSON.stringify(page).matchAll(/planted-(\w+)@/g),
        ([, kind]) => kind,
      );
      return [...new Set(kinds.filter((kind) => kind !== undefined))].sort();
    };
    const { attemptId } = graded;
    const request = new Request(`http://localhost/attempts/${attemptId}/report`);
    const context = await pages.contextFor(await tokenOf(graded.owner));
    const own = findPlanted(await reportPage({ request, params: { attemptId }, context }));
    const shared = findPlanted(await look(await share(graded)));
    expect(shared).toContain("criterion");
    expect(shared.filter((kind) => !own.includes(kind))).toEqual([]);
  });

  it("keeps what is between candidate and reviewers to itself, but for the verdicts", async () => {
    const { db } = database;
    const graded = await createGraded();
    const { attemptId, gradeId, criterionId, owner } = graded;
    const reviewer = await createPerson(db, "reviewer");
    await db.update(users).set({ name: "Rita Reviewer" }).where(eq(users.id, reviewer.id));
    const who = { attemptId, reviewer: { ...reviewer, name: "Rita Reviewer" } };
    await submitAppeal(
      db,
      { attemptId, userId: owner.id },
      {
        gradeId,
        criterionId,
        note: "appealed-words",
        place: { kind: "text", section: "scenario", start: 0, end: 20 },
      },
    );
    await createComment(db, who, { criterionId, text: "comment-words" });
    await createComment(db, who, { criterionId: null, text: "comment-of-whole" });
    const verdict = { gradeId, criterionId, verdict: "met" as const, reason: "reason-words" };
    const overrideId = await setOverride(db, who, { ...verdict, basedOn: null });
    await signReview(db, who, { gradeId, seen: toSeen([overrideId]) });
    const page = await look(await share(graded));
    const sent = JSON.stringify(page);
    const secrets = ["appealed-words", "comment-words", "comment-of-whole", "reason-words", "Rita"];
    expect(secrets.filter((word) => sent.includes(word))).toEqual([]);
    const shown = page.graded.sections.flatMap(({ besideText, below }) => [
      ...besideText,
      ...below,
    ]);
    const changed = shown.find(({ id }) => id === criterionId);
    expect(changed?.review?.given).toMatchObject({ verdict: "met", by: null, reason: "" });
    expect(changed?.review).toMatchObject({ appeals: [], comments: [], appealTo: null });
    expect(page.review?.stands?.result).toMatchObject({ kind: "grade" });
    expect(page.review?.signed?.by).toBe("a reviewer");
    expect(sent).not.toMatch(/requestedModel|costUsd|promptHash|contentHash/);
  });

  it("is answered with a header that keeps it out of indexes", () => {
    expect(headers({} as never)).toEqual({ "X-Robots-Tag": "noindex" });
  });

  it("stores no token, and says in the audit log who made and who revoked it", async () => {
    const { db } = database;
    const graded = await createGraded();
    const token = await share(graded);
    const [row] = await db
      .select()
      .from(shareLinks)
      .where(eq(shareLinks.attemptId, graded.attemptId));
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    await send(graded.attemptId, graded.owner, { intent: "revoke", linkId: row?.id ?? "" });
    // Twice is once.
    await send(graded.attemptId, graded.owner, { intent: "revoke", linkId: row?.id ?? "" });
    const lines = await db
      .select({ action: auditLog.action, actorId: auditLog.actorId, detail: auditLog.detail })
      .from(auditLog)
      .where(eq(auditLog.subjectId, row?.id ?? ""))
      .orderBy(auditLog.id);
    expect(lines.map((line) => line.action)).toEqual(["share.create", "share.revoke"]);
    expect(lines.every(({ actorId }) => actorId === graded.owner.id)).toBe(true);
    expect(JSON.stringify(lines)).not.toContain(token);
  });

  it("is in what its owner takes home, without its address", async () => {
    const graded = await createGraded();
    const token = await share(graded, { days: "30" });
    const files = await listOwnFiles(database.db, graded.owner.id);
    const file = files.find(({ name }) => name.endsWith("attempt.json"));
    const text = (await file?.read()) ?? "";
    const { shareLinks: links } = JSON.parse(text) as { shareLinks: Record<string, unknown>[] };
    expect(links).toHaveLength(1);
    expect(links[0]).toMatchObject({ showsName: false, revokedAt: null });
    expect(text).not.toContain(token);
    expect(Object.keys(links[0] ?? {})).not.toContain("tokenHash");
  });
});

describe("making a link", () => {
  it("ends in fourteen days unless told otherwise, and never after ninety", async () => {
    const graded = await createGraded();
    await share(graded);
    await share(graded, { days: "90" });
    const { links } = await list(graded);
    const days = links.map(({ createdAt, expiresAt }) =>
      Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000),
    );
    expect(days).toEqual([90, 14]);
    for (const wrong of ["91", "0", "-3", "2.5", "forever", "1e9", ""]) {
      const answer = await send(graded.attemptId, graded.owner, { intent: "create", days: wrong });
      expect(answer, wrong).toMatchObject({ init: { status: 400 }, data: { made: null } });
    }
    expect((await list(graded)).links).toHaveLength(2);
  });

  it("takes a report that its owner has opened", async () => {
    const { db } = database;
    const owner = await createPerson(db);
    const { attemptId, gradeId } = await handInWork(db, owner.id);
    const create = () =>
      createShareLink(db, {
        attemptId,
        userId: owner.id,
        days: 1,
        showsName: false,
        showsScore: false,
      });
    expect(await codeOf(create())).toBe("conflict");
    expect((await list({ attemptId, owner })).canShare).toBe(false);
    await gradeWith(db, gradeId, "met");
    expect(await codeOf(create())).toBe("conflict");
    await recordOwnSight(db, { attemptId, userId: owner.id });
    expect(await codeOf(create())).toBe("done");
  });

  it("is the owner's alone", async () => {
    const { attemptId } = await createGraded();
    for (const role of ["candidate", "reviewer", "admin"] as const) {
      const other = await createPerson(database.db, role);
      const answer = await send(attemptId, other, { intent: "create", days: "14" });
      expect(answer).toMatchObject({ init: { status: 404 }, data: { made: null } });
    }
    expect(await database.db.$count(shareLinks, eq(shareLinks.attemptId, attemptId))).toBe(0);
  });

  it("is bounded, all at once too; a revoked or ended one makes room", async () => {
    const { db } = database;
    const { attemptId, owner } = await createGraded();
    const create = () =>
      createShareLink(db, {
        attemptId,
        userId: owner.id,
        days: 1,
        showsName: false,
        showsScore: false,
      });
    const codes = await Promise.all(Array.from({ length: MAX_LINKS + 4 }, () => codeOf(create())));
    expect(codes.filter((code) => code === "done")).toHaveLength(MAX_LINKS);
    expect(codes.filter((code) => code === "conflict")).toHaveLength(4);
    const [first] = (await list({ attemptId, owner })).links;
    await send(attemptId, owner, { intent: "revoke", linkId: first?.id ?? "" });
    expect(await codeOf(create())).toBe("done");
    expect(await codeOf(create())).toBe("conflict");
    await expire(attemptId);
    expect(await codeOf(create())).toBe("done");
  });
});

async function expire(attemptId: string): Promise<void> {
  await database.db
    .update(shareLinks)
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(eq(shareLinks.attemptId, attemptId));
}

describe("a link that doesn't work any more", () => {
  it("is answered as an unknown one, whatever the reason", async () => {
    const { db } = database;
    const unknown = await refusalOf("A".repeat(43));
    expect(unknown.status).toBe(404);

    const revoked = await createGraded();
    const revokedToken = await share(revoked);
    const [link] = (await list(revoked)).links;
    await send(revoked.attemptId, revoked.owner, { intent: "revoke", linkId: link?.id ?? "" });
    expect(await refusalOf(revokedToken)).toEqual(unknown);
    expect((await list(revoked)).links).toMatchObject([{ state: "revoked" }]);

    const expired = await createGraded();
    const expiredToken = await share(expired);
    await expire(expired.attemptId);
    expect(await refusalOf(expiredToken)).toEqual(unknown);
    expect((await list(expired)).links).toMatchObject([{ state: "expired" }]);

    const suspended = await createGraded();
    const suspendedToken = await share(suspended);
    const admin = await createPerson(db, "admin");
    const person = { actorId: admin.id, personId: suspended.owner.id };
    await updateAccess(db, { ...person, isDisabled: true });
    expect(await refusalOf(suspendedToken)).toEqual(unknown);
    await updateAccess(db, { ...person, isDisabled: false });
    expect((await look(suspendedToken)).name).toBeNull();

    const deleted = await createGraded();
    const deletedToken = await share(deleted);
    await db.transaction((tx) => erasePerson(tx, deleted.owner.id));
    expect(await refusalOf(deletedToken)).toEqual(unknown);

    const gone = await createGraded();
    const goneToken = await share(gone);
    await db.delete(attempts).where(eq(attempts.id, gone.attemptId));
    expect(await refusalOf(goneToken)).toEqual(unknown);

    for (const strange of ["", "%", "a", "A".repeat(44), randomUUID(), `${"A".repeat(42)}+`]) {
      expect(await refusalOf(strange), strange).toEqual(unknown);
    }
  });

  it("can't be revoked by another attempt of the same person", async () => {
    const { db } = database;
    const first = await createGraded();
    const token = await share(first);
    const [link] = (await list(first)).links;
    const other = await handInWork(db, first.owner.id);
    const fields = { intent: "revoke", linkId: link?.id ?? "" };
    expect(await send(other.attemptId, first.owner, fields)).toMatchObject({
      init: { status: 404 },
    });
    expect((await look(token)).name).toBeNull();
  });
});

describe("a reviewer who opens a link", () => {
  it("has seen the judge's marks by that, and can't rate blindly any more", async () => {
    const { db } = database;
    const graded = await createGraded();
    const token = await share(graded);
    const reviewer = await createPerson(db, "reviewer");
    await look(token, { viewerToken: await tokenOf(reviewer) });
    const who = { attemptId: graded.attemptId, reviewer };
    expect(await codeOf(startRating(db, who))).toBe("conflict");
  });
});
