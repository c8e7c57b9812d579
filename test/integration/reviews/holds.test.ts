import { createRequestHandler } from "@remix-run/node";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { queueFilterSchema, toSeen } from "#domain/reviews/review.schema";
import { createCohort } from "#server/accounts/create-cohort";
import { listOwnFiles } from "#server/accounts/list-own-files";
import { saveCohortMember } from "#server/accounts/save-cohort-member";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { createShareLink } from "#server/grades/create-share-link";
import { getReport } from "#server/grades/get-report";
import { readGradedMarks } from "#server/practice/read-marks";
import { readScores } from "#server/practice/read-scores";
import { challengePoint } from "#server/reviews/challenge-point";
import { getReview } from "#server/reviews/get-review";
import { keepPoint } from "#server/reviews/keep-point";
import { listQueue } from "#server/reviews/list-queue";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { saveRatingMark } from "#server/reviews/save-rating-mark";
import { setOverride } from "#server/reviews/set-override";
import { signReview } from "#server/reviews/sign-review";
import { startRating } from "#server/reviews/start-rating";
import { strikePoint } from "#server/reviews/strike-point";
import { submitRating } from "#server/reviews/submit-rating";
import { undoPointEdit } from "#server/reviews/undo-point-edit";
import { withdrawOverride } from "#server/reviews/withdraw-override";
import { pointEdits } from "#server/db/tables/reviews";
import type { Lowered } from "#domain/grading/grade.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { makeDebrief, makePoint } from "../../support/debrief";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { loadPageBuild } from "../../support/page-build";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { codeOf, gradeWith, handInWork } from "./review-world";

const render = createRequestHandler(await loadPageBuild(), "test");
const HEADLINE = "Your bill is ten times too low";

let database: TestDatabase;
let pages: PageWorld;
let candidate: Viewer;
let ada: Viewer;
let attemptId: string;
let gradeId: string;
let rubric: Rubric;

beforeAll(async () => {
  database = await createContentDatabase();
  pages = createPageWorld(database);
}, 120_000);
afterAll(async () => {
  await pages.close();
  await database.drop();
});
beforeEach(async () => {
  candidate = await createPerson(database.db);
  ada = await createPerson(database.db, "reviewer");
  ({ attemptId, gradeId, rubric } = await handInHeld());
});

type Named = Parameters<typeof gradeWith>[3];

/** Everything is met, and one point holds the level, which bears on the first two criteria. */
async function handInHeld(named?: Named) {
  const handedIn = await handInWork(database.db, candidate.id);
  const debrief = ({ criteria }: Rubric) =>
    makeDebrief({
      points: [
        makePoint({ headline: HEADLINE, criterionIds: criteria.slice(0, 2).map(({ id }) => id) }),
      ],
    });
  const asked = await gradeWith(database.db, handedIn.gradeId, "met", named, null, debrief, ["p1"]);
  await recordOwnSight(database.db, { attemptId: handedIn.attemptId, userId: candidate.id });
  return { ...handedIn, rubric: asked };
}

const at = (reviewer = ada) => ({ attemptId, reviewer });
const strike = () =>
  strikePoint(database.db, at(), { gradeId, pointId: "p1", reason: "It isn't so." });

async function undoStrike(): Promise<void> {
  const [edit] = await database.db
    .select({ id: pointEdits.id })
    .from(pointEdits)
    .where(eq(pointEdits.gradeId, gradeId))
    .orderBy(desc(pointEdits.createdAt));
  await undoPointEdit(database.db, at(), { editId: edit?.id ?? "" });
}

async function decide(index: number, verdict: "met" | "not_met" = "met"): Promise<string> {
  const criterionId = rubric.criteria[index]?.id ?? "";
  const verdictOf = { gradeId, criterionId, verdict, reason: "I read it.", basedOn: null };
  return setOverride(database.db, at(), verdictOf).then(async () => {
    const { verdicts } = await getReview(database.db, { attemptId, viewer: ada });
    return verdicts.find((one) => one.criterionId === criterionId)?.id ?? "";
  });
}

const holding = async () =>
  (await getReview(database.db, { attemptId, viewer: ada })).stands?.holds.map(({ id }) => id);

/** A page as its reader sees it, with its data. */
async function open(path: string, viewer: Viewer | null): Promise<string> {
  const token = viewer && (await createSession(database.db, viewer.id)).token;
  const request = new Request(`http://localhost${path}`);
  const response = await render(request, await pages.contextFor(token));
  expect(response.status).toBe(200);
  return (await response.text()).replaceAll("\0", "").replaceAll("<!-- -->", "");
}

async function share(): Promise<string> {
  const who = { attemptId, userId: candidate.id };
  const { token } = await createShareLink(database.db, {
    ...who,
    days: 7,
    showsName: false,
    showsScore: false,
  });
  return `/shared/${token}`;
}

