import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { attempts } from "#server/db/tables/attempts";
import { auditLog } from "#server/db/tables/audit";
import { selfMarks, selfRatings } from "#server/db/tables/reviews";
import { AppError } from "#server/errors";
import { getOwnMarks } from "#server/reviews/get-own-marks";
import { getSelfRating } from "#server/reviews/get-self-rating";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { saveSelfMark } from "#server/reviews/save-self-mark";
import { startSelfRating } from "#server/reviews/start-self-rating";
import { submitSelfRating } from "#server/reviews/submit-self-rating";
import { createRecordingQueue, handIn, openAttempt } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { gateAnswerHere } from "../../support/gate-here";
import { ANSWERS } from "../../support/grading-fixture";
import { createPerson } from "../../support/people";
import { codeOf, gradeWith, wordsOf } from "./review-world";
import { beginMarking, markAll, markWhole, readOpen } from "./self-world";

let database: TestDatabase;
let person: Viewer;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  person = await createPerson(database.db);
});

const queue = createRecordingQueue();

async function handInText(scenario: string) {
  const { db } = database;
  const { attemptId } = await handIn(db, queue, person.id, { answers: { scenario } });
  return { attemptId, userId: person.id };
}

describe("beginning", () => {
  it("is refused for an answer that holds nothing, once and for all, with the reason", async () => {
    const { db } = database;
    const at = await handInText("A few words only.");
    let looks = 0;
    const gate: typeof gateAnswerHere = (work) => {
      looks += 1;
      return gateAnswerHere(work);
    };
    expect(await wordsOf(startSelfRating(db, gate, at))).toContain("fewer than 50");
    expect(await codeOf(startSelfRating(db, gate, at))).toBe("conflict");
    expect(looks).toBe(1);
    expect((await getSelfRating(db, at, null)).stage).toMatchObject({ kind: "refused" });
    const mark = { criterionId: "user-outcome", verdict: "met" } as const;
    expect(await codeOf(saveSelfMark(db, at, mark))).toBe("not_found");
  });

  it("is refused for an answer that repeats the problem", async () => {
    const { db } = database;
    const { attemptId } = await handIn(db, queue, person.id, { answers: ANSWERS });
    const at = { attemptId, userId: person.id };
    const { problem } = await readProblem(at);
    const copied = await handInText(problem);
    expect(await wordsOf(startSelfRating(db, gateAnswerHere, copied))).toContain(
      "repeats the problem",
    );
  });

  it("is refused while the attempt is open, and to everybody else", async () => {
    const { db } = database;
    const attemptId = await openAttempt(db, person.id);
    const at = { attemptId, userId: person.id };
    expect(await codeOf(startSelfRating(db, gateAnswerHere, at))).toBe("conflict");
    const reviewer = await createPerson(db, "reviewer");
    const done = await beginMarking(db, (await createPerson(db)).id);
    const foreign = { ...done, userId: reviewer.id };
    expect(await codeOf(startSelfRating(db, gateAnswerHere, foreign))).toBe("not_found");
    expect(await codeOf(getSelfRating(db, foreign, null))).toBe("not_found");
    expect(await codeOf(submitSelfRating(db, foreign))).toBe("not_found");
    const mark = { criterionId: "user-outcome", verdict: "met" } as const;
    expect(await codeOf(saveSelfMark(db, foreign, mark))).toBe("not_found");
  });

  it("looks at the answer for one of two who ask at once", async () => {
    const { db } = database;
    const { attemptId } = await handIn(db, queue, person.id, { answers: ANSWERS });
    const at = { attemptId, userId: person.id };
    let looks = 0;
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const gate: typeof gateAnswerHere = async () => {
      looks += 1;
      await opened;
      return null;
    };
    const both = [1, 2].map(() => codeOf(startSelfRating(db, gate, at)));
    // Whichever is refused; the other is looking until then.
    await Promise.race(both);
    open();
    expect((await Promise.all(both)).sort()).toEqual(["conflict", "done"]);
    expect(looks).toBe(1);
    expect(await codeOf(startSelfRating(db, gate, at))).toBe("done");
  });

  it("can be tried again at once where there was no room to look", async () => {
    const { db } = database;
    const { attemptId } = await handIn(db, queue, person.id, { answers: ANSWERS });
    const at = { attemptId, userId: person.id };
    const full = () =>
      Promise.reject(new AppError("unavailable", { message: "full", userMessage: "Busy." }));
    expect(await codeOf(startSelfRating(db, full, at))).toBe("unavailable");
    expect(await codeOf(startSelfRating(db, gateAnswerHere, at))).toBe("done");
  });
});

async function readProblem(at: { attemptId: string; userId: string }) {
  let problem = "";
  await startSelfRating(
    database.db,
    (work) => {
      problem = work.problem.statementMarkdown;
      return Promise.resolve(null);
    },
    at,
  );
  return { problem };
}

