import { randomUUID } from "node:crypto";
import { createRequestHandler } from "@remix-run/node";
import { and, eq, inArray } from "drizzle-orm";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "#server/env";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { startDrill } from "#server/attempts/start-drill";
import { saveAttempt } from "#server/attempts/save-attempt";
import { playFrames } from "#domain/attempts/replay/timeline";
import { SAMPLE_NAMES } from "#domain/problems/samples";
import { saveSchema } from "#domain/attempts/save.schema";
import { cohorts, users } from "#server/db/tables/accounts";
import { answers, attempts } from "#server/db/tables/attempts";
import { drafts } from "#server/db/tables/authoring";
import { grades } from "#server/db/tables/grades";
import { getDrawing } from "#server/attempts/get-drawing";
import { getReport } from "#server/grades/get-report";
import type { Scene } from "#domain/diagram/scene.schema";
import { toResult, toStandingResult } from "#domain/grading/result";
import type { Result } from "#domain/grading/result";
import { getProgress } from "#server/practice/get-progress";
import { getReview } from "#server/reviews/get-review";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { sweepCards, sweepGradings, sweepOverdue } from "#server/worker/sweep";
import { createRecordingQueue, submit } from "../../support/attempts";
import type { TestDatabase } from "../../support/database";
import { loadPageBuild } from "../../support/page-build";
import { createPageWorld, postForm, readToken } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { formatTotal } from "~/lib/report/format";
import type { Replay } from "~/lib/report/replay-view";
import { sayJudged } from "~/lib/report/result-words";
import { sayVerdicts } from "~/lib/report/verdict-words";
import { action as signInAction } from "~/routes/account/sign-in";
import { action as submitAction } from "~/routes/practice/workspace";
import { takeWithoutLimit } from "../../support/take-without-limit";
import { listRoutes } from "../rights/route-table";
import { OLD_PASSWORD, readOldReports, restoreOldDatabase, upgradeDatabase } from "./old-database";
import type { OldReport } from "./old-database";
import { summariseReport } from "./summarise-report";

const oldReports = await readOldReports();
const graded = oldReports.filter(({ grade }) => grade !== null);
const render = createRequestHandler(await loadPageBuild(), "test");
const log = pino({ level: "silent" });

let database: TestDatabase;
let pages: PageWorld;
let jobs: ReturnType<typeof createRecordingQueue>;

beforeAll(async () => {
  jobs = createRecordingQueue();
  database = await restoreOldDatabase();
  await upgradeDatabase(database);
  pages = createPageWorld(database, jobs);
});
afterAll(async () => {
  await pages.close();
  await database.drop();
});

async function findPerson(name: string): Promise<Viewer> {
  const [person] = await database.db
    .select({ id: users.id, name: users.name, email: users.email, role: users.role })
    .from(users)
    .where(eq(users.name, name));
  if (!person) throw new Error(`${name} is gone`);
  return person;
}

/** The page as this person's browser gets it. */
async function open(name: string, path: string): Promise<{ status: number; html: string }> {
  const person = await findPerson(name);
  const { token } = await createSession(database.db, person.id);
  const request = new Request(`http://localhost${path}`);
  const response = await render(request, await pages.contextFor(token));
  return { status: response.status, html: await response.text() };
}

/** What is recomputed after a review says "at" a bar within four points of it; it was eight then. */
function withoutNearness<T>(review: T): unknown {
  return JSON.parse(
    JSON.stringify(review, (key, value: unknown) =>
      key === "standing" && typeof value === "string" ? undefined : value,
    ),
  );
}

