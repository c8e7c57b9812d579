import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import { getAttention } from "#server/accounts/get-attention";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { startAttempt } from "#server/attempts/start-attempt";
import { submitOverdue } from "#server/attempts/submit-attempt";
import { attempts } from "#server/db/tables/attempts";
import { problems } from "#server/db/tables/content";
import { grades } from "#server/db/tables/grades";
import { notices } from "#server/db/tables/notices";
import { getQueue } from "#server/grades/get-queue";
import { createContentLoader } from "#server/grades/grading-content";
import { getAskTime } from "#server/grades/get-ask-time";
import { requestFailedGrades } from "#server/grades/request-failed-grades";
import { requestModelGrade } from "#server/grades/request-model-grade";
import { takeGrading } from "#server/grades/take-grading";
import { listQueue } from "#server/reviews/list-queue";
import { requestRegrade } from "#server/reviews/request-regrade";
import { queueFilterSchema } from "#domain/reviews/review.schema";
import { loader as listPage } from "~/routes/practice/attempts";
import { loader as problemPage } from "~/routes/practice/problem";
import { action as reportAction, loader as reportPage } from "~/routes/report/report";
import {
  createRecordingQueue,
  handIn,
  NO_LIMITS,
  openAttempt,
  SET_UP,
  submit,
  throwIt,
} from "../../support/attempts";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { codeOf } from "../reviews/review-world";

const HOUR_MS = 60 * 60_000;
const GRADINGS = { perHour: 2, perDay: 3 };

let database: TestDatabase;
let pages: PageWorld;
let jobs: ReturnType<typeof createRecordingQueue>;
let person: Viewer;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  jobs = createRecordingQueue();
  pages = createPageWorld(database, jobs, { GRADINGS_PER_HOUR: "2", GRADINGS_PER_DAY: "3" });
  person = await createPerson(database.db);
  return () => pages.close();
});

const handInOne = (userId = person.id) => handIn(database.db, jobs, userId, {}, GRADINGS);

async function useUpTheDay(): Promise<void> {
  for (let taken = 0; taken < GRADINGS.perDay; taken += 1) {
    expect((await handInOne()).isQueued).toBe(true);
  }
}

async function letTimePass(ms: number): Promise<void> {
  await database.db.execute(sql`update grading_slots
    set taken = array(select t - ${ms}::int * interval '1 millisecond' from unnest(taken) t)
    where user_id = ${person.id}`);
}

async function readGrade(attemptId: string) {
  const [grade] = await database.db.select().from(grades).where(eq(grades.attemptId, attemptId));
  return grade;
}

async function contextOf({ id }: Viewer) {
  return pages.contextFor((await createSession(database.db, id)).token);
}

const askFor = async (attemptId: string, cookie = "") => {
  const path = `/attempts/${attemptId}/report`;
  const request = postForm(path, {});
  request.headers.set("Cookie", cookie);
  const args = { request, params: { attemptId }, context: await contextOf(person) };
  return reportAction(args).catch((refused: unknown) => refused);
};

async function open(attemptId: string) {
  const request = new Request(`http://localhost/attempts/${attemptId}/report`);
  return reportPage({ request, params: { attemptId }, context: await contextOf(person) });
}

