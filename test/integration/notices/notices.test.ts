import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toSeen } from "#domain/reviews/review.schema";
import { erasePerson } from "#server/accounts/erase-person";
import { listOwnFiles } from "#server/accounts/list-own-files";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { attempts } from "#server/db/tables/attempts";
import { grades } from "#server/db/tables/grades";
import { notices } from "#server/db/tables/notices";
import { recordNeedsAttention } from "#server/grades/record-failure";
import { requestGrade } from "#server/grades/request-grade";
import { listNotices } from "#server/notices/list-notices";
import type { Notice } from "#server/notices/list-notices";
import { pruneNotices } from "#server/notices/prune-notices";
import { recordVisit } from "#server/notices/record-visit";
import { updateAllRead } from "#server/notices/update-read";
import { getDue } from "#server/practice/get-due";
import { updateMinutes } from "#server/practice/update-minutes";
import { updateEverybodysCards } from "#server/practice/update-cards";
import { requestRegrade } from "#server/reviews/request-regrade";
import { setOverride } from "#server/reviews/set-override";
import { settleAppeal } from "#server/reviews/settle-appeal";
import { signReview } from "#server/reviews/sign-review";
import { submitAppeal } from "#server/reviews/submit-appeal";
import { unsignReview } from "#server/reviews/unsign-review";
import { loader as rootLoader } from "../../../app/root";
import { action, loader as page } from "~/routes/account/notices";
import { createRecordingQueue, throwIt } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { takeWithoutLimit } from "../../support/take-without-limit";
import { drill, interview, judge, miss, moveBack } from "../practice/practice-world";
import { codeOf, gradeWith, handInWork } from "../reviews/review-world";

const AT = { now: new Date("2026-11-29T10:00:00Z"), timeZone: "UTC" };

let database: TestDatabase;
let pages: PageWorld;
let candidate: Viewer;
let reviewer: Viewer;

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
  reviewer = await createPerson(database.db, "reviewer");
});

async function list(person: Viewer = candidate): Promise<Notice[]> {
  return (await listNotices(database.db, person.id, { page: 1 })).notices;
}
const kinds = async (person?: Viewer) => (await list(person)).map(({ kind }) => kind);
const countUnread = async (person: Viewer = candidate) =>
  (await listNotices(database.db, person.id, { page: 1 })).unread;