describe("marking", () => {
  it("shows one criterion at a time, with its examples and one's own nearest sentences", async () => {
    const { db } = database;
    const at = await beginMarking(db, person.id);
    const open = await readOpen(db, at);
    expect(open.number).toBe(1);
    expect(open.criterion.pass).not.toBe("");
    for (const { section, start, end, text } of open.nearest) {
      expect(ANSWERS[section].slice(start, end)).toBe(text);
    }
    expect(open.marks.every((mark) => mark === null)).toBe(true);
    // Whatever number is asked for, nothing beyond the next one leaves the server.
    expect(await readOpen(db, at, 9)).toEqual(open);
    await saveSelfMark(db, at, { criterionId: open.criterion.id, verdict: "met" });
    const next = await readOpen(db, at);
    expect(next).toMatchObject({ number: 2, mark: null });
    expect(next.criterion.id).not.toBe(open.criterion.id);
    expect(await readOpen(db, at, 1)).toMatchObject({
      mark: "met",
      criterion: { id: open.criterion.id },
    });
  });

  it("takes a mark on what was shown only, and a half only where there is one", async () => {
    const { db } = database;
    const at = await beginMarking(db, person.id);
    const open = await readOpen(db, at);
    const mark = (criterionId: string, verdict: "met" | "partial") =>
      codeOf(saveSelfMark(db, at, { criterionId, verdict }));
    expect(await mark("online-metrics", "met")).toBe("bad_request");
    expect(await mark("binding-statements", "met")).toBe("bad_request");
    expect(await mark("no-such", "met")).toBe("bad_request");
    expect(open.criterion.partial).toBeNull();
    expect(await mark(open.criterion.id, "partial")).toBe("bad_request");
    expect(await mark(open.criterion.id, "met")).toBe("done");
    expect(await db.$count(selfMarks, eq(selfMarks.attemptId, at.attemptId))).toBe(1);
  });

  it("can be changed until it is finished, and not after, not even in the database", async () => {
    const { db } = database;
    const at = await beginMarking(db, person.id);
    expect(await codeOf(submitSelfRating(db, at))).toBe("conflict");
    await markAll(db, at);
    const { criterion } = await readOpen(db, at, 1);
    const mark = { criterionId: criterion.id, verdict: "not_met" } as const;
    await saveSelfMark(db, at, mark);
    await submitSelfRating(db, at);
    expect(await codeOf(saveSelfMark(db, at, { ...mark, verdict: "met" }))).toBe("conflict");
    expect(await codeOf(submitSelfRating(db, at))).toBe("conflict");
    const change = db
      .update(selfMarks)
      .set({ verdict: "met" })
      .where(eq(selfMarks.attemptId, at.attemptId));
    await expect(change).rejects.toThrow();
    const { stage } = await getSelfRating(db, at, null);
    if (stage.kind !== "finished") throw new Error("not finished");
    expect(stage.total).toBeGreaterThan(90);
    expect(stage.total).toBeLessThan(100);
    const actions = await db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.subjectId, at.attemptId));
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["self_rating.start", "self_rating.finish"]),
    );
  });
});

describe("whether it was made without a look at the grade", () => {
  async function isBlind(attemptId: string): Promise<boolean | null | undefined> {
    const [row] = await database.db
      .select({ isBlind: selfRatings.isBlind })
      .from(selfRatings)
      .where(eq(selfRatings.attemptId, attemptId));
    return row?.isBlind;
  }

  it("is told by the server: so it is before there is a grade, and while nobody opened it", async () => {
    const { db } = database;
    const before = await markWhole(db, person.id);
    expect(await isBlind(before.attemptId)).toBe(true);
    const at = await beginMarking(db, person.id);
    await gradeWith(db, at.gradeId, "met");
    await markAll(db, at);
    await submitSelfRating(db, at);
    expect(await isBlind(at.attemptId)).toBe(true);
  });

  it("is not so once the candidate saw it, were it in the middle", async () => {
    const { db } = database;
    const at = await beginMarking(db, person.id);
    await recordOwnSight(db, at);
    const who = { attemptId: at.attemptId, viewer: person };
    // There was nothing to see yet.
    expect(await getOwnMarks(db, who)).toMatchObject({ hasSeen: false });
    await gradeWith(db, at.gradeId, "met");
    await recordOwnSight(db, at);
    await markAll(db, at);
    await submitSelfRating(db, at);
    expect(await isBlind(at.attemptId)).toBe(false);
    expect(await getOwnMarks(db, who)).toMatchObject({
      hasSeen: true,
      state: "finished",
      finished: { isBlind: false, total: 100 },
    });
  });
});

describe("what others learn of it", () => {
  it("is nothing before it is finished", async () => {
    const { db } = database;
    const reviewer = await createPerson(db, "reviewer");
    const at = await beginMarking(db, person.id);
    const { criterion } = await readOpen(db, at);
    await saveSelfMark(db, at, { criterionId: criterion.id, verdict: "met" });
    const { attemptId } = at;
    const nothing = { state: "none", marked: 0, finished: null };
    expect(await getOwnMarks(db, { attemptId, viewer: reviewer })).toMatchObject(nothing);
    expect(await getOwnMarks(db, { attemptId, viewer: person })).toMatchObject({
      state: "begun",
      marked: 1,
    });
    await markAll(db, at);
    await submitSelfRating(db, at);
    expect(await getOwnMarks(db, { attemptId, viewer: reviewer })).toMatchObject({
      finished: { verdicts: { [criterion.id]: "met" } },
    });
  });

  it("goes with the attempt, and then there is nothing to mark", async () => {
    const { db } = database;
    const at = await beginMarking(db, person.id);
    const { criterion } = await readOpen(db, at);
    const mark = { criterionId: criterion.id, verdict: "met" } as const;
    await saveSelfMark(db, at, mark);
    await db.delete(attempts).where(eq(attempts.id, at.attemptId));
    expect(await db.$count(selfMarks, eq(selfMarks.attemptId, at.attemptId))).toBe(0);
    expect(await codeOf(saveSelfMark(db, at, mark))).toBe("not_found");
    expect(await codeOf(startSelfRating(db, gateAnswerHere, at))).toBe("not_found");
  });
});
