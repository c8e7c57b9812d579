import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listOwnFiles } from "#server/accounts/list-own-files";
import type { Viewer } from "#server/accounts/sessions";
import { auditLog } from "#server/db/tables/audit";
import { notices } from "#server/db/tables/notices";
import { createShareLink } from "#server/grades/create-share-link";
import { getReport } from "#server/grades/get-report";
import { getSharedReport } from "#server/grades/get-shared-report";
import { correctPoint } from "#server/reviews/correct-point";
import { getRating } from "#server/reviews/get-rating";
import { getReviewPage } from "#server/reviews/get-review-page";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { startRating } from "#server/reviews/start-rating";
import { strikePoint } from "#server/reviews/strike-point";
import { undoPointEdit } from "#server/reviews/undo-point-edit";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { makeDebrief } from "../../support/debrief";
import { createPerson } from "../../support/people";
import { codeOf, gradeWith, handInWork } from "./review-world";

const DEBRIEF = makeDebrief();
const WORDING = {
  headline: "The bill is per day",
  consequence: "Per month it is thirty times as much.",
  sayInstead: "That is per day.",
};
/** Of the hand-made debrief: nobody but reviewers gets these. */
const HIDDEN = ["day-called-month", "leaks between tenants", "f".repeat(64)];

let database: TestDatabase;
let candidate: Viewer;
let ada: Viewer;
let bert: Viewer;
let attemptId: string;
let gradeId: string;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { db } = database;
  candidate = await createPerson(db);
  ada = await createPerson(db, "reviewer");
  bert = await createPerson(db, "admin");
  ({ attemptId, gradeId } = await handInWork(db, candidate.id));
  await gradeWith(db, gradeId, "not_met", {}, null, DEBRIEF);
});

const at = (reviewer: Viewer) => ({ attemptId, reviewer });

async function shownPoints(): Promise<string[]> {
  const { debrief } = await getReport(database.db, { attemptId, viewer: candidate });
  if (debrief === null || "leftOut" in debrief) throw new Error("the report has no debrief");
  return debrief.points.map(({ headline }) => headline);
}

async function editsSeen() {
  const page = await getReviewPage(database.db, { attemptId, viewer: bert });
  if (page.isRating || page.debrief === null) throw new Error("no debrief to review");
  return page.debrief.points.flatMap(({ edits }) => edits);
}

async function exportOf(viewer: Viewer): Promise<string> {
  const files = await listOwnFiles(database.db, viewer.id);
  const texts = await Promise.all(files.map(({ read }) => read()));
  return texts.join("\n");
}

async function share(): Promise<string> {
  const who = { attemptId, userId: candidate.id };
  await recordOwnSight(database.db, who);
  const { token } = await createShareLink(database.db, {
    ...who,
    days: 7,
    showsName: false,
    showsScore: false,
  });
  return JSON.stringify(await getSharedReport(database.db, token));
}

