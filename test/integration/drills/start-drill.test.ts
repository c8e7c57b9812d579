import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startDrill } from "#server/attempts/start-drill";
import { startAttempt } from "#server/attempts/start-attempt";
import { updateExtraTime } from "#server/accounts/update-extra-time";
import { attempts } from "#server/db/tables/attempts";
import { startDrillSchema } from "#domain/attempts/start.schema";
import { createRecordingQueue, openAttempt, saveWork, submit } from "../../support/attempts";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { box } from "../../support/elements";
import { createPerson } from "../../support/people";
import { codeOf } from "../reviews/review-world";
import { markWhole } from "../reviews/self-world";
import { gradeReport, pickOf, pickTogether, readReport } from "./drill-world";
import type { ReadReport } from "./drill-world";

const OTHER = "recommendation-feed";

let database: TestDatabase;
let userId: string;
let base: ReadReport;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  userId = (await createPerson(database.db)).id;
  base = await readReport(database.db, userId);
});

function start(
  criteria: string[],
  changes: { problem?: string; from?: string; userId?: string } = {},
) {
  const { problem = RAG, from = base.attemptId } = changes;
  return startDrill(database.db, { problem, criteria, from, userId: changes.userId ?? userId });
}

async function rowOf(attemptId: string) {
  const [row] = await database.db.select().from(attempts).where(eq(attempts.id, attemptId));
  if (!row) throw new Error(`no attempt ${attemptId}`);
  return row;
}

const idsOf = (criteria: { id: string }[]) => criteria.map(({ id }) => id);

describe("starting a drill", () => {
  it("takes the version, level and brief of the attempt, and five to ten minutes", async () => {
    const criteria = pickTogether(base.rubric, 3);
    const from = await rowOf(base.attemptId);
    const one = await rowOf((await start([criteria[0]?.id ?? ""])).attemptId);
    expect(one).toMatchObject({
      kind: "drill",
      basedOnId: base.attemptId,
      focusSection: criteria[0]?.section,
      focusCriteria: [criteria[0]?.id],
      problemVersionId: from.problemVersionId,
      rubricVersionId: from.rubricVersionId,
      level: from.level,
      lens: from.lens,
      brief: from.brief,
      minutes: 5,
      hasCurveball: false,
    });
    const three = await rowOf((await start(idsOf(criteria))).attemptId);
    expect(three.minutes).toBe(10);
    expect(Number(three.deadlineAt) - Number(three.startedAt)).toBe(10 * 60_000);
  });

  it("resumes the open drill of the same criteria, in whatever order they are named", async () => {
    const ids = idsOf(pickTogether(base.rubric, 2));
    const first = await start(ids);
    expect(await start([...ids].reverse())).toEqual({
      attemptId: first.attemptId,
      isResumed: true,
    });
    expect((await start(ids.slice(0, 1))).isResumed).toBe(false);
  });

  it("stands beside an open interview on the same problem", async () => {
    const open = await openAttempt(database.db, userId);
    const drill = await start(idsOf(pickTogether(base.rubric, 1)));
    expect(drill.attemptId).not.toBe(open);
    const again = await openAttempt(database.db, userId);
    expect(again).toBe(open);
  });

  it("moves its deadline by the person's extra time", async () => {
    const admin = await createPerson(database.db, "admin");
    await updateExtraTime(database.db, {
      personId: userId,
      actorId: admin.id,
      percent: 50,
      includesOpen: false,
    });
    const row = await rowOf((await start(idsOf(pickTogether(base.rubric, 1)))).attemptId);
    expect(Number(row.deadlineAt) - Number(row.startedAt)).toBe(7.5 * 60_000);
  });

  it("grows out of the newest report with its criteria when none is named", async () => {
    const newer = await readReport(database.db, userId);
    const criteria = idsOf(pickTogether(base.rubric, 1));
    const { attemptId } = await startDrill(database.db, { problem: RAG, criteria, userId });
    expect((await rowOf(attemptId)).basedOnId).toBe(newer.attemptId);
  });

  it("grows out of marks of one's own that are finished", async () => {
    const person = await createPerson(database.db);
    const marked = await markWhole(database.db, person.id);
    const criteria = idsOf(pickTogether(base.rubric, 1));
    const who = { problem: RAG, criteria, userId: person.id };
    const { attemptId } = await startDrill(database.db, who);
    expect((await rowOf(attemptId)).basedOnId).toBe(marked.attemptId);
  });

  it("started from a drill, has that one's attempt for its own", async () => {
    const criteria = idsOf(pickTogether(base.rubric, 1));
    const first = await start(criteria);
    await submit(database.db, createRecordingQueue(), { attemptId: first.attemptId, userId });
    const again = await start(criteria, { from: first.attemptId });
    expect(again.isResumed).toBe(false);
    expect((await rowOf(again.attemptId)).basedOnId).toBe(base.attemptId);
  });
});

