import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { and, eq } from "drizzle-orm";
import { erasePerson } from "#server/accounts/erase-person";
import type { Viewer } from "#server/accounts/sessions";
import { updateAccess } from "#server/accounts/update-access";
import type { Scene } from "#domain/diagram/scene.schema";
import { sessions } from "#server/db/tables/accounts";
import { shareLinks } from "#server/db/tables/shares";
import { createShareLink } from "#server/grades/create-share-link";
import { revokeShareLink } from "#server/grades/revoke-share-link";
import { hashShareToken } from "#server/grades/share-token";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { createRecordingQueue, openAttempt, saveWork, submit } from "../../support/attempts";
import { box } from "../../support/elements";
import { gradeWith } from "../reviews/review-world";
import { openReadsWorld } from "./reads-world";
import type { ReadsWorld } from "./reads-world";

const LINK = "https://example.org/of-the-candidate";

let world: ReadsWorld;
let owner: Viewer;
let attemptId: string;

beforeAll(async () => {
  world = await openReadsWorld();
  const { db } = world.database;
  owner = await world.createPerson();
  const who = { attemptId: (attemptId = await openAttempt(db, owner.id)), userId: owner.id };
  const gone = box("gone", { isDeleted: true });
  await saveWork(db, who, { elements: [box("seen", { link: LINK }), gone] });
  const { gradeId } = await submit(db, createRecordingQueue(), who);
  await gradeWith(db, gradeId, "not_met");
  await recordOwnSight(db, who);
}, 120_000);
afterAll(() => world.close());

const pathOf = (id: string) => `/attempts/${id}/drawing`;

async function share() {
  const input = { attemptId, userId: owner.id, days: 14, showsName: false, showsScore: false };
  return createShareLink(world.database.db, input);
}

async function idOf(token: string): Promise<string> {
  const [link] = await world.database.db
    .select({ id: shareLinks.id })
    .from(shareLinks)
    .where(eq(shareLinks.tokenHash, hashShareToken(token) ?? ""));
  return link?.id ?? "";
}

async function readScene(response: Response): Promise<Scene> {
  expect(response.status).toBe(200);
  return (await response.json()) as Scene;
}

describe("the drawing of a handed-in attempt", () => {
  it("is what is drawn, for its candidate and for a reviewer, and never kept", async () => {
    const reviewer = await world.createPerson("reviewer");
    for (const person of [owner, reviewer]) {
      const visitor = await world.signIn(person);
      const response = await visitor.get(pathOf(attemptId));
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(response.headers.get("etag")).toBeNull();
      const { elements } = await readScene(response);
      expect(elements).toMatchObject([{ id: "seen", link: LINK }]);
    }
  });

  it("is sent in no page, as a document or as data", async () => {
    const visitor = await world.signIn(owner);
    for (const page of ["report", "report.data", "compare.data", "solution.data?beside=drawing"]) {
      const text = await (await visitor.get(`/attempts/${attemptId}/${page}`)).text();
      expect(text).not.toContain('versionNonce",1');
      expect(text).not.toContain(LINK);
    }
  });

  it("is sent whole to whoever claims to have it", async () => {
    const visitor = await world.signIn(owner);
    const headers = { "If-None-Match": "*", "If-Modified-Since": new Date().toUTCString() };
    await readScene(await visitor.get(pathOf(attemptId), { headers }));
  });

  it("is gone after signing out, and after the session was ended elsewhere", async () => {
    const { db } = world.database;
    const leaving = await world.signIn(owner);
    await readScene(await leaving.get(pathOf(attemptId)));
    await leaving.postForm("/sign-out", {});
    expect((await leaving.get(pathOf(attemptId))).headers.get("location")).toMatch(/^\/sign-in/);

    const ended = await world.signIn(owner);
    await readScene(await ended.get(pathOf(attemptId)));
    const here = and(eq(sessions.userId, owner.id), eq(sessions.tokenHash, ended.tokenHash));
    await db.delete(sessions).where(here);
    expect((await ended.get(pathOf(attemptId))).headers.get("location")).toMatch(/^\/sign-in/);
  });

  it("is nobody's when its candidate has deleted the account", async () => {
    const { db } = world.database;
    const person = await world.createPerson();
    const id = await openAttempt(db, person.id);
    await submit(db, createRecordingQueue(), { attemptId: id, userId: person.id });
    const [own, reviewer] = [
      await world.signIn(person),
      await world.signIn(await world.createPerson("reviewer")),
    ];
    await readScene(await own.get(pathOf(id)));
    await readScene(await reviewer.get(pathOf(id)));
    await db.transaction((tx) => erasePerson(tx, person.id));
    expect((await own.get(pathOf(id))).headers.get("location")).toMatch(/^\/sign-in/);
    expect((await reviewer.get(pathOf(id))).status).toBe(404);
  });
});

describe("the drawing of a shared report", () => {
  it("is for whoever has the link, without the addresses that it leads to", async () => {
    const { token } = await share();
    const response = await fetch(`${world.url}/shared/${token}/drawing`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    const { elements } = await readScene(response);
    expect(elements).toMatchObject([{ id: "seen", link: null }]);
    const page = await (await fetch(`${world.url}/shared/${token}`)).text();
    expect(page).toContain(`/shared/${token}/drawing`);
    expect(page).not.toContain(LINK);
  });

  it("ends with the link, and with its owner's access", async () => {
    const { db } = world.database;
    const [one, other] = [await share(), await share()];
    const statusOf = async (token: string) =>
      (await fetch(`${world.url}/shared/${token}/drawing`)).status;
    expect(await statusOf(one.token)).toBe(200);
    await revokeShareLink(db, { attemptId, userId: owner.id, linkId: await idOf(one.token) });
    expect(await statusOf(one.token)).toBe(404);
    expect(await statusOf(other.token)).toBe(200);
    const actorId = (await world.createPerson("admin")).id;
    const access = { actorId, personId: owner.id };
    await updateAccess(db, { ...access, isDisabled: true });
    expect(await statusOf(other.token)).toBe(404);
    await updateAccess(db, { ...access, isDisabled: false });
    expect(await statusOf("A".repeat(43))).toBe(404);
  });
});