describe("reports of the old database", () => {
  it("are at least twenty with a grade, and one without", () => {
    expect(graded.length).toBeGreaterThanOrEqual(20);
    expect(oldReports.length).toBeGreaterThan(graded.length);
  });

  it.each(oldReports.map((old, index) => [`${index + 1}, ${old.problem.slug}`, old] as const))(
    "%s: verdicts, evidence, points and reviewers' verdicts are what they were",
    async (_, old) => {
      const viewer = await findPerson(old.candidate);
      const who = { attemptId: old.attempt.id, viewer };
      const [report, drawing, review] = await Promise.all([
        getReport(database.db, who),
        getDrawing(database.db, who),
        getReview(database.db, who),
      ]);
      // As JSON, as it was kept: a moment and `undefined` have no form of their own there.
      const now: unknown = JSON.parse(
        JSON.stringify(summariseReport(report, drawing, review, old.candidate)),
      );
      const { grades: versions, ...oldReview } = old.review;
      expect(now).toMatchObject({ ...old, review: withoutNearness(oldReview) });
      const { isEstimate = false } = old.grade?.judge ?? {};
      // The points are in the database as they were; what people see of an estimate is a range.
      expect(now).toMatchObject({
        review: {
          grades: versions.map(({ total, ...version }) => ({
            ...version,
            result: toResult({ total, isEstimate, isUnreadable: false }),
          })),
        },
      });
    },
  );

  it.each(graded.map((old, index) => [`${index + 1}, ${old.problem.slug}`, old] as const))(
    "%s: the page shows the old points and reasons, of an estimate its range, and what people made of it",
    async (_, old) => {
      const { status, html } = await open(old.candidate, `/attempts/${old.attempt.id}/report`);
      expect(status).toBe(200);
      const text = toText(html);
      const { total = 0, criteria = [], judge } = old.grade ?? {};
      const { stands, signed, verdicts } = old.review;
      const isEstimate = judge?.isEstimate === true;
      const isSigned = signed?.isCurrent === true;
      const alone = toResult({ total, isEstimate, isUnreadable: false });
      if (alone === null || stands === null) throw new Error("the old report has no points");
      const result = toStandingResult(alone, { total: stands.total, isSigned });
      expect(text).toContain(`${sayPoints(result)}of100`);
      if (verdicts.length > 0 || result.kind !== alone.kind) {
        expect(text).toContain(toText(sayJudged(alone)));
      }
      if (isEstimate) return;
      const unsaid = criteria.filter(
        ({ reasoning }) => !text.includes(toText(sayVerdicts(reasoning))),
      );
      expect(unsaid).toEqual([]);
    },
  );
});

/** As the head of a report has them. */
function sayPoints(result: Result): string {
  if (result.kind === "grade") return formatTotal(result.total);
  return result.kind === "estimate" ? `${result.low}to${result.high}` : "";
}

/**
 * The words of a page, without tags and white space. React 18 leaves NULs where a piece of its
 * stream ends before a character of several bytes (react/react#24985); browsers drop them.
 */
function toText(html: string): string {
  const words = html.replaceAll("\0", "").replace(/<script.*?<\/script>|<[^>]*>/gs, "");
  const read = words.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (whole) => ENTITIES[whole] ?? whole);
  return read.replace(/\s+/g, "");
}
const ENTITIES: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&#39;": "'",
};

describe("replays of the old database", () => {
  it.each(oldReports.map((old, index) => [`${index + 1}, ${old.problem.slug}`, old] as const))(
    "%s: go as far as its saves do, and end with what was handed in",
    async (_, old) => {
      const { id } = old.attempt;
      const [kept] = await database.sql<{ saves: number; made: number }[]>`
        select revision as made, (select count(*)::int from revisions
          where attempt_id = attempts.id and kind <> 'late') as saves
        from attempts where id = ${id}`;
      const { status, html } = await open(old.candidate, `/attempts/${id}/replay/frames`);
      expect(status).toBe(200);
      const replay = JSON.parse(html) as Replay;
      expect(replay.saves).toBe(kept?.saves);
      const isKnown = kept?.saves !== 0 || kept.made === 0;
      expect(replay.knownFrom === null).toBe(!isKnown);
      const who = { attemptId: id, viewer: await findPerson(old.candidate) };
      const report = await getReport(database.db, who);
      const drawn = JSON.parse(await getDrawing(database.db, who)) as Scene;
      const { texts, elements } = playFrames(replay.frames);
      expect(texts).toMatchObject(report.answers);
      expect([...elements.keys()].sort()).toEqual(drawn.elements.map((e) => e.id).sort());
    },
  );
});

describe("progress over the old database", () => {
  it("has every old grade and estimate of its candidate, each by itself", async () => {
    const at = { now: new Date(), timeZone: "UTC" };
    for (const name of new Set(graded.map(({ candidate }) => candidate))) {
      const { id } = await findPerson(name);
      const { scores } = await getProgress(database.db, id, at);
      const olds = graded.filter(({ candidate }) => candidate === name);
      const idsOf = (list: typeof olds) => list.map(({ attempt }) => attempt.id).sort();
      const isEstimate = ({ grade, review }: (typeof olds)[number]) =>
        grade?.judge.isEstimate === true && review.signed?.isCurrent !== true;
      expect(scores.grades.map(({ attemptId }) => attemptId).sort(), name).toEqual(
        idsOf(olds.filter((old) => !isEstimate(old))),
      );
      expect(scores.estimates.map(({ attemptId }) => attemptId).sort(), name).toEqual(
        idsOf(olds.filter(isEstimate)),
      );
    }
  });

  it("makes cards of what old grades say was missed", async () => {
    const [card] = await database.sql<{ count: number }[]>`
      select count(*)::int as count from card_refreshes`;
    expect(card?.count).toBeGreaterThan(0);
    await sweepCards({ db: database.db });
    const cards = await database.sql<{ userId: string }[]>`
      select user_id as "userId" from practice_cards`;
    expect(cards.length).toBeGreaterThan(0);
  });
});

