import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "#server/env";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { startAttempt } from "#server/attempts/start-attempt";
import { startDrill } from "#server/attempts/start-drill";
import { startRetry } from "#server/attempts/start-retry";
import { attempts } from "#server/db/tables/attempts";
import { problems } from "#server/db/tables/content";
import { isAppError } from "#server/errors";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { action as startAction } from "~/routes/practice/problem";
import { createRecordingQueue, openAttempt, SET_UP, submit } from "../../support/attempts";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { codeOf, gradeWith, handInWork } from "../reviews/review-world";

const HOUR_MS = 60 * 60_000;
const FEW = { ...DEFAULT_LIMITS, starts: { perHour: 2, perDay: 3 } };

let database: TestDatabase;
let pages: PageWorld;
let person: Viewer;
let slugs: string[];

beforeAll(async () => {
  database = await createContentDatabase();
  pages = createPageWorld(database, undefined, { STARTS_PER_HOUR: "2", STARTS_PER_DAY: "3" });
  slugs = (await database.db.select({ slug: problems.slug }).from(problems)).map(
    ({ slug }) => slug,
  );
});
afterAll(async () => {
  await pages.close();
  await database.drop();
});
beforeEach(async () => {
  person = await createPerson(database.db);
});

const start = (limits = FEW, slug = RAG) =>
  startAttempt(database.db, { ...SET_UP, userId: person.id, slug, limits });

async function startAndHandIn(limits = FEW): Promise<void> {
  const { attemptId } = await start(limits);
  await submit(database.db, createRecordingQueue(), { attemptId, userId: person.id });
}

async function letTimePass(ms: number): Promise<void> {
  await database.db
    .update(attempts)
    .set({ startedAt: sql`${attempts.startedAt} - ${ms}::int * interval '1 millisecond'` })
    .where(eq(attempts.userId, person.id));
}

const count = () => database.db.$count(attempts, eq(attempts.userId, person.id));

async function refusalOf(work: Promise<unknown>) {
  const refused = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!isAppError(refused)) throw new Error("it was not refused");
  return refused;
}

describe("attempts that one person starts", () => {
  it("are bounded by the hour and by the day, and each refusal says from when on", async () => {
    await startAndHandIn();
    await letTimePass(30 * 60_000);
    await startAndHandIn();
    const hour = await refusalOf(start());
    expect(hour.code).toBe("too_many");
    expect(hour.userMessage).toContain("2 attempts in an hour");
    const inMs = (hour.again?.from.getTime() ?? 0) - Date.now();
    expect(inMs).toBeGreaterThan(29 * 60_000);
    expect(inMs).toBeLessThanOrEqual(30 * 60_000);
    expect(await count()).toBe(2);

    await letTimePass(31 * 60_000);
    await startAndHandIn();
    await letTimePass(2 * HOUR_MS);
    const day = await refusalOf(start());
    expect(day.userMessage).toContain("3 attempts in 24 hours");
    expect(day.again?.what).toBe("You can start the next one");
    await letTimePass(21 * HOUR_MS);
    await startAndHandIn();
  });

  it("are 30 an hour and 100 a day where nothing is set, whichever are handed in", async () => {
    for (let times = 0; times < 30; times += 1) await startAndHandIn(DEFAULT_LIMITS);
    expect(await codeOf(start(DEFAULT_LIMITS))).toBe("too_many");
    expect(await count()).toBe(30);
  });

  it("are not more for being started at once", async () => {
    const outcomes = await Promise.all(slugs.map((slug) => codeOf(start(FEW, slug))));
    expect(slugs.length).toBeGreaterThan(3);
    expect(outcomes.filter((code) => code === "done")).toHaveLength(2);
    expect(await count()).toBe(2);
  });

  it("are not those that are gone back to", async () => {
    const { attemptId } = await start();
    for (let times = 0; times < 5; times += 1) {
      expect(await start()).toEqual({ attemptId, isResumed: true });
    }
  });

  it("are drills and retries too, and nobody else's", async () => {
    const { attemptId, gradeId } = await handInWork(database.db, person.id);
    const { criteria } = await gradeWith(database.db, gradeId, "not_met");
    const who = { attemptId, userId: person.id };
    await recordOwnSight(database.db, who);
    const limits = { ...FEW, starts: { perHour: 1, perDay: 1 } };
    const one = criteria.slice(0, 1).map(({ id }) => id);
    const drill = { problem: RAG, criteria: one, from: attemptId, userId: person.id, limits };
    expect(await codeOf(startDrill(database.db, drill))).toBe("too_many");
    const retry = { ...who, section: "evaluation", keep: "locked", limits } as const;
    expect(await codeOf(startRetry(database.db, retry))).toBe("too_many");
    expect(await count()).toBe(1);
    await openAttempt(database.db, (await createPerson(database.db)).id);
  });

  it("are refused beside the form, with the time in the reader's zone", async () => {
    await startAndHandIn();
    await startAndHandIn();
    const context = await pages.contextFor((await createSession(database.db, person.id)).token);
    const form = { level: "senior", lens: "product", brief: "case", minutes: "45" };
    const request = postForm(`/problems/${RAG}`, form);
    request.headers.set("Cookie", "zone=America%2FNew_York");
    const reply = await startAction({ request, params: { slug: RAG }, context });
    const freeAt = (await refusalOf(start())).again?.from ?? new Date(0);
    const shown = new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      timeZone: "America/New_York",
    }).format(new Date(Math.ceil(freeAt.getTime() / 60_000) * 60_000));
    expect(reply).toMatchObject({
      data: { error: expect.stringContaining(`${shown}.`) },
      init: { status: 429 },
    });
  });
});
