import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { judgeChecks } from "#server/db/tables/judge-checks";
import type { Judge } from "#server/grading/judge";
import { mayFollow } from "#server/settings/get-may-follow";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { addJudgeCheck, GOOD_POINTS } from "../../support/judge-checks";
import { judgeThat } from "../../support/judge-double";

const JUDGE: Judge = { ...judgeThat(() => undefined), requestedModel: "reader" };
const SECOND: Judge = { ...JUDGE, second: { ...JUDGE, requestedModel: "sceptic" } };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.db.delete(judgeChecks));

const may = (judge: Judge = JUDGE): Promise<boolean> => mayFollow(database.db, judge);

describe("whether anything follows from a judge's points", () => {
  it("takes eight of twelve true points found, and one of twelve false ones believed at most", async () => {
    expect(await may()).toBe(false);
    for (const [found, swallowed, follows] of [
      [8, 1, true],
      [7, 0, false],
      [12, 2, false],
      [12, 0, true],
    ] as const) {
      await addJudgeCheck(database.db, { found, swallowed });
      expect(await may(), `${found} found, ${swallowed} believed`).toBe(follows);
    }
  });

  it("is no where points weren't planted, or replies couldn't be read", async () => {
    await addJudgeCheck(database.db, GOOD_POINTS, null);
    expect(await may()).toBe(false);
    await addJudgeCheck(database.db, GOOD_POINTS, { answers: { read: 1, of: 2 } });
    expect(await may()).toBe(false);
  });

  it("is said by the newest check of the same judge, whatever its mode", async () => {
    const hourAgo = new Date(Date.now() - 3_600_000);
    await addJudgeCheck(database.db, { found: 3, swallowed: 9 }, {}, { finishedAt: hourAgo });
    await addJudgeCheck(database.db, GOOD_POINTS, {}, { mode: "thorough" });
    expect(await may()).toBe(true);
    await addJudgeCheck(database.db, { found: 3, swallowed: 9 });
    expect(await may()).toBe(false);
  });

  it("is not said by a check of another model, second model or version, or by one that didn't end", async () => {
    await addJudgeCheck(database.db, GOOD_POINTS, {}, { requestedModel: "another" });
    await addJudgeCheck(database.db, GOOD_POINTS, {}, { promptVersion: "0" });
    await addJudgeCheck(database.db, GOOD_POINTS, { promptVersion: "0" });
    await addJudgeCheck(database.db, GOOD_POINTS, { secondModel: "sceptic" });
    await addJudgeCheck(database.db, GOOD_POINTS, {}, { status: "failed", figures: null });
    expect(await may()).toBe(false);
    expect(await may(SECOND)).toBe(true);
    expect(await may({ ...SECOND, isEstimate: true })).toBe(false);
    await addJudgeCheck(database.db, GOOD_POINTS);
    expect(await may()).toBe(true);
  });
});
