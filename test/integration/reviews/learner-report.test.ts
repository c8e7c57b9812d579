import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { attempts, revisions } from "#server/db/tables/attempts";
import { setOverride } from "#server/reviews/set-override";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { loader as reportLoader } from "~/routes/report/report";
import { loader as solutionLoader } from "~/routes/report/solution";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { gradeWith, handInWork } from "./review-world";

let database: TestDatabase;
let world: PageWorld;
let candidate: Viewer;
let attemptId: string;
let gradeId: string;

beforeAll(async () => {
  database = await createContentDatabase();
  world = createPageWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  candidate = await createPerson(database.db);
  ({ attemptId, gradeId } = await handInWork(database.db, candidate.id));
});

async function argsFor(viewer: Viewer, path: string) {
  const { token } = await createSession(database.db, viewer.id);
  const request = new Request(`http://localhost${path}`);
  return { request, params: { attemptId }, context: await world.contextFor(token) };
}

/** The report, once somebody has chosen to see it. */
async function readReport(viewer = candidate) {
  await database.db.execute(
    sql`insert into review_sights (attempt_id, person_id) values (${attemptId}, ${viewer.id})
      on conflict do nothing`,
  );
  return reportLoader(await argsFor(viewer, `/attempts/${attemptId}/report`));
}

const sectionOf = (rubric: Rubric, section: string) =>
  rubric.criteria.filter((criterion) => criterion.section === section);

describe("the next forty minutes", () => {
  it("begin with the section of which nothing is there", async () => {
    const probe = await handInWork(database.db, (await createPerson(database.db)).id);
    const rubric = await gradeWith(database.db, probe.gradeId, "met");
    const missed = sectionOf(rubric, "evaluation").map(({ id }) => [id, { verdict: "not_met" }]);
    const named = Object.fromEntries(missed) as Record<string, { verdict: "not_met" }>;
    await gradeWith(database.db, gradeId, "met", named);
    const { next } = await readReport();
    expect(next?.steps[0]).toMatchObject({ kind: "retry", section: "evaluation", minutes: 20 });
    expect(next?.isEstimate).toBe(false);
  });

  it("go by what a reviewer decided", async () => {
    const rubric = await gradeWith(database.db, gradeId, "met");
    const before = await readReport();
    expect(before.next?.steps.map(({ kind }) => kind)).not.toContain("retry");
    const missed = sectionOf(rubric, "scenario").find(({ level }) => level === "mid");
    const reviewer = await createPerson(database.db, "reviewer");
    await setOverride(
      database.db,
      { attemptId, reviewer },
      {
        gradeId,
        criterionId: missed?.id ?? "",
        verdict: "not_met",
        reason: "It isn't there.",
        basedOn: null,
      },
    );
    const { next, graded } = await readReport();
    const [first] = next?.steps ?? [];
    expect(first).toMatchObject({ kind: "drill", section: "scenario" });
    expect(first && "criteria" in first ? first.criteria : []).toEqual([missed?.id]);
    expect(graded?.head).toMatchObject({ kind: "grade", judged: { kind: "grade", total: 100 } });
    expect(graded?.head.kind === "grade" && graded.head.total).toBeLessThan(100);
    const scenario = graded?.sections.find(({ section }) => section === "scenario");
    expect(scenario?.score?.percent).toBeLessThan(100);
  });

  it("name another problem where nothing was missed, and one that is there", async () => {
    await gradeWith(database.db, gradeId, "met");
    const { next, report } = await readReport();
    const last = next?.steps.at(-1);
    if (last?.kind !== "problem") throw new Error("no problem is named");
    expect(last.problem.slug).not.toBe(report.problem.slug);
  });

  it("are the candidate's alone", async () => {
    await gradeWith(database.db, gradeId, "not_met");
    expect((await readReport(await createPerson(database.db, "reviewer"))).next).toBeNull();
  });
});

/** The attempt took half an hour; its one save wrote the scenario and drew a box after two minutes. */
async function spreadOut(): Promise<void> {
  await database.db
    .update(attempts)
    .set({ startedAt: sql`submitted_at - interval '30 minutes'` })
    .where(eq(attempts.id, attemptId));
  await database.db
    .update(revisions)
    .set({
      createdAt: sql`(select started_at from attempts where id = ${attemptId}) + interval '2 minutes'`,
    })
    .where(eq(revisions.attemptId, attemptId));
}

describe("the time of each section", () => {
  it("is counted from the saves, beside the plan", async () => {
    await spreadOut();
    await gradeWith(database.db, gradeId, "not_met");
    const { work, report } = await readReport();
    expect(work?.time).toMatchObject({ drawing: 1, quiet: 28, isWhole: true });
    const rows = work?.time?.rows ?? [];
    expect(rows[0]).toMatchObject({ section: "scenario", spent: 1 });
    expect(rows.slice(1).map(({ spent }) => spent)).toEqual([0, 0, 0, 0]);
    const planned = rows.reduce((sum, { plan }) => sum + (plan ?? 0), 0);
    expect(Math.abs(planned - (report.attempt.minutes ?? 0))).toBeLessThanOrEqual(2);
  });

  it("says where saves are gone, and is nothing where all are", async () => {
    await spreadOut();
    await database.db.update(revisions).set({ seq: 5 }).where(eq(revisions.attemptId, attemptId));
    await gradeWith(database.db, gradeId, "not_met");
    expect((await readReport()).work?.time?.isWhole).toBe(false);
    await database.db.delete(revisions).where(eq(revisions.attemptId, attemptId));
    expect((await readReport()).work?.time).toBeNull();
  });
});

describe("the worked solution", () => {
  it("has one's own drawing beside it where that is asked for", async () => {
    const path = `/attempts/${attemptId}/solution`;
    expect((await solutionLoader(await argsFor(candidate, path))).hasOwn).toBe(false);
    const beside = await solutionLoader(await argsFor(candidate, `${path}?beside=drawing`));
    expect(beside.hasOwn).toBe(true);
  });
});