describe("what is told", () => {
  it("a grade, once, to its candidate alone", async () => {
    const { db } = database;
    const { attemptId, gradeId } = await handInWork(db, candidate.id);
    expect(await kinds()).toEqual([]);
    await gradeWith(db, gradeId, "met");
    expect(await list()).toEqual([
      expect.objectContaining({
        kind: "graded",
        isRead: false,
        attempt: expect.objectContaining({ id: attemptId, kind: "interview" }),
      }),
    ]);
    // The job is delivered again: there is nothing to take, and nothing more is told.
    expect(await takeWithoutLimit(db, gradeId)).toBeNull();
    expect(await kinds()).toEqual(["graded"]);
    expect(await kinds(reviewer)).toEqual([]);
  });

  it("nothing of a grade that another worker has taken over", async () => {
    const { db } = database;
    const { gradeId } = await handInWork(db, candidate.id);
    const late = await takeWithoutLimit(db, gradeId);
    if (!late) throw new Error("not taken");
    await takeWithoutLimit(db, gradeId);
    await recordNeedsAttention(db, late.lease, { kind: "judge", userMessage: "It stopped." });
    expect(await kinds()).toEqual([]);
  });

  it("a second grade as another", async () => {
    const { db } = database;
    const { attemptId, gradeId } = await handInWork(db, candidate.id);
    await gradeWith(db, gradeId, "not_met");
    await requestRegrade(db, createRecordingQueue(), { attemptId, reviewer }, throwIt);
    const [newest] = await db
      .select({ id: grades.id })
      .from(grades)
      .where(sql`${grades.attemptId} = ${attemptId} and version = 2`);
    await gradeWith(db, newest?.id ?? "", "met");
    expect(await kinds()).toEqual(["regraded", "graded"]);
  });

  it("each time that a grading ends without a grade", async () => {
    const { db } = database;
    const { attemptId, gradeId } = await handInWork(db, candidate.id);
    const fail = async () => {
      const task = await takeWithoutLimit(db, gradeId);
      if (!task) throw new Error("not taken");
      const failure = { kind: "judge", userMessage: "It stopped." };
      await recordNeedsAttention(db, task.lease, failure);
      await recordNeedsAttention(db, task.lease, failure);
    };
    await fail();
    expect(await kinds()).toEqual(["not_graded"]);
    const who = { attemptId, userId: candidate.id };
    await requestGrade(db, createRecordingQueue(), who, throwIt);
    await fail();
    expect(await kinds()).toEqual(["not_graded", "not_graded"]);
    await requestGrade(db, createRecordingQueue(), who, throwIt);
    await judge(db, gradeId, { verdict: "met" });
    // There was no grade before it.
    expect(await kinds()).toEqual(["graded", "not_graded", "not_graded"]);
  });

  it("a drill's grade as a drill's", async () => {
    const { db } = database;
    const { attemptId, asked } = await interview(db, candidate.id, miss(1));
    await drill(db, candidate.id, attemptId, asked.slice(0, 1), "met");
    const [newest] = await list();
    expect(newest).toMatchObject({ kind: "graded", attempt: { kind: "drill" } });
  });

  it("a challenge that was settled, with how", async () => {
    const { db } = database;
    const { attemptId, gradeId, rubric } = await interview(db, candidate.id, miss(2));
    const [first = "", second = ""] = rubric.criteria.map(({ id }) => id);
    const challenge = (criterionId: string) =>
      submitAppeal(
        db,
        { attemptId, userId: candidate.id },
        {
          gradeId,
          criterionId,
          note: "It is there.",
          place: { kind: "text", section: "scenario", start: 0, end: 46 },
        },
      );
    const at = { attemptId, reviewer };
    const granted = { outcome: "granted", verdict: "met", words: "Right.", basedOn: null } as const;
    const appealId = await challenge(first);
    await settleAppeal(db, at, { ...granted, appealId });
    expect(await codeOf(settleAppeal(db, at, { ...granted, appealId }))).toBe("conflict");
    await settleAppeal(db, at, {
      outcome: "declined",
      appealId: await challenge(second),
      words: "It isn't.",
    });
    const told = await list();
    expect(told.map((notice) => [notice.kind, "outcome" in notice && notice.outcome])).toEqual([
      ["challenge_settled", "declined"],
      ["challenge_settled", "granted"],
      ["graded", null],
    ]);
  });

  it("a signature, until it is taken back or what was signed changes", async () => {
    const { db } = database;
    const { attemptId, gradeId, rubric } = await interview(db, candidate.id, miss(1));
    const at = { attemptId, reviewer };
    await signReview(db, at, { gradeId, seen: toSeen([]) });
    await signReview(db, at, { gradeId, seen: toSeen([]) });
    expect(await kinds()).toEqual(["signed", "graded"]);
    await unsignReview(db, at);
    expect(await kinds()).toEqual(["graded"]);
    await signReview(db, at, { gradeId, seen: toSeen([]) });
    await setOverride(db, at, {
      gradeId,
      criterionId: rubric.criteria[0]?.id ?? "",
      verdict: "met",
      reason: "It is there.",
      basedOn: null,
    });
    expect(await kinds()).toEqual(["graded"]);
  });
});