describe("what is handed in beyond the day's gradings", () => {
  it("is kept, with its receipt, and nothing is queued", async () => {
    await useUpTheDay();
    const rows = await database.db.select({ slug: problems.slug }).from(problems).limit(3);
    const open = await Promise.all(
      rows.map(({ slug }) =>
        startAttempt(database.db, { ...SET_UP, userId: person.id, slug, limits: NO_LIMITS }),
      ),
    );
    const receipts = await Promise.all(
      open.map(({ attemptId }) =>
        submit(database.db, jobs, { attemptId, userId: person.id }, GRADINGS),
      ),
    );
    expect(receipts).toHaveLength(3);
    for (const { attemptId, gradeId, contentHash, isQueued } of receipts) {
      expect(isQueued).toBe(false);
      expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
      expect(await readGrade(attemptId)).toMatchObject({
        id: gradeId,
        status: "needs_attention",
        errorKind: DAY_USED_UP,
        slotAt: null,
        failures: 0,
      });
      const again = await submit(database.db, jobs, { attemptId, userId: person.id }, GRADINGS);
      expect(again).toEqual({
        attemptId,
        gradeId,
        contentHash,
        isQueued,
        submittedAt: expect.any(String),
      });
    }
    expect(jobs.gradeIds).toHaveLength(GRADINGS.perDay);
    // What was queued waits for the hour at most.
    const load = createContentLoader(database.db);
    const taken = await Promise.all(
      jobs.gradeIds.map((id) => takeGrading(database.db, id, load, GRADINGS)),
    );
    expect(taken.filter((task) => task === "held")).toHaveLength(1);
  });

  it("can be marked at once, and asked for when the day allows", async () => {
    await useUpTheDay();
    const { attemptId, gradeId } = await handInOne();
    const early = await open(attemptId);
    expect(early.marking).toEqual({ to: `/attempts/${attemptId}/mark`, hasBegun: false });
    const ask = await getAskTime(database.db, person.id, GRADINGS);
    expect(early.ask?.from).toBe(ask?.from);
    expect(early.ask?.inMs).toBeGreaterThan(23.9 * HOUR_MS);
    expect(early.ask?.inMs).toBeLessThanOrEqual(24 * HOUR_MS);

    await letTimePass(24 * HOUR_MS);
    expect((await open(attemptId)).ask).toBeNull();
    expect(await askFor(attemptId)).toMatchObject({ status: 302 });
    expect(await readGrade(attemptId)).toMatchObject({
      id: gradeId,
      status: "queued",
      errorKind: null,
      errorMessage: null,
      slotAt: expect.any(Date),
    });
    expect(jobs.gradeIds).toContain(gradeId);
  });

  it("is refused a grade before, with the time in the reader's zone", async () => {
    await useUpTheDay();
    const { attemptId } = await handInOne();
    const refused = await askFor(attemptId, "zone=Asia%2FKolkata");
    if (!(refused instanceof Response)) throw new Error("it was not refused");
    expect(refused.status).toBe(429);
    const ask = await getAskTime(database.db, person.id, GRADINGS);
    const freeAt = new Date(ask?.from ?? 0);
    const shown = new Intl.DateTimeFormat("en-GB", {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      timeZone: "Asia/Kolkata",
    }).format(new Date(Math.ceil(freeAt.getTime() / 60_000) * 60_000));
    expect(await refused.json()).toEqual({
      code: "too_many",
      userMessage: `You asked for 3 grades in 24 hours, the most that this server gives one person. Nothing is lost. You can ask again from ${shown}.`,
    });
    expect(await readGrade(attemptId)).toMatchObject({ status: "needs_attention" });
  });

  it("is the same at the deadline, and its candidate hears of it", async () => {
    await useUpTheDay();
    const attemptId = await openAttempt(database.db, person.id);
    await database.db
      .update(attempts)
      .set({ deadlineAt: sql`now() - interval '1 hour'` })
      .where(eq(attempts.id, attemptId));
    const before = jobs.gradeIds.length;
    const options = { mode: "standard" as const, limit: 10, gradings: GRADINGS };
    await submitOverdue(database.db, jobs, options, { queueError: throwIt, refusal: throwIt });
    expect(await readGrade(attemptId)).toMatchObject({ errorKind: DAY_USED_UP });
    expect(jobs.gradeIds).toHaveLength(before);
    const told = await database.db.select().from(notices).where(eq(notices.attemptId, attemptId));
    expect(told).toMatchObject([{ kind: "not_graded", userId: person.id }]);
  });

  it("is said in the list of attempts, and before the next one is begun", async () => {
    await useUpTheDay();
    const { attemptId } = await handInOne();
    const context = await contextOf(person);
    const request = new Request("http://localhost/attempts");
    const list = await listPage({ request, params: {}, context });
    expect(list.attempts?.find(({ id }) => id === attemptId)?.errorKind).toBe(DAY_USED_UP);
    expect(list.ask?.inMs).toBeGreaterThan(0);
    const problem = await problemPage({ request, params: { slug: RAG }, context });
    expect(problem.ask?.from).toBe(list.ask?.from);
  });

  it("is nothing that failed: no admin is asked to look, and no retry takes it", async () => {
    const before = await getAttention(database.db);
    await useUpTheDay();
    const { attemptId, gradeId } = await handInOne();
    expect((await getAttention(database.db)).failedGradings).toBe(before.failedGradings);
    const { attention } = await getQueue(database.db, jobs, throwIt);
    expect(attention.map(({ errorKind }) => errorKind)).not.toContain(DAY_USED_UP);
    const admin = await createPerson(database.db, "admin");
    for (const retry of [{ gradeId }, { errorKind: DAY_USED_UP }]) {
      const order = { actorId: admin.id, retry };
      expect(await requestFailedGrades(database.db, jobs, order, throwIt)).toBe(0);
    }
    const reviewer = await createPerson(database.db, "reviewer");
    const { items } = await listQueue(
      database.db,
      reviewer.id,
      queueFilterSchema.parse({ sort: "newest" }),
    );
    expect(items.find((item) => item.attemptId === attemptId)).toMatchObject({
      isFailed: false,
      isLeftToAsk: true,
    });
  });

  it("can be graded at once by a reviewer, on whom that counts, up to their own day", async () => {
    await useUpTheDay();
    const { attemptId } = await handInOne();
    const reviewer = await createPerson(database.db, "reviewer");
    const gradings = { perHour: 5, perDay: 1 };
    await requestRegrade(database.db, jobs, { attemptId, reviewer, gradings }, throwIt);
    const other = await handInOne();
    const again = { attemptId: other.attemptId, reviewer, gradings };
    expect(await codeOf(requestRegrade(database.db, jobs, again, throwIt))).toBe("too_many");
    const model = { attemptId: other.attemptId, viewer: reviewer, hasModel: true, gradings };
    expect(await codeOf(requestModelGrade(database.db, jobs, model, throwIt))).toBe("too_many");
  });
});
