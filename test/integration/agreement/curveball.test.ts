import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pairAnswerFiles } from "#server/authoring/pair-answer-files";
import { checkCalibration } from "#server/content/check-references";
import type { ContentIssue } from "#server/content/content-error";
import { readCalibration } from "#server/content/read-calibration";
import { attempts } from "#server/db/tables/attempts";
import { criterionVerdicts } from "#server/db/tables/grades";
import { ratings } from "#server/db/tables/reviews";
import { agreementFilterSchema } from "#domain/reviews/agreement.schema";
import { getAgreement } from "#server/reviews/get-agreement";
import { getLabelExport } from "#server/reviews/get-label-export";
import { getRating } from "#server/reviews/get-rating";
import { saveRatingMark } from "#server/reviews/save-rating-mark";
import { setOverride } from "#server/reviews/set-override";
import { startRating } from "#server/reviews/start-rating";
import { submitRating } from "#server/reviews/submit-rating";
import { rubricSchema } from "#domain/rubrics/rubric.schema";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";
import { codeOf } from "../authoring/author-world";
import { IDS, JUDGE_SAYS, RUBRIC, createContent, createGraded, toMarks } from "./agreement-world";
import type { Content } from "./agreement-world";

const CHANGED = "a parcel may now be two";
const AT = (minute: number) => new Date(Date.UTC(2026, 4, 2, 10, minute));

const [ALPHA] = RUBRIC.criteria;
const rubric = rubricSchema.parse({
  ...RUBRIC,
  curveball: [{ ...ALPHA, id: "two-parcels", section: "architecture", weight: 5 }],
});

let database: TestDatabase;
let content: Content;

beforeAll(async () => {
  database = await createTestDatabase();
  const curveball = { at: 0.5, text: CHANGED, handling: "Says so." };
  content = await createContent(database.db, "lost-parcels", {
    rubric,
    head: { curveball, hints: {} },
  });
});
afterAll(() => database.drop());

/** A graded attempt with a curveball at minute 15 of 30, handed in at `minute`. */
async function createMet(minute: number, options: { isDrawn?: boolean } = {}) {
  const { db } = database;
  const { attemptId, gradeId } = await createGraded(db, content, "mmnnn", options);
  await db
    .update(attempts)
    .set({ hasCurveball: true, minutes: 30, startedAt: AT(0), deadlineAt: AT(30) })
    .where(eq(attempts.id, attemptId));
  await db
    .update(attempts)
    .set({ submittedAt: AT(minute) })
    .where(eq(attempts.id, attemptId));
  if (minute >= 15) {
    const [one] = await db
      .select()
      .from(criterionVerdicts)
      .where(eq(criterionVerdicts.gradeId, gradeId));
    if (!one) throw new Error("no verdict");
    const { id: _, ...verdict } = one;
    await db
      .insert(criterionVerdicts)
      .values({
        ...verdict,
        position: IDS.length,
        criterionId: "two-parcels",
        verdict: "not_met",
        detail: { ...verdict.detail, id: "two-parcels", verdict: "not_met", weight: 5 },
      });
  }
  return { attemptId, gradeId };
}

async function markFive(attemptId: string, letters: string) {
  const reviewer = await createPerson(database.db, "reviewer");
  const who = { attemptId, reviewer };
  await startRating(database.db, who);
  for (const [criterionId, verdict] of Object.entries(toMarks(letters))) {
    await saveRatingMark(database.db, who, { criterionId, verdict });
  }
  return who;
}