describe("what is due", () => {
  const DAY_MS = 24 * 60 * 60_000;
  const visit = (at: Partial<Parameters<typeof recordVisit>[1]> = {}) =>
    recordVisit(database.db, {
      userId: candidate.id,
      subject: null,
      now: new Date(),
      timeZone: "UTC",
      ...at,
    });

  /** An interview of so many days ago, whose cards the sweep has made. */
  async function missedBefore(days: number): Promise<void> {
    const { attemptId } = await interview(database.db, candidate.id, miss(2));
    await moveBack(database.db, attemptId, days);
    await updateEverybodysCards(database.db, 100);
    await updateAllRead(database.db, candidate.id);
  }

  it("is told on the first page of a day, and not on the day of the report", async () => {
    await missedBefore(0);
    expect((await visit()).unread).toBe(0);
    expect(await kinds()).toEqual(["graded"]);
    await database.db.delete(attempts).where(eq(attempts.userId, candidate.id));
    await missedBefore(1);
    const counts = await Promise.all([visit(), visit(), visit()]);
    expect(counts.some(({ unread }) => unread === 1)).toBe(true);
    expect((await visit()).unread).toBe(1);
    const [told] = await list();
    expect(told).toMatchObject({ kind: "due", isRead: false });
    expect(told?.kind === "due" && told.drills).toBeGreaterThan(0);

    // The next day's takes the place of yesterday's.
    const tomorrow = new Date(Date.now() + DAY_MS);
    const next = await visit({ now: tomorrow });
    expect(next.unread).toBe(1);
    expect((await kinds()).filter((kind) => kind === "due")).toHaveLength(2);
    expect(next.newestId).toBe((await list())[0]?.id);
  });

  it("goes by the person's own day", async () => {
    await missedBefore(2);
    const now = new Date("2027-01-10T23:30:00Z");
    await visit({ now });
    await visit({ now: new Date("2027-01-11T00:30:00Z"), timeZone: "America/New_York" });
    expect((await list())[0]).toMatchObject({ kind: "due", day: "2027-01-10" });
    expect((await kinds()).filter((kind) => kind === "due")).toHaveLength(1);
    await visit({ now: new Date("2027-01-11T00:30:00Z"), timeZone: "Europe/Berlin" });
    expect((await list())[0]).toMatchObject({ kind: "due", day: "2027-01-11" });
  });

  it("is no news to who opens what is due, and none where nothing is", async () => {
    expect((await visit()).newestId).toBe(0);
    await missedBefore(1);
    expect((await visit({ subject: "due" })).unread).toBe(0);
    expect((await list())[0]).toMatchObject({ kind: "due", isRead: true });
  });
});

describe("a day whose minutes are used up", () => {
  it("tells nothing, and is looked at once", async () => {
    const { db } = database;
    const { attemptId, asked } = await interview(db, candidate.id, miss(2));
    await moveBack(db, attemptId, 1);
    await updateMinutes(db, { userId: candidate.id, minutes: 5 });
    await drill(db, candidate.id, attemptId, asked.slice(0, 1), "met");
    await updateEverybodysCards(db, 100);
    await updateAllRead(db, candidate.id);
    const at = { now: new Date(), timeZone: "UTC" };
    expect((await getDue(db, candidate.id, at)).waiting).toBe(1);
    const visit = () => recordVisit(db, { userId: candidate.id, subject: null, ...at });
    expect((await visit()).unread).toBe(0);
    expect((await visit()).unread).toBe(0);
    expect(await kinds()).toEqual(["graded", "graded"]);
    const rows = await db.select().from(notices).where(eq(notices.userId, candidate.id));
    expect(rows.filter(({ kind }) => kind === "due")).toEqual([
      expect.objectContaining({ drills: 0 }),
    ]);
  });
});

