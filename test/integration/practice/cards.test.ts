import { and, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startDrill } from "#server/attempts/start-drill";
import { deleteAttempts } from "#server/attempts/delete-attempts";
import type { Viewer } from "#server/accounts/sessions";
import type { Db } from "#server/db/client";
import { attempts } from "#server/db/tables/attempts";
import { problems, rubrics, rubricVersions } from "#server/db/tables/content";
import { grades } from "#server/db/tables/grades";
import { cardRefreshes, practiceCards } from "#server/db/tables/practice";
import { getDue } from "#server/practice/get-due";
import { updateCards } from "#server/practice/update-cards";
import { updateMinutes } from "#server/practice/update-minutes";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { requestRegrade } from "#server/reviews/request-regrade";
import { setOverride } from "#server/reviews/set-override";
import { signReview } from "#server/reviews/sign-review";
import { withdrawOverride } from "#server/reviews/withdraw-override";
import { toSeen } from "#domain/reviews/review.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { sweepCards } from "#server/worker/sweep";
import { createRecordingQueue } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";
import { handInWork } from "../reviews/review-world";
import { markWhole } from "../reviews/self-world";
import { drill, interview, judge, listAsked, miss, moveBack } from "./practice-world";

let database: TestDatabase;
let candidate: Viewer;
let reviewer: Viewer;
beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  candidate = await createPerson(database.db);
  reviewer = await createPerson(database.db, "reviewer");
});

const DAY_MS = 24 * 60 * 60_000;
const noError = (error: unknown) => {
  throw error;
};

async function listCards() {
  await updateCards(database.db, candidate.id);
  return database.db.select().from(practiceCards).where(eq(practiceCards.userId, candidate.id));
}
const findCard = async (id: string) =>
  (await listCards()).find(({ criterionId }) => criterionId === id);
/** As the files' import or an author would publish it. */
async function publishVersion(db: Db, slug: string, body: Rubric): Promise<void> {
  const [newest] = await db
    .select({ rubricId: rubricVersions.rubricId, version: rubricVersions.version })
    .from(rubricVersions)
    .innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
    .innerJoin(problems, eq(problems.id, rubrics.problemId))
    .where(eq(problems.slug, slug))
    .orderBy(desc(rubricVersions.version))
    .limit(1);
  if (!newest) throw new Error(`no rubric of ${slug}`);
  const version = newest.version + 1;
  const hash = `${slug} ${version}`;
  await db
    .insert(rubricVersions)
    .values({ rubricId: newest.rubricId, version, hash, body, source: "app" });
}
const dueIn = (days: number) =>
  getDue(database.db, candidate.id, { now: new Date(Date.now() + days * DAY_MS), timeZone: "UTC" });

