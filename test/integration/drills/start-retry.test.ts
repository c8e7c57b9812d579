import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { askProbe } from "#server/attempts/ask-probe";
import { declineProbe } from "#server/attempts/decline-probe";
import { getAnswers } from "#server/attempts/get-answers";
import { getExchanges } from "#server/attempts/get-exchanges";
import { getRetrySetup } from "#server/attempts/get-retry-setup";
import { getWorkspace } from "#server/attempts/get-workspace";
import { getScene } from "#server/attempts/scene-store";
import { startDrill } from "#server/attempts/start-drill";
import { startRetry } from "#server/attempts/start-retry";
import { attemptQuestions } from "#server/db/tables/aids";
import { attempts } from "#server/db/tables/attempts";
import { attemptTurns } from "#server/db/tables/turns";
import { startRetrySchema } from "#domain/attempts/start.schema";
import type { StartRetry } from "#domain/attempts/start.schema";
import { retryMinutes } from "#domain/attempts/kinds";
import {
  createRecordingQueue,
  handIn,
  openAttempt,
  openReplied,
  saveWork,
  submit,
  throwIt,
} from "../../support/attempts";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { box } from "../../support/elements";
import { ANSWERS } from "../../support/grading-fixture";
import { createPerson } from "../../support/people";
import { takeWithoutLimit } from "../../support/take-without-limit";
import { codeOf } from "../reviews/review-world";
import { pickTogether, readReport } from "./drill-world";

let database: TestDatabase;
let userId: string;
let baseId: string;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  userId = (await createPerson(database.db)).id;
  const work = { answers: ANSWERS, elements: [box("a-box")] };
  baseId = (await handIn(database.db, createRecordingQueue(), userId, work)).attemptId;
});

function retry(changes: Partial<StartRetry & { attemptId: string; userId: string }> = {}) {
  const input: StartRetry = { section: "evaluation", keep: "locked", start: "blank" };
  return startRetry(database.db, { ...input, attemptId: baseId, userId, ...changes });
}

async function rowOf(attemptId: string) {
  const [row] = await database.db.select().from(attempts).where(eq(attempts.id, attemptId));
  if (!row) throw new Error(`no attempt ${attemptId}`);
  return row;
}