describe("what is refused", () => {
  it("is another's attempt, and one that isn't there", async () => {
    const stranger = await createPerson(database.db);
    const ids = idsOf(pickTogether(base.rubric, 1));
    expect(await codeOf(start(ids, { userId: stranger.id }))).toBe("not_found");
    const reviewer = await createPerson(database.db, "reviewer");
    expect(await codeOf(start(ids, { userId: reviewer.id }))).toBe("not_found");
    expect(await codeOf(start(ids, { from: crypto.randomUUID() }))).toBe("not_found");
  });

  it("is a criterion that the rubric doesn't have, a canary and one of the curveball", async () => {
    const [canary] = base.rubric.canaries;
    const [curveball] = base.rubric.curveball ?? [];
    const [known] = pickTogether(base.rubric, 1);
    expect(await codeOf(start(["no-such-criterion"]))).toBe("bad_request");
    expect(await codeOf(start([known?.id ?? "", "no-such-criterion"]))).toBe("bad_request");
    expect(await codeOf(start([canary?.id ?? ""]))).toBe("bad_request");
    expect(await codeOf(start([curveball?.id ?? ""]))).toBe("bad_request");
  });

  it("is a set across sections", async () => {
    const ids = [pickOf(base.rubric, "scenario").id, pickOf(base.rubric, "evaluation").id];
    expect(await codeOf(start(ids))).toBe("bad_request");
  });

  it("is another problem's attempt", async () => {
    const ids = idsOf(pickTogether(base.rubric, 1));
    expect(await codeOf(start(ids, { problem: OTHER }))).toBe("bad_request");
  });

  it("is an attempt that is open, or whose report nobody opened", async () => {
    const ids = idsOf(pickTogether(base.rubric, 1));
    const unread = await gradeReport(database.db, userId);
    expect(await codeOf(start(ids, { from: unread.attemptId }))).toBe("conflict");
    const open = await openAttempt(database.db, userId);
    expect(await codeOf(start(ids, { from: open }))).toBe("conflict");
    const beginner = await createPerson(database.db);
    await gradeReport(database.db, beginner.id);
    const blind = startDrill(database.db, { problem: RAG, criteria: ids, userId: beginner.id });
    expect(await codeOf(blind)).toBe("conflict");
  });

  it("is a form with four criteria, none, or one twice", () => {
    const form = (criteria: string[]) =>
      startDrillSchema.safeParse({ problem: RAG, criteria }).success;
    expect(form(["a", "b", "c"])).toBe(true);
    expect(form(["a", "b", "c", "d"])).toBe(false);
    expect(form([])).toBe(false);
    expect(form(["a", "a"])).toBe(false);
    expect(form(["A criterion"])).toBe(false);
  });
});

describe("what a drill has no room for", () => {
  it("takes no change, though it is asked for by hand", async () => {
    const criterion = pickOf(base.rubric, "scenario");
    const { attemptId } = await start([criterion.id]);
    const who = { attemptId, userId };
    await saveWork(database.db, who, { answers: { scenario: "Forty questions a second." } });
    const other = saveWork(database.db, who, { answers: { evaluation: "A golden set." } });
    expect(await codeOf(other)).toBe("bad_request");
    const hasCanvas = criterion.evidence.includes("diagram");
    const drawn = saveWork(database.db, who, { elements: [box("a-box")] });
    expect(await codeOf(drawn)).toBe(hasCanvas ? "done" : "bad_request");
  });

  it("leaves an interview's own untouched", async () => {
    const { attemptId } = await startAttempt(database.db, {
      slug: RAG,
      userId,
      level: "mid",
      lens: "startup",
      brief: "case",
      minutes: 20,
      isPractice: false,
      hasCurveball: false,
    });
    const who = { attemptId, userId };
    const work = { answers: { evaluation: "A golden set." }, elements: [box("a-box")] };
    expect(await codeOf(saveWork(database.db, who, work))).toBe("done");
  });
});
