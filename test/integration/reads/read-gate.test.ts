import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { createShareLink } from "#server/grades/create-share-link";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { gradeWith, handInWork } from "../reviews/review-world";
import { openReadsWorld } from "./reads-world";
import type { ReadsWorld } from "./reads-world";

let world: ReadsWorld;
let owner: Viewer;
let attemptId: string;
let token: string;

beforeAll(async () => {
  world = await openReadsWorld();
  const { db } = world.database;
  owner = await world.createPerson();
  const handedIn = await handInWork(db, owner.id);
  attemptId = handedIn.attemptId;
  await gradeWith(db, handedIn.gradeId, "not_met");
  await recordOwnSight(db, { attemptId, userId: owner.id });
  const input = { attemptId, userId: owner.id, days: 14, showsName: false, showsScore: false };
  token = (await createShareLink(db, input)).token;
}, 120_000);
afterAll(() => world.close());

const statusesOf = async (responses: Promise<Response>[]) =>
  (await Promise.all(responses)).map(({ status }) => status);

describe("expensive reads", () => {
  it("are two at a time of a person; the third waits some seconds, and gets a page that says so", async () => {
    const own = await world.signIn(owner);
    const other = await world.signIn(await world.createPerson());
    const drawing = `/attempts/${attemptId}/drawing`;
    const held: Promise<Response>[] = [];
    await world.holdReads(async (countHeld) => {
      held.push(own.get(drawing), own.get(drawing));
      await expect.poll(countHeld).toBe(2);
      const [page, data, comparison, room] = await Promise.all([
        own.get(`/attempts/${attemptId}/report`, { headers: { accept: "text/html" } }),
        own.get(`/attempts/${attemptId}/report.data`),
        own.get(`/attempts/${attemptId}/compare.data`),
        own.get(`/attempts/${attemptId}`),
      ]);
      for (const response of [page, data, comparison, room]) {
        expect(response.status).toBe(503);
        expect(response.headers.get("retry-after")).toBe("5");
      }
      expect(await page.text()).toContain("Too many reports are being opened");
      expect(await data.text()).toContain("Too many reports are being opened");
      // Neither what is cheap nor other people wait for it.
      expect((await own.get("/problems")).status).toBe(200);
      expect((await other.get(drawing)).status).toBe(404);
    });
    expect(await statusesOf(held)).toEqual([200, 200]);
    expect((await own.get(`/attempts/${attemptId}/report`)).status).toBe(200);
  }, 60_000);

  it("are two at a time of all strangers together", async () => {
    const shared = `${world.url}/shared/${token}/drawing`;
    const held: Promise<Response>[] = [];
    await world.holdReads(async (countHeld) => {
      held.push(fetch(shared), fetch(shared));
      await expect.poll(countHeld).toBe(2);
      const third = await fetch(`${world.url}/shared/${token}`);
      expect(third.status).toBe(503);
      expect(third.headers.get("retry-after")).toBe("5");
    });
    expect(await statusesOf(held)).toEqual([200, 200]);
  }, 60_000);

  it("of a client that left free their places, once nothing is done for it any more", async () => {
    const own = await world.signIn(owner);
    const drawing = `/attempts/${attemptId}/drawing`;
    const client = new AbortController();
    const left = [1, 2, 3, 4].map(() => own.get(drawing, { signal: client.signal }));
    const after: Promise<Response>[] = [];
    await world.holdReads(async (countHeld) => {
      await expect.poll(countHeld).toBe(2);
      client.abort();
      const outcomes = await Promise.allSettled(left);
      expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
      after.push(own.get(drawing));
      expect(await countHeld()).toBe(2);
    });
    expect(await statusesOf(after)).toEqual([200]);
  }, 60_000);
});