async function joinCohort(admin: Viewer): Promise<string> {
  const { cohortId } = await createCohort(database.db, {
    actorId: admin.id,
    name: `Held ${candidate.id}`,
  });
  const member = { actorId: admin.id, cohortId, person: { id: candidate.id } };
  await saveCohortMember(database.db, member);
  return `/admin/people/cohorts/${cohortId}`;
}

async function rateBlindly(rater: Viewer): Promise<string> {
  await startRating(database.db, at(rater));
  for (const { id } of rubric.criteria) {
    await saveRatingMark(database.db, at(rater), { criterionId: id, verdict: "met" });
  }
  await submitRating(database.db, at(rater));
  return `/review/ratings/${attemptId}`;
}

async function compare(): Promise<string> {
  await handInHeld();
  return `/attempts/${attemptId}/compare`;
}

type Where = () => Promise<{ path: string; as: Viewer | null; readsPoints: boolean }>;

/** Every page that states a total, and whether its reader has a right to the debrief there. */
const PAGES: Record<string, Where> = {
  report: async () => ({ path: `/attempts/${attemptId}/report`, as: candidate, readsPoints: true }),
  "a reviewer's report": async () => ({
    path: `/attempts/${attemptId}/report`,
    as: ada,
    readsPoints: true,
  }),
  "shared report": async () => ({ path: await share(), as: null, readsPoints: true }),
  attempts: async () => ({ path: "/attempts", as: candidate, readsPoints: true }),
  problems: async () => ({ path: "/problems", as: candidate, readsPoints: true }),
  home: async () => ({ path: "/", as: candidate, readsPoints: true }),
  progress: async () => ({ path: "/progress", as: candidate, readsPoints: true }),
  comparison: async () => ({ path: await compare(), as: candidate, readsPoints: true }),
  review: async () => ({ path: `/review/${attemptId}`, as: ada, readsPoints: true }),
  "review queue": async () => ({
    path: "/review?show=all&sort=newest",
    as: ada,
    readsPoints: false,
  }),
  rating: async () => ({ path: await rateBlindly(ada), as: ada, readsPoints: true }),
  cohort: async () => {
    const admin = await createPerson(database.db, "admin");
    return { path: await joinCohort(admin), as: admin, readsPoints: false };
  },
  person: async () => ({
    path: `/admin/people/${candidate.id}`,
    as: await createPerson(database.db, "admin"),
    readsPoints: false,
  }),
};

describe("a held level", () => {
  it.each(Object.entries(PAGES))("is said on the page: %s", async (_name, where) => {
    const { path, as, readsPoints } = await where();
    const held = await open(path, as);
    expect(held).toMatch(/[Hh]eld at mid/);
    expect(held).not.toMatch(/[Ss]taff level\.|at the staff bar|between senior and staff/);
    if (!readsPoints) expect(held).not.toContain(HEADLINE);
  });

  it("is said no more on any of them once a reviewer strikes the point", async () => {
    await database.sql`delete from review_sights where person_id = ${ada.id}`;
    const opened = await Promise.all(
      Object.entries(PAGES)
        // Of a queue, a list of all, other tests' work is there too.
        .filter(([name]) => !["review queue", "comparison"].includes(name))
        .map(async ([name, where]) => ({ name, ...(await where()) })),
    );
    await strike();
    for (const { name, path, as } of opened) {
      expect({ name, isHeld: /[Hh]eld at mid/.test(await open(path, as)) }).toEqual({
        name,
        isHeld: false,
      });
    }
  });

  it("is in the archive of its owner, and not before they have opened the report", async () => {
    const read = async () => {
      const files = await listOwnFiles(database.db, candidate.id);
      return (await Promise.all(files.map((file) => file.read()))).join("\n");
    };
    expect(await read()).toContain('"heldBy": [\n        "p1"');
    await strike();
    expect(await read()).not.toContain('"p1"');
    await undoStrike();
    await database.sql`delete from review_sights where attempt_id = ${attemptId}`;
    expect(await read()).not.toContain('"p1"');
  });

  it("is gone with a strike, back when that is undone, and both unsign the grade", async () => {
    const sign = async () => {
      await signReview(database.db, at(), { gradeId, seen: toSeen([]) });
    };
    const isSigned = async () =>
      (await getReview(database.db, { attemptId, viewer: ada })).signed !== null;
    expect(await holding()).toEqual(["p1"]);
    await sign();
    await strike();
    expect([await holding(), await isSigned()]).toEqual([[], false]);
    await sign();
    await undoStrike();
    expect([await holding(), await isSigned()]).toEqual([["p1"], false]);
  });

  it("is lifted by a person's met on every criterion the point is about, not on one", async () => {
    await decide(0);
    expect(await holding()).toEqual(["p1"]);
    const last = await decide(1);
    expect(await holding()).toEqual([]);
    await withdrawOverride(database.db, at(), { overrideId: last });
    expect(await holding()).toEqual(["p1"]);
    await decide(1, "not_met");
    expect(await holding()).toEqual(["p1"]);
  });

  it("says nothing where the total is below senior anyway", async () => {
    for (const [index] of rubric.criteria.entries()) await decide(index, "not_met");
    expect(await holding()).toEqual(["p1"]);
    expect(await open("/attempts", candidate)).not.toMatch(/[Hh]eld at/);
    expect(await open(`/attempts/${attemptId}/report`, candidate)).not.toMatch(/[Hh]eld at/);
  });
});