describe("a card", () => {
  it("is made of what was missed in a grade that its candidate has opened", async () => {
    const { db } = database;
    const { attemptId, gradeId } = await handInWork(db, candidate.id);
    const rubric = await judge(db, gradeId, miss(3));
    expect(await listCards()).toEqual([]);
    await recordOwnSight(db, { attemptId, userId: candidate.id });
    const cards = await listCards();
    expect(cards.map(({ criterionId }) => criterionId).sort()).toEqual(
      listAsked(rubric).slice(0, 3).sort(),
    );
    expect(cards[0]).toMatchObject({ baseId: attemptId, marks: 1, isWaiting: true });
  });

  it("isn't made of what only staff are asked", async () => {
    const { asked } = await interview(database.db, candidate.id, { verdict: "not_met" });
    expect((await listCards()).map(({ criterionId }) => criterionId).sort()).toEqual(asked.sort());
  });

  it("can be practiced on the day of the report, and on the next", async () => {
    await interview(database.db, candidate.id, miss(1));
    expect((await dueIn(0)).drills).toMatchObject([{ isNew: true }]);
    const tomorrow = await dueIn(1);
    expect(tomorrow.drills).toHaveLength(1);
    expect(tomorrow).toMatchObject({ later: 0, waiting: 0, spentMinutes: 0, minutesPerDay: 20 });
  });

  it("goes away with two drills met at seven days or more", async () => {
    const { db } = database;
    const { attemptId, asked } = await interview(db, candidate.id, miss(1));
    const [id = ""] = asked;
    await moveBack(db, attemptId, 20);
    const first = await drill(db, candidate.id, attemptId, [id], "met");
    await moveBack(db, first, 9);
    expect(await findCard(id)).toMatchObject({ marks: 2, closedAt: null, isWaiting: false });
    await drill(db, candidate.id, attemptId, [id], "met");
    expect((await findCard(id))?.closedAt).not.toBeNull();
    expect(await dueIn(400)).toMatchObject({ drills: [], closed: 1, ahead: 0 });
  });

  it("comes again soon after a drill that missed it", async () => {
    const { db } = database;
    const { attemptId, asked } = await interview(db, candidate.id, miss(1));
    await drill(db, candidate.id, attemptId, asked.slice(0, 1), "not_met");
    expect(await dueIn(0)).toMatchObject({ drills: [], spentMinutes: 5, ahead: 1 });
    expect((await dueIn(2)).drills).toHaveLength(1);
  });

  it("takes from an attempt what the newest grade says, once", async () => {
    const { db } = database;
    const { attemptId, asked } = await interview(db, candidate.id, miss(2));
    const [first = "", second = ""] = asked;
    expect(await listCards()).toHaveLength(2);
    await requestRegrade(db, createRecordingQueue(), { attemptId, reviewer }, noError);
    const [again] = await db
      .select({ id: grades.id })
      .from(grades)
      .where(and(eq(grades.attemptId, attemptId), eq(grades.version, 2)));
    await judge(db, again?.id ?? "", { verdict: "met", named: { [second]: "partial" } });
    expect(await findCard(first)).toBeUndefined();
    expect(await findCard(second)).toMatchObject({ marks: 1, lastVerdict: "partial" });
  });

  it("follows a reviewer's verdict, and back when it is withdrawn", async () => {
    const { db } = database;
    const { attemptId, gradeId, asked } = await interview(db, candidate.id, miss(1));
    const [id = ""] = asked;
    const at = { attemptId, reviewer };
    const reason = "It stands in the second sentence.";
    const overrideId = await setOverride(db, at, {
      gradeId,
      criterionId: id,
      verdict: "met",
      reason,
      basedOn: null,
    });
    expect(await listCards()).toEqual([]);
    await withdrawOverride(db, at, { overrideId });
    expect(await findCard(id)).toMatchObject({ marks: 1, lastVerdict: "not_met" });
  });

  it("is made of finished marks of one's own where there is no grade", async () => {
    const { db } = database;
    const { attemptId } = await markWhole(db, candidate.id, "not_met");
    const cards = await listCards();
    expect(cards.length).toBeGreaterThan(0);
    expect(cards.every(({ baseId }) => baseId === attemptId)).toBe(true);
    // Without the report nothing of its advice is shown.
    const { drills } = await dueIn(2);
    const shown = drills.flatMap(({ criteria }) => criteria);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every(({ advice, topics }) => advice === null && topics.length > 0)).toBe(true);
  });

  it("goes by the grade where there are both", async () => {
    const { db } = database;
    const { attemptId, gradeId } = await markWhole(db, candidate.id, "not_met");
    const rubric = await judge(db, gradeId, miss(1));
    await recordOwnSight(db, { attemptId, userId: candidate.id });
    expect((await listCards()).map(({ criterionId }) => criterionId)).toEqual(
      listAsked(rubric).slice(0, 1),
    );
  });

  it("isn't made of an estimate until a reviewer has signed it, nor of what nobody read", async () => {
    const { db } = database;
    const guess = await interview(db, candidate.id, { verdict: "not_met", isEstimate: true });
    expect(await listCards()).toEqual([]);
    const { attemptId, gradeId, asked } = guess;
    await signReview(db, { attemptId, reviewer }, { gradeId, seen: toSeen([]) });
    expect(await listCards()).toHaveLength(asked.length);

    candidate = await createPerson(db);
    await interview(db, candidate.id, { verdict: "not_met", decidedBy: "gate" });
    expect(await listCards()).toEqual([]);
  });

  it("is gone with its attempt, and is nobody else's", async () => {
    const { db } = database;
    await interview(db, candidate.id, miss(2));
    const stranger = await createPerson(db);
    expect(await getDue(db, stranger.id, { now: new Date(), timeZone: "UTC" })).toMatchObject({
      drills: [],
      waiting: 0,
      ahead: 0,
      closed: 0,
    });
    expect(await listCards()).toHaveLength(2);
    await deleteAttempts(db, candidate.id);
    expect(await listCards()).toEqual([]);
  });

  it("is the same however often and by however many it is made", async () => {
    const { db } = database;
    const { attemptId, asked } = await interview(db, candidate.id, miss(4));
    await drill(db, candidate.id, attemptId, asked.slice(0, 1), "met");
    await Promise.all([listCards(), listCards(), sweepCards({ db })]);
    const once = await listCards();
    await moveBack(db, attemptId, 0);
    expect(await listCards()).toEqual(once);
    expect(once).toHaveLength(4);
  });

  it("is made by the sweep for somebody who doesn't come by", async () => {
    const { db } = database;
    await interview(db, candidate.id, miss(1));
    await sweepCards({ db });
    const [card] = await db
      .select()
      .from(practiceCards)
      .where(eq(practiceCards.userId, candidate.id));
    expect(card?.marks).toBe(1);
    expect(
      await db.select().from(cardRefreshes).where(eq(cardRefreshes.userId, candidate.id)),
    ).toEqual([]);
  });
});