describe("reading", () => {
  it("is done by opening the page that a notice leads to", async () => {
    const { db } = database;
    const { attemptId, gradeId } = await handInWork(db, candidate.id);
    await gradeWith(db, gradeId, "met");
    const other = await handInWork(db, candidate.id);
    await gradeWith(db, other.gradeId, "met");
    const { token } = await createSession(db, candidate.id);
    const open = async (path: string) => {
      const request = new Request(`http://localhost${path}`);
      const context = await pages.contextFor(token);
      return (await rootLoader({ request, params: {}, context })).notices;
    };
    expect(await open("/problems")).toMatchObject({ unread: 2 });
    expect(await open(`/attempts/${attemptId}/mark`)).toMatchObject({ unread: 2 });
    expect(await open(`/attempts/${attemptId}/report`)).toMatchObject({ unread: 1 });
    expect((await list()).map(({ isRead }) => isRead)).toEqual([false, true]);
    expect(await open("/attempts/not-an-id/report")).toMatchObject({ unread: 1 });
    const visitor = await rootLoader({
      request: new Request("http://localhost/"),
      params: {},
      context: await pages.contextFor(null),
    });
    expect(visitor.notices).toBeNull();
  });

  it("of somebody else's attempt changes nothing of theirs", async () => {
    const { db } = database;
    const { attemptId, gradeId } = await handInWork(db, candidate.id);
    await gradeWith(db, gradeId, "met");
    await recordVisit(db, { userId: reviewer.id, subject: { attemptId }, ...AT });
    expect(await countUnread()).toBe(1);
  });

  it("of all is one form, for one's own", async () => {
    const { db } = database;
    const other = await createPerson(db);
    for (const person of [candidate, candidate, other]) {
      const { gradeId } = await handInWork(db, person.id);
      await gradeWith(db, gradeId, "met");
    }
    const { token } = await createSession(db, candidate.id);
    const context = await pages.contextFor(token);
    const request = new Request("http://localhost/notices?page=x");
    expect(await page({ request, params: {}, context })).toMatchObject({ unread: 2, page: 1 });
    const response = await action({ request: postForm("/notices", {}), params: {}, context });
    expect(response).toBeInstanceOf(Response);
    expect(await countUnread()).toBe(0);
    expect(await countUnread(other)).toBe(1);
  });
});

describe("keeping", () => {
  async function fill(count: number, daysOld: number): Promise<void> {
    await database.db
      .insert(notices)
      .values(
        Array.from({ length: count }, (_, n) => ({
          userId: candidate.id,
          kind: "due" as const,
          key: `${daysOld} ${n}`,
          drills: n + 1,
          createdAt: sql`now() - ${daysOld}::int * interval '1 day'`,
        })),
      );
  }

  it("ends after 90 days, and with the two-hundredth", async () => {
    await fill(3, 91);
    await fill(203, 1);
    expect(await pruneNotices(database.db)).toBe(6);
    const rows = await database.db.select().from(notices).where(eq(notices.userId, candidate.id));
    expect(rows).toHaveLength(200);
    expect(rows.some(({ key }) => key.startsWith("91 ") || key === "1 2")).toBe(false);
    expect(await pruneNotices(database.db)).toBe(0);
    expect(await listNotices(database.db, candidate.id, { page: 1 })).toMatchObject({
      pageCount: 4,
      unread: 200,
    });
  });

  it("is part of what a person takes with them, and ends with the attempt and the account", async () => {
    const { db } = database;
    const { attemptId, gradeId } = await handInWork(db, candidate.id);
    await gradeWith(db, gradeId, "met");
    await fill(1, 2);
    const files = await listOwnFiles(db, candidate.id);
    const exported = await files.find(({ name }) => name === "notices.json")?.read();
    expect(JSON.parse(exported ?? "")).toEqual([
      expect.objectContaining({ kind: "graded", attemptId }),
      expect.objectContaining({ kind: "due", drills: 1 }),
    ]);
    await db.delete(attempts).where(eq(attempts.id, attemptId));
    expect(await kinds()).toEqual(["due"]);
    await db.transaction((tx) => erasePerson(tx, candidate.id));
    expect(await kinds()).toEqual([]);
  });
});