describe("pages over the old database", () => {
  it("open for the people they are for, every one of them", { timeout: 180_000 }, async () => {
    const pages = await listPages();
    // No dump holds the token of a link, only its hash; no old grade has a point to challenge.
    const routes = listRoutes().filter(({ path }) => !/:token|\/challenge$/.test(path));
    const unlisted = routes.filter(({ path }) => !pages.some((page) => isOf(path, page[1])));
    expect(unlisted.map(({ path }) => path)).toEqual([]);
    const broken: string[] = [];
    for (const [name, path] of pages) {
      const { status } = await open(name, path);
      if (status >= 400) broken.push(`${status} ${path}`);
    }
    // The tests below are about what the dump left under way.
    await database.db.delete(attempts).where(eq(attempts.kind, "drill"));
    expect(broken).toEqual([]);
  });
});

type Page = [name: string, path: string];

/** Pages without parameters, and the others with every old row that they can show. */
async function listPages(): Promise<Page[]> {
  const { db } = database;
  const [people, classes, desks] = await Promise.all([
    db.select({ id: users.id }).from(users),
    db.select({ id: cohorts.id }).from(cohorts),
    db.select({ id: drafts.id }).from(drafts),
  ]);
  const plain = listRoutes().filter(({ path }) => !/[:*]/.test(path));
  const slugs = [...new Set(oldReports.map(({ problem }) => problem.slug))];
  const [first] = graded;
  const signed = graded.find(({ review }) => review.signed?.isCurrent);
  const untimed = await findOpen("Fay");
  const attempt = `/attempts/${first?.attempt.id}`;
  return [
    ...plain.map(({ path }): Page => ["Ada", path]),
    ...slugs.map((slug): Page => ["Fay", `/problems/${slug}`]),
    ...SAMPLE_NAMES.map((name): Page => ["Fay", `/sample/${name}`]),
    ...slugs.map((slug): Page => ["Ada", `/admin/problems/${slug}`]),
    ...slugs.map((slug): Page => ["Ada", `/admin/problems/${slug}/files/rubrics/${slug}.yaml`]),
    ...people.map(({ id }): Page => ["Ada", `/admin/people/${id}`]),
    ...classes.map(({ id }): Page => ["Ada", `/admin/people/cohorts/${id}`]),
    ...desks.map(({ id }): Page => ["Bea", `/admin/drafts/${id}`]),
    ...desks.map(({ id }): Page => ["Bea", `/admin/drafts/${id}/drawing`]),
    ...desks.map(({ id }): Page => ["Bea", `/admin/drafts/${id}/answer`]),
    ...oldReports.map((old): Page => ["Dora", `/review/${old.attempt.id}`]),
    ...[7, 8, 9].map((n): Page => ["Eva", `/review/ratings/${oldReports[n]?.attempt.id}`]),
    ["Carl", `/review/agreement/labels/${signed?.attempt.id}/answer.md`],
    ["Fay", `/attempts/${untimed}`],
    ["Fay", `/attempts/${untimed}/questions`],
    ["Fay", `/attempts/${untimed}/probes`],
    ["Fay", `/attempts/${untimed}/hints`],
    [first?.candidate ?? "", `${attempt}/report`],
    [first?.candidate ?? "", `${attempt}/solution`],
    [first?.candidate ?? "", `${attempt}/replay`],
    [first?.candidate ?? "", `${attempt}/replay/frames`],
    [first?.candidate ?? "", `${attempt}/compare`],
    [first?.candidate ?? "", `${attempt}/drawing`],
    [first?.candidate ?? "", `${attempt}/mark`],
    [first?.candidate ?? "", `${attempt}/share`],
    [first?.candidate ?? "", `${attempt}/retry?section=evaluation`],
    ...(await startDrills(first)),
    [first?.candidate ?? "", `${attempt}/appeal?criterion=${first?.grade?.criteria[0]?.id}`],
    ...STUDY_PAGES,
  ];
}

/** An open drill out of an old report, and one that was handed in. */
async function startDrills(old: OldReport | undefined): Promise<Page[]> {
  if (!old) throw new Error("no old report has a grade");
  const { db } = database;
  const { id: userId } = await findPerson(old.candidate);
  const from = old.attempt.id;
  await recordOwnSight(db, { attemptId: from, userId });
  const [open, done] = await Promise.all(
    (old.grade?.criteria ?? [])
      .slice(0, 2)
      .map(({ id }) => startDrill(db, { problem: old.problem.slug, criteria: [id], from, userId })),
  );
  await submit(db, createRecordingQueue(), { attemptId: done?.attemptId ?? "", userId });
  return [
    [old.candidate, `/drills/${open?.attemptId}`],
    [old.candidate, `/drills/${done?.attemptId}/result`],
  ];
}