describe("retrying a section", () => {
  it("carries everything over but the section, and names where it came from", async () => {
    const { attemptId } = await retry();
    const [base, again] = await Promise.all([rowOf(baseId), rowOf(attemptId)]);
    expect(again).toMatchObject({
      kind: "retry",
      basedOnId: baseId,
      focusSection: "evaluation",
      problemVersionId: base.problemVersionId,
      rubricVersionId: base.rubricVersionId,
      level: base.level,
      lens: base.lens,
      brief: base.brief,
    });
    expect(await getAnswers(database.db, attemptId)).toEqual({ ...ANSWERS, evaluation: "" });
    const { elements } = await getScene(database.db, attemptId);
    expect(elements.map(({ id }) => id)).toEqual(["a-box"]);
  });

  it("starts from one's own text where that is wanted, which takes changes", async () => {
    const { attemptId } = await retry({ start: "own_text" });
    expect(await getAnswers(database.db, attemptId)).toEqual(ANSWERS);
    const { startsFromText, locked } = await rowOf(attemptId);
    expect(startsFromText).toBe(true);
    expect(locked).not.toContain("evaluation");
  });

  it("lasts half of the section's share, or as long as was chosen", async () => {
    const planned = await rowOf((await retry()).attemptId);
    expect(planned.minutes).toBeGreaterThanOrEqual(5);
    expect(planned.minutes).toBeLessThan(45);
    await submit(database.db, createRecordingQueue(), { attemptId: planned.id, userId });
    const chosen = await rowOf((await retry({ minutes: 17 })).attemptId);
    expect(Number(chosen.deadlineAt) - Number(chosen.startedAt)).toBe(17 * 60_000);
    await submit(database.db, createRecordingQueue(), { attemptId: chosen.id, userId });
    expect(await rowOf((await retry({ minutes: 0 })).attemptId)).toMatchObject({
      minutes: null,
      deadlineAt: null,
      isPractice: true,
    });
    expect(retryMinutes(60, 0.5)).toBe(15);
    expect(retryMinutes(20, 0.1)).toBe(5);
  });

  it("takes no change of what is locked, and any of what is editable", async () => {
    const locked = { attemptId: (await retry()).attemptId, userId };
    const change = (answers: Record<string, string>) =>
      codeOf(saveWork(database.db, locked, { answers }));
    expect(await change({ scenario: "Another load." })).toBe("bad_request");
    expect(await change({ evaluation: "A golden set.", scenario: "Another." })).toBe("bad_request");
    expect(await getAnswers(database.db, locked.attemptId)).toMatchObject({ evaluation: "" });
    expect(await change({ evaluation: "A golden set of 300." })).toBe("done");
    const drawn = saveWork(database.db, locked, { elements: [box("another")] });
    expect(await codeOf(drawn)).toBe("bad_request");
    await submit(database.db, createRecordingQueue(), locked);

    const open = { attemptId: (await retry({ keep: "editable" })).attemptId, userId };
    const work = { answers: { components: "" }, elements: [box("another")] };
    expect(await codeOf(saveWork(database.db, open, work))).toBe("done");
  });

  it("keeps the drawing open where the section is the drawing's own", async () => {
    const { attemptId } = await retry({ section: "architecture" });
    const who = { attemptId, userId };
    expect(await codeOf(saveWork(database.db, who, { elements: [box("another")] }))).toBe("done");
  });

  it("is graded whole", async () => {
    const who = { attemptId: (await retry()).attemptId, userId };
    await saveWork(database.db, who, { answers: { evaluation: "A golden set of 300 chats." } });
    const { gradeId } = await submit(database.db, createRecordingQueue(), who);
    const task = await takeWithoutLimit(database.db, gradeId);
    expect(task?.only).toBeNull();
    expect(task?.answers).toEqual({ ...ANSWERS, evaluation: "A golden set of 300 chats." });
    const base = await readReport(database.db, (await createPerson(database.db)).id);
    expect(task?.rubric.criteria).toHaveLength(base.rubric.criteria.length);
  });

  it("knows what the interviewer said, and pays for none of it twice", async () => {
    const person = await createPerson(database.db);
    const attemptId = await openAttempt(database.db, person.id);
    await database.db
      .insert(attemptQuestions)
      .values({
        attemptId,
        askKey: "asked-once",
        question: "How many chats?",
        status: "answered",
        clarificationIds: ["volume"],
        answer: "Plenty.",
        answeredBy: "model",
        costUsd: 0.25,
        calledAt: new Date(),
      });
    const who = { attemptId, userId: person.id };
    await submit(database.db, createRecordingQueue(), who);
    const again = await retry(who);
    const asked = await database.db
      .select()
      .from(attemptQuestions)
      .where(eq(attemptQuestions.attemptId, again.attemptId));
    expect(asked).toMatchObject([{ answer: "Plenty.", costUsd: null, calledAt: null }]);
  });

  it("meets the curveball that its attempt met", async () => {
    const person = await createPerson(database.db);
    const attemptId = await openAttempt(database.db, person.id, { hasCurveball: true });
    await database.db
      .update(attempts)
      .set({
        startedAt: new Date(Date.now() - 40 * 60_000),
        deadlineAt: new Date(Date.now() + 300_000),
      })
      .where(eq(attempts.id, attemptId));
    const who = { attemptId, userId: person.id };
    await submit(database.db, createRecordingQueue(), who);
    const again = { ...who, attemptId: (await retry({ ...who, minutes: 0 })).attemptId };
    const { gradeId } = await submit(database.db, createRecordingQueue(), again);
    const task = await takeWithoutLimit(database.db, gradeId);
    const ids = task?.rubric.criteria.map(({ id }) => id) ?? [];
    for (const { id } of task?.rubric.curveball ?? []) expect(ids).toContain(id);
    expect(task?.told.some(({ answer }) => answer === task.problem.head.curveball.text)).toBe(true);
  });
});