describe("a card of a criterion that the rubric went on without", () => {
  it("is closed and says so, is open again with a version that asks it, and what is known stays known", async () => {
    const { db } = database;
    const { attemptId, rubric, asked } = await interview(db, candidate.id, miss(3));
    const [gone = "", known = "", kept = ""] = asked;
    await moveBack(db, attemptId, 20);
    await moveBack(db, await drill(db, candidate.id, attemptId, [known], "met"), 9);
    await drill(db, candidate.id, attemptId, [known], "met");
    const started = await startDrill(db, {
      userId: candidate.id,
      problem: rubric.problem,
      criteria: [gone],
      from: attemptId,
    });

    const without = { ...rubric, criteria: rubric.criteria.filter(({ id }) => id !== gone) };
    await publishVersion(db, rubric.problem, { ...without, caps: [], exclusions: [] });
    const cards = new Map((await listCards()).map((card) => [card.criterionId, card]));
    expect(cards.get(gone)?.goneAt).toEqual(cards.get(gone)?.closedAt);
    expect(cards.get(gone)?.goneAt).not.toBeNull();
    expect(cards.get(known)).toMatchObject({ goneAt: null });
    expect(cards.get(known)?.closedAt).not.toBeNull();
    expect(cards.get(kept)).toMatchObject({ goneAt: null, closedAt: null });
    const due = await dueIn(400);
    expect(due).toMatchObject({ closed: 1, gone: { count: 1, problems: [expect.any(String)] } });
    expect(due.drills.flatMap(({ criteria }) => criteria.map(({ id }) => id))).toEqual([kept]);
    const [own] = await db.select().from(attempts).where(eq(attempts.id, started.attemptId));
    expect(own).toMatchObject({ status: "in_progress", focusCriteria: [gone] });

    await publishVersion(db, rubric.problem, rubric);
    expect(await findCard(gone)).toMatchObject({ goneAt: null, closedAt: null });
    expect(await dueIn(400)).toMatchObject({ closed: 1, gone: { count: 0, problems: [] } });
  });
});

describe("what is due", () => {
  it("fits into the minutes that the person has set; the rest waits", async () => {
    const { db } = database;
    await interview(db, candidate.id, { verdict: "not_met" });
    const standard = await dueIn(1);
    expect(standard.minutes).toBeLessThanOrEqual(20);
    expect(standard.waiting).toBeGreaterThan(0);
    await updateMinutes(db, { userId: candidate.id, minutes: 5 });
    const short = await dueIn(1);
    expect(short).toMatchObject({ minutes: 5, minutesPerDay: 5 });
    expect(short.waiting).toBeGreaterThan(standard.waiting);
  });

  it("names for each drill its section, its report and what to do, and no criterion's text", async () => {
    const { attemptId, rubric, asked } = await interview(database.db, candidate.id, miss(1));
    const criterion = rubric.criteria.find(({ id }) => id === asked[0]);
    const { drills } = await dueIn(1);
    expect(drills).toEqual([
      {
        problem: { slug: rubric.problem, title: drills[0]?.problem.title },
        from: attemptId,
        section: criterion?.section,
        minutes: 5,
        isNew: true,
        criteria: [{ id: criterion?.id, advice: criterion?.advice, topics: criterion?.topics }],
      },
    ]);
    expect(JSON.stringify(drills)).not.toContain(criterion?.text);
  });
});