describe("a point of a debrief", () => {
  it("is gone from what the candidate has once it is struck, and back when that is undone", async () => {
    const [first = "", second] = DEBRIEF.points.map(({ headline }) => headline);
    expect(await shownPoints()).toEqual([first, second]);
    await recordOwnSight(database.db, { attemptId, userId: candidate.id });
    expect(await exportOf(candidate)).toContain(first);
    expect(await share()).toContain(first);
    await strikePoint(database.db, at(ada), { gradeId, pointId: "p1", reason: "It isn't so." });
    expect(await shownPoints()).toEqual([second]);
    for (const text of [await exportOf(candidate), await share()]) {
      expect(text).toContain(second);
      expect(text).not.toContain(first);
      expect(text).not.toContain("It isn't so.");
    }
    const [strike, ...others] = await editsSeen();
    expect(others).toEqual([]);
    expect(strike).toMatchObject({ kind: "struck", by: ada.name, reason: "It isn't so." });
    await undoPointEdit(database.db, at(bert), { editId: strike?.id ?? "" });
    expect(await shownPoints()).toEqual([first, second]);
    expect((await editsSeen())[0]?.withdrawnAt).not.toBeNull();
  });

  it("is shown in a reviewer's words, by name to its candidate and without to strangers", async () => {
    await correctPoint(database.db, at(ada), { gradeId, pointId: "p1", ...WORDING });
    expect((await shownPoints())[0]).toBe(WORDING.headline);
    const report = await getReport(database.db, { attemptId, viewer: candidate });
    expect(JSON.stringify(report.debrief)).toContain(ada.name);
    const shared = await share();
    expect(shared).toContain(WORDING.sayInstead);
    expect(shared).toContain('"by":"a reviewer"');
    expect(await exportOf(candidate)).not.toContain(`"by": "${ada.name}"`);
    await strikePoint(database.db, at(bert), { gradeId, pointId: "p1", reason: "Nor is this." });
    const strike = (await editsSeen()).find(({ kind }) => kind === "struck");
    await undoPointEdit(database.db, at(ada), { editId: strike?.id ?? "" });
    expect((await shownPoints())[0]).toBe(WORDING.headline);
  });

  it("is struck or corrected by reviewers alone, of a debrief that has it", async () => {
    const strike = (who: Viewer, pointId: string, grade = gradeId) =>
      codeOf(strikePoint(database.db, at(who), { gradeId: grade, pointId, reason: "No." }));
    expect(await strike(candidate, "p1")).toBe("forbidden");
    expect(await strike(ada, "p6")).toBe("not_found");
    const other = await handInWork(database.db, (await createPerson(database.db)).id);
    await gradeWith(database.db, other.gradeId, "met");
    expect(await strike(ada, "p1", other.gradeId)).toBe("not_found");
    await strikePoint(database.db, at(ada), { gradeId, pointId: "p1", reason: "No." });
    const [edit] = await editsSeen();
    const undo = (attempt: string) => ({ attemptId: attempt, reviewer: bert });
    const input = { editId: edit?.id ?? "" };
    expect(await codeOf(undoPointEdit(database.db, undo(other.attemptId), input))).toBe(
      "not_found",
    );
    expect(await codeOf(undoPointEdit(database.db, undo(attemptId), input))).toBe("done");
    const rows = await database.db
      .select({ action: auditLog.action, actorId: auditLog.actorId })
      .from(auditLog)
      .where(eq(auditLog.subjectId, attemptId))
      .orderBy(auditLog.id);
    expect(rows.filter(({ action }) => action.includes("point"))).toEqual([
      { action: "review.strike_point", actorId: ada.id },
      { action: "review.undo_point", actorId: bert.id },
    ]);
  });

  it("leaves failures, models and what was dropped to reviewers", async () => {
    const report = await getReport(database.db, { attemptId, viewer: candidate });
    const shared = await share();
    for (const hidden of HIDDEN) {
      expect(JSON.stringify(DEBRIEF)).toContain(hidden);
      for (const text of [JSON.stringify(report), shared, await exportOf(candidate)]) {
        expect(text).not.toContain(hidden);
      }
    }
    const page = await getReviewPage(database.db, { attemptId, viewer: bert });
    expect(JSON.stringify(page)).toContain("day-called-month");
    expect(JSON.stringify(page)).toContain("leaks between tenants");
  });

  it("is in no export before the report is open, no notice, and no blind rater's page", async () => {
    const words = DEBRIEF.points[0]?.headline ?? "";
    expect(await exportOf(candidate)).not.toContain(words);
    const told = await database.db.select().from(notices).where(eq(notices.userId, candidate.id));
    expect(told.length).toBeGreaterThan(0);
    expect(JSON.stringify(told)).not.toContain(words);
    await startRating(database.db, at(ada));
    const rating = await getRating(database.db, { attemptId, viewer: ada });
    expect(JSON.stringify(rating)).not.toContain(words);
    expect(await getReviewPage(database.db, { attemptId, viewer: ada })).toEqual({
      isRating: true,
      attemptId,
    });
  });
});
