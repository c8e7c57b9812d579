import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { judgeChecks } from "#server/db/tables/judge-checks";
import { DEBRIEF_PROMPT_VERSION, PROMPT_VERSION } from "#domain/grading/prompt-version";
import type { Judge } from "#server/grading/judge";
import { mayFollow } from "#server/settings/get-may-follow";
import type { CheckFigures, PointFigures } from "#domain/settings/judge-check.schema";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { judgeThat } from "../../support/judge-double";

const JUDGE: Judge = { ...judgeThat(() => undefined), requestedModel: "reader" };
const SECOND: Judge = { ...JUDGE, second: { ...JUDGE, requestedModel: "sceptic" } };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.db.delete(judgeChecks));

type Row = typeof judgeChecks.$inferInsert;
const GOOD = { found: 8, swallowed: 1 };

/** A check that has ended; later ones are newer. */
async function addCheck(
  { found, swallowed }: { found: number; swallowed: number },
  points: Partial<PointFigures> | null = {},
  row: Partial<Row> = {},
): Promise<void> {
  const nothing = { value: null, interval: null };
  const figures: CheckFigures = {
    criteria: { judged: 129, of: 129 },
    answers: { graded: 8, of: 8 },
    injections: { graded: 10, of: 10 },
    balancedAccuracy: nothing,
    specificity: nothing,
    evidenceFound: nothing,
    injectionGain: nothing,
    costUsd: nothing,
    seconds: nothing,
    byState: [],
    ungraded: [],
    isWanting: false,
  };
  const planted: PointFigures = {
    promptVersion: DEBRIEF_PROMPT_VERSION,
    secondModel: null,
    answers: { read: 2, of: 2 },
    found: { count: found, of: 12 },
    swallowed: { count: swallowed, of: 12 },
    lost: { count: 0, of: 12 },
    ...points,
  };
  await database.db
    .insert(judgeChecks)
    .values({
      requestedModel: "reader",
      mode: "standard",
      promptVersion: PROMPT_VERSION,
      status: "done",
      figures: points === null ? figures : { ...figures, points: planted },
      finishedAt: new Date(),
      ...row,
    });
}

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
      await addCheck({ found, swallowed });
      expect(await may(), `${found} found, ${swallowed} believed`).toBe(follows);
    }
  });

  it("is no where points weren't planted, or replies couldn't be read", async () => {
    await addCheck(GOOD, null);
    expect(await may()).toBe(false);
    await addCheck(GOOD, { answers: { read: 1, of: 2 } });
    expect(await may()).toBe(false);
  });

  it("is said by the newest check of the same judge, whatever its mode", async () => {
    const hourAgo = new Date(Date.now() - 3_600_000);
    await addCheck({ found: 3, swallowed: 9 }, {}, { finishedAt: hourAgo });
    await addCheck(GOOD, {}, { mode: "thorough" });
    expect(await may()).toBe(true);
    await addCheck({ found: 3, swallowed: 9 });
    expect(await may()).toBe(false);
  });

  it("is not said by a check of another model, second model or version, or by one that didn't end", async () => {
    await addCheck(GOOD, {}, { requestedModel: "another" });
    await addCheck(GOOD, {}, { promptVersion: "0" });
    await addCheck(GOOD, { promptVersion: "0" });
    await addCheck(GOOD, { secondModel: "sceptic" });
    await addCheck(GOOD, {}, { status: "failed", figures: null });
    expect(await may()).toBe(false);
    expect(await may(SECOND)).toBe(true);
    expect(await may({ ...SECOND, isEstimate: true })).toBe(false);
    await addCheck(GOOD);
    expect(await may()).toBe(true);
  });
});