describe("replies to the interviewer", () => {
  const KEPT = "Beyond two seconds a person takes over.";
  const LEFT = "We ask twenty agents every month.";

  /** An attempt with a reply that carries over, one that was declined and one about the retried section. */
  async function handInReplied() {
    const who = await openReplied(
      database.db,
      (await createPerson(database.db)).id,
      { section: "evaluation", question: "How do you know?", reply: LEFT },
      { reply: KEPT },
      { reply: "I take this one back.", isDeclined: true },
    );
    await submit(database.db, createRecordingQueue(), who);
    return who;
  }

  async function retryReplied(keep: StartRetry["keep"] = "locked") {
    const who = await handInReplied();
    return { attemptId: (await retry({ ...who, keep })).attemptId, userId: who.userId };
  }

  const change = (who: { attemptId: string; userId: string }, texts: Record<string, string>) =>
    codeOf(saveWork(database.db, who, { answers: texts }));

  it("carry over with their sections, for the judge too; declined ones don't", async () => {
    const who = await retryReplied();
    const { interviewer, texts, attempt } = await getWorkspace(database.db, who);
    expect(interviewer.turns).toMatchObject([{ turn: 2, section: "components", status: "asked" }]);
    expect(texts.reply_2.text).toBe(KEPT);
    expect([texts.reply_1.text, texts.reply_3.text]).toEqual(["", ""]);
    expect(attempt.earlier?.replied).toEqual([
      { turn: 1, question: "How do you know?", reply: LEFT },
    ]);
    const { gradeId } = await submit(database.db, createRecordingQueue(), who);
    const task = await takeWithoutLimit(database.db, gradeId);
    expect(task?.interview).toMatchObject([
      { turn: 2, section: "components", reply: KEPT, isDeclined: false },
    ]);
  });

  it("carry over again from a retry", async () => {
    const first = await retryReplied();
    await submit(database.db, createRecordingQueue(), first);
    const again = await retry(first);
    expect(await getExchanges(database.db, again.attemptId)).toMatchObject([{ reply: KEPT }]);
    const left = { attemptId: again.attemptId, userId: first.userId };
    await submit(database.db, createRecordingQueue(), left);
    const other = await retry({ ...left, section: "components" });
    expect(await getExchanges(database.db, other.attemptId)).toEqual([]);
  });

  it("are paid for by the attempt that asked", async () => {
    const who = await handInReplied();
    await database.db
      .update(attemptTurns)
      .set({ costUsd: 0.25, calledAt: new Date() })
      .where(eq(attemptTurns.attemptId, who.attemptId));
    const { attemptId } = await retry(who);
    const rows = await database.db
      .select()
      .from(attemptTurns)
      .where(eq(attemptTurns.attemptId, attemptId));
    expect(rows).toMatchObject([{ seq: 2, costUsd: null, calledAt: null }]);
  });

  it.each(["locked", "editable"] as const)(
    "take no change where the rest is %s, and nothing more is asked",
    async (keep) => {
      const who = await retryReplied(keep);
      for (const id of ["reply_1", "reply_2", "reply_6"]) {
        expect(await change(who, { [id]: "Another reply." })).toBe("bad_request");
      }
      expect(await codeOf(declineProbe(database.db, { ...who, turn: 2 }))).toBe("conflict");
      const ask = { askKey: "asked-once", section: "components" as const };
      const asking = askProbe(database.db, createRecordingQueue(), { ...who, ask }, throwIt);
      expect(await codeOf(asking)).toBe("conflict");
      expect(await getExchanges(database.db, who.attemptId)).toMatchObject([
        { reply: KEPT, isDeclined: false },
      ]);
      expect(await change(who, { evaluation: "A golden set of 300." })).toBe("done");
    },
  );

  it("are named before it starts, by section", async () => {
    const who = await handInReplied();
    expect(await getRetrySetup(database.db, who)).toMatchObject({
      replied: ["components", "evaluation"],
    });
    const bare = await getRetrySetup(database.db, { attemptId: baseId, userId });
    expect(bare.replied).toEqual([]);
  });
});

describe("what is refused", () => {
  it("is another's attempt, an open one and a drill", async () => {
    const stranger = await createPerson(database.db, "reviewer");
    expect(await codeOf(retry({ userId: stranger.id }))).toBe("not_found");
    const open = await openAttempt(database.db, userId);
    expect(await codeOf(retry({ attemptId: open }))).toBe("conflict");
    const person = await createPerson(database.db);
    const { attemptId, rubric } = await readReport(database.db, person.id);
    const criteria = pickTogether(rubric, 1).map(({ id }) => id);
    const drill = await startDrill(database.db, {
      problem: RAG,
      criteria,
      from: attemptId,
      userId: person.id,
    });
    const who = { attemptId: drill.attemptId, userId: person.id };
    await submit(database.db, createRecordingQueue(), who);
    expect(await codeOf(retry(who))).toBe("bad_request");
  });

  it("is a second one while another interview is open; the same one goes on", async () => {
    const first = await retry();
    expect(await retry()).toEqual({ attemptId: first.attemptId, isResumed: true });
    expect(await codeOf(retry({ section: "scenario" }))).toBe("conflict");
  });

  it("is a form with another section, length or choice", () => {
    const form = (fields: Record<string, string>) => startRetrySchema.safeParse(fields).success;
    expect(form({ section: "evaluation" })).toBe(true);
    expect(form({ section: "evaluation", keep: "editable", minutes: "0" })).toBe(true);
    expect(form({ section: "summary" })).toBe(false);
    expect(form({ section: "evaluation", minutes: "61" })).toBe(false);
    expect(form({ section: "evaluation", minutes: "-1" })).toBe(false);
    expect(form({ section: "evaluation", keep: "some" })).toBe(false);
    expect(form({ section: "evaluation", start: "own_text" })).toBe(true);
    expect(form({ section: "evaluation", start: "theirs" })).toBe(false);
  });
});