describe("a challenge of a point that holds the level", () => {
  const challenge = (note = "The bill is in the next sentence.") =>
    codeOf(
      challengePoint(
        database.db,
        { attemptId, userId: candidate.id },
        { gradeId, pointId: "p1", note },
      ),
    );
  const made = async () =>
    (await getReview(database.db, { attemptId, viewer: candidate })).pointChallenges;
  const queued = async () => {
    const filter = queueFilterSchema.parse({ show: "all", reason: "appeal" });
    const { items } = await listQueue(database.db, ada.id, filter);
    return items.some((item) => item.attemptId === attemptId);
  };
  const kept = (words: string) =>
    codeOf(keepPoint(database.db, at(), { gradeId, pointId: "p1", words }));

  it("is made once by its candidate, seen in the queue and kept with a reason they read", async () => {
    expect(await open(`/attempts/${attemptId}/report`, candidate)).toContain(
      "Challenge this point",
    );
    expect(await open(`/attempts/${attemptId}/report`, ada)).not.toContain("Challenge this point");
    expect(await kept("It is so.")).toBe("conflict");
    expect([await challenge(), await challenge()]).toEqual(["done", "conflict"]);
    expect(await queued()).toBe(true);
    expect(await open(`/review/${attemptId}`, ada)).toContain("The candidate challenges this");
    expect(await kept("It is so.")).toBe("done");
    expect(await queued()).toBe(false);
    expect(await made()).toMatchObject([{ settled: { outcome: "declined", words: "It is so." } }]);
    expect(await holding()).toEqual(["p1"]);
    const report = await open(`/attempts/${attemptId}/report`, candidate);
    expect(report).toContain("It is so.");
    expect(report).not.toContain("Challenge this point");
    expect(await open("/notices", candidate)).toMatch(/challenge/i);
    expect(await open(await share(), null)).not.toContain("It is so.");
  });

  it("is granted by a strike, and open again once that is undone", async () => {
    expect(await challenge()).toBe("done");
    await strike();
    expect(await made()).toMatchObject([{ settled: { outcome: "granted" } }]);
    expect(await holding()).toEqual([]);
    await undoStrike();
    expect(await made()).toMatchObject([{ settled: null }]);
    expect(await queued()).toBe(true);
  });

  it("is refused to others, and of a point that holds nothing any more", async () => {
    const input = { gradeId, pointId: "p1", note: "No." };
    const byAda = challengePoint(database.db, { attemptId, userId: ada.id }, input);
    expect(await codeOf(byAda)).toBe("not_found");
    const other = { ...input, pointId: "p2" };
    const who = { attemptId, userId: candidate.id };
    expect(await codeOf(challengePoint(database.db, who, other))).toBe("conflict");
    await strike();
    expect(await challenge()).toBe("conflict");
  });
});

describe("a verdict that points lowered", () => {
  const without: Lowered["without"] = {
    verdict: "met",
    evidence: [],
    reasoning: "Without the point.",
    advice: "",
    confidence: 0.9,
    needsPerson: false,
  };

  it("is what it was without them once all of those are struck, in score, report and cards", async () => {
    const first = rubric.criteria[0]?.id ?? "";
    const lowered = { pointIds: ["p1"], without };
    ({ attemptId, gradeId } = await handInHeld({ [first]: { verdict: "not_met", lowered } }));
    const read = async () => {
      const report = await getReport(database.db, { attemptId, viewer: candidate });
      const { stands } = await getReview(database.db, { attemptId, viewer: candidate });
      const marks = await readGradedMarks(database.db, { userId: candidate.id });
      const scores = await readScores(database.db, candidate.id);
      const mark = marks.find((one) => one.attemptId === attemptId && one.criterionId === first);
      return {
        verdict: report.grade?.criteria.find(({ id }) => id === first)?.verdict,
        mark: mark?.verdict,
        isWhole: stands?.total === 100,
        isWholeInPlot: scores.grades.find((one) => one.attemptId === attemptId)?.total === 100,
      };
    };
    const down = { verdict: "not_met", mark: "not_met", isWhole: false, isWholeInPlot: false };
    expect(await read()).toEqual(down);
    await strike();
    expect(await read()).toEqual({
      verdict: "met",
      mark: "met",
      isWhole: true,
      isWholeInPlot: true,
    });
    const report = await open(`/attempts/${attemptId}/report`, candidate);
    expect(report).toContain("the judge gave");
    expect(report).toContain("Without the point.");
    await undoStrike();
    expect(await read()).toEqual(down);
    expect(await open(`/attempts/${attemptId}/report`, candidate)).not.toContain(
      "Without the point",
    );
  });
});