const STUDY_PAGES: Page[] = [
  ["Fay", "/learn/topics/kv-cache"],
  ["Fay", "/learn/tracks/four-weeks"],
];

/** Whether a URL is one of the route's. */
function isOf(route: string, url: string): boolean {
  const path = url.replace(/\?.*/, "");
  return new RegExp(`^${route.replace(/:\w+/g, "[^/]+").replace("*", ".+")}$`).test(path);
}

/** The attempt that this person had under way when the dump was made. */
async function findOpen(name: string): Promise<string> {
  const { id: userId } = await findPerson(name);
  const [row] = await database.db
    .select({ id: attempts.id })
    .from(attempts)
    .where(and(eq(attempts.userId, userId), eq(attempts.status, "in_progress")));
  if (!row) throw new Error(`${name} has nothing under way`);
  return row.id;
}

describe("work that the upgrade fell into", () => {
  it("takes up gradings that waited, and the one whose worker was killed", async () => {
    const { db } = database;
    const open = await db
      .select({ id: grades.id, status: grades.status, leaseEpoch: grades.leaseEpoch })
      .from(grades)
      .where(inArray(grades.status, ["queued", "running"]));
    expect(open.map(({ status }) => status)).toEqual(expect.arrayContaining(["queued", "running"]));
    const swept = createRecordingQueue();
    await sweepGradings({ db, jobs: swept });
    expect(swept.gradeIds).toEqual(expect.arrayContaining(open.map(({ id }) => id)));
    for (const { id, leaseEpoch } of open) {
      const task = await takeWithoutLimit(db, id);
      expect(task?.lease).toEqual({ gradeId: id, leaseEpoch: leaseEpoch + 1 });
      expect(task?.answers.scenario).not.toBe("");
    }
  });

  it("lets people in with the passwords they had, and nobody who was shut out", async () => {
    async function signIn(email: string, password: string): Promise<boolean> {
      const context = await pages.contextFor(null);
      const request = postForm("/sign-in", { email, password });
      const answer = await signInAction({ request, params: {}, context });
      return answer instanceof Response && readToken(answer) !== null;
    }
    for (const name of ["ada", "bea", "carl", "fay", "gil", "mia"]) {
      expect(await signIn(`${name}@example.org`, OLD_PASSWORD)).toBe(true);
    }
    expect(await signIn("lou@example.org", OLD_PASSWORD)).toBe(false);
    expect(await signIn("fay@example.org", `${OLD_PASSWORD}!`)).toBe(false);
  });

  it("goes on in an open attempt where it was, and is handed in", async () => {
    const { db } = database;
    const attemptId = await findOpen("Fay");
    const { id: userId } = await findPerson("Fay");
    const where = and(eq(answers.attemptId, attemptId), eq(answers.section, "scenario"));
    const [before] = await db.select().from(answers).where(where);
    const { text = "", revision = 0, clientId = "" } = before ?? {};
    expect(text).toContain("We go on from there.");
    const insert = " And after the upgrade we go on.";
    const splice = { kind: "splice", baseRevision: revision, start: text.length, deleteCount: 0 };
    const save = saveSchema.parse({
      clientId,
      seq: 1_000,
      texts: { scenario: { ...splice, insert, length: text.length + insert.length } },
    });
    const reply = await saveAttempt(db, { attemptId, userId, save });
    expect(reply).toMatchObject({ outcome: "saved", revisions: { scenario: revision + 1 } });
    const { token } = await createSession(db, userId);
    const request = postForm(`/attempts/${attemptId}`, { submitKey: randomUUID() });
    const context = await pages.contextFor(token);
    await submitAction({ request, params: { attemptId }, context });
    const [after] = await db.select().from(answers).where(where);
    expect(after?.text).toBe(text + insert);
    const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
    expect(attempt).toMatchObject({ status: "submitted", submittedBy: "candidate" });
    const [grade] = await db.select().from(grades).where(eq(grades.attemptId, attemptId));
    expect(jobs.gradeIds).toContain(grade?.id);
  });

  it("hands in by the sweep what had run out", async () => {
    const attemptId = await findOpen("Gil");
    await sweepOverdue({
      db: database.db,
      jobs,
      log,
      mode: "standard",
      gradings: DEFAULT_LIMITS.gradings,
    });
    const [attempt] = await database.db.select().from(attempts).where(eq(attempts.id, attemptId));
    expect(attempt).toMatchObject({ status: "submitted", submittedBy: "deadline" });
  });
});