describe("a blind rating of an attempt with a curveball", () => {
  it("asks what the curveball brought up, and says what it was, where it came before the end", async () => {
    const { attemptId } = await createMet(20);
    const who = await markFive(attemptId, "mmmnn");
    const open = await getRating(database.db, { attemptId, viewer: who.reviewer });
    expect(open.criteria.map(({ id }) => id)).toEqual([...IDS, "two-parcels"]);
    expect(open.aids.curveball).toEqual({ text: CHANGED, announcedAt: AT(15).toISOString() });
    // The judge's mark on it is there, and not on the page.
    expect(open.judge).toBeNull();
    expect(JSON.stringify(open)).not.toContain(JUDGE_SAYS);
    expect(await codeOf(submitRating(database.db, who))).toBe("conflict");
    await saveRatingMark(database.db, who, { criterionId: "two-parcels", verdict: "partial" });
    await submitRating(database.db, who);
    const { judge } = await getRating(database.db, { attemptId, viewer: who.reviewer });
    expect(judge?.verdicts["two-parcels"]).toMatchObject({ verdict: "not_met" });
    // Five of weight 4, three met; one of weight 5, half met.
    expect(judge?.personTotal).toBeCloseTo((100 * (3 * 4 + 2.5)) / 25, 1);

    const { board } = await getAgreement(database.db, agreementFilterSchema.parse({}));
    expect(board.totals).toEqual([
      { attemptId, judge: expect.any(Number), person: judge?.personTotal },
    ]);
    expect(board.criteria.map(({ criterionId }) => criterionId)).toContain("two-parcels");
  });

  it.each([
    ["was handed in before it came", () => createMet(10)],
    ["had none", () => createGraded(database.db, content, "mmnnn")],
  ])("does not ask that of one that %s", async (_, create) => {
    const { attemptId } = await create();
    const who = await markFive(attemptId, "mmmnn");
    const open = await getRating(database.db, { attemptId, viewer: who.reviewer });
    expect(open.criteria.map(({ id }) => id)).toEqual([...IDS]);
    expect(open.aids.curveball).toBeNull();
    const mark = { criterionId: "two-parcels", verdict: "met" as const };
    expect(await codeOf(saveRatingMark(database.db, who, mark))).toBe("bad_request");
    await submitRating(database.db, who);
    const { judge } = await getRating(database.db, { attemptId, viewer: who.reviewer });
    expect(judge?.personTotal).toBe(60);
  });
});

describe("labels of an attempt that met its curveball", () => {
  it("are those of the other criteria, in files that load back", async () => {
    const { attemptId } = await createMet(20, { isDrawn: true });
    const who = await markFive(attemptId, "mmmmn");
    await saveRatingMark(database.db, who, { criterionId: "two-parcels", verdict: "not_met" });
    await submitRating(database.db, who);
    const [rating] = await database.db
      .select({ ratingId: ratings.id })
      .from(ratings)
      .where(eq(ratings.attemptId, attemptId));
    if (!rating) throw new Error("no rating");
    const asked = { attemptId, viewer: who.reviewer };
    const { name, markdown, drawing } = await getLabelExport(database.db, asked, rating);
    const issues: ContentIssue[] = [];
    const read = readCalibration(
      name,
      { file: `${name}.md`, text: markdown },
      { file: `${name}.excalidraw`, text: drawing },
      issues,
    );
    if (read) checkCalibration(read, rubric, issues);
    expect(issues).toEqual([]);
    // Four of five are met: the staff bar, whatever the curveball's criterion says.
    expect(read?.answer.head).toMatchObject({
      band: "strong",
      level: "staff",
      expected: toMarks("mmmmn"),
      note: expect.stringContaining("met the curveball"),
    });
    const { answers, issues: faults } = pairAnswerFiles([
      { fileName: `${name}.md`, text: markdown },
      { fileName: `${name}.excalidraw`, text: drawing },
    ]);
    expect([answers.length, faults]).toEqual([1, []]);
  });
});

describe("a reviewer's verdict on what the curveball brought up", () => {
  it("may be half where the rubric says what half is", async () => {
    const { attemptId, gradeId } = await createMet(20);
    const reviewer = await createPerson(database.db, "reviewer");
    const input = { gradeId, criterionId: "two-parcels", reason: "Half of it.", basedOn: null };
    expect(
      await setOverride(database.db, { attemptId, reviewer }, { ...input, verdict: "partial" }),
    ).toEqual(expect.any(String));
  });
});
