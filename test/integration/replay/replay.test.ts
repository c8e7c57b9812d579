import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { playFrames } from "#domain/attempts/replay/timeline";
import { sizeOf } from "#domain/attempts/replay/thin-frames";
import type { StoredTimeline } from "#domain/attempts/replay/stored-timeline";
import { erasePerson } from "#server/accounts/erase-person";
import { listOwnFiles } from "#server/accounts/list-own-files";
import type { Viewer } from "#server/accounts/sessions";
import { askQuestion } from "#server/attempts/ask-question";
import { openHint } from "#server/attempts/open-hint";
import { pruneHistory } from "#server/attempts/prune-history";
import { KEPT_LIMITS } from "#server/attempts/replay/fold-timeline";
import { startRetry } from "#server/attempts/start-retry";
import { attempts, attemptTimelines, revisions } from "#server/db/tables/attempts";
import { criterionVerdicts, evidence } from "#server/db/tables/grades";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { startRating } from "#server/reviews/start-rating";
import { loader as pageLoader } from "~/routes/report/replay";
import type { Replay, ReplayEvent } from "~/lib/report/replay-view";
import { createSession } from "#server/accounts/sessions";
import { createRecordingQueue, openAttempt, submit, throwIt } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { box } from "../../support/elements";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { handInDrill } from "../drills/drill-world";
import { gradeWith } from "../reviews/review-world";
import { readReplay, spreadOut, Tab } from "./replay-world";

const MINUTE = 60_000;
const DAYS = 30;
const RATE = "The desk takes 40 questions a second at noon.";
const GOAL = "Answers must come in 2 s.";

let database: TestDatabase;
let world: PageWorld;
let owner: Viewer;

beforeAll(async () => {
  database = await createContentDatabase();
  world = createPageWorld(database);
}, 120_000);
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  owner = await createPerson(database.db);
});

const replayOf = (attemptId: string, viewer = owner): Promise<Replay> =>
  readReplay(world, database.db, viewer, attemptId);

/** Six saves: the text grows, a box comes, moves, and another comes and goes. */
async function work(attemptId: string): Promise<Tab> {
  const tab = new Tab(database.db, { attemptId, userId: owner.id });
  await tab.save({ texts: { scenario: "The desk" } });
  await tab.save({ texts: { scenario: RATE } });
  await tab.save({ elements: [box("gateway"), box("draft", { x: 400 })] });
  await tab.save({ texts: { scenario: `${RATE} ${GOAL}` } });
  await tab.save({
    elements: [
      box("gateway", { x: 90, version: 2 }),
      box("draft", { x: 400, version: 2, isDeleted: true }),
    ],
  });
  await tab.save({ texts: { evaluation: "We count wrong answers." } });
  return tab;
}

async function handInWorked(setUp: Parameters<typeof openAttempt>[2] = {}) {
  const attemptId = await openAttempt(database.db, owner.id, setUp);
  await work(attemptId);
  const who = { attemptId, userId: owner.id };
  const { gradeId } = await submit(database.db, createRecordingQueue(), who);
  return { attemptId, gradeId };
}

async function findStored(attemptId: string) {
  const [row] = await database.db
    .select()
    .from(attemptTimelines)
    .where(eq(attemptTimelines.attemptId, attemptId));
  return row ?? null;
}

async function countSaves(attemptId: string): Promise<number> {
  return database.db.$count(revisions, eq(revisions.attemptId, attemptId));
}

/** The work at a moment, in minutes. */
function at({ frames }: Pick<Replay, "frames">, minute: number) {
  const { texts, elements } = playFrames(frames.filter((frame) => frame.at <= minute * MINUTE));
  const drawn = [...elements.values()].map(({ id, x }) => `${id} ${x}`);
  return { scenario: texts.scenario, evaluation: texts.evaluation, drawn };
}

/** What `work` leads to, minute by minute. */
const COURSE = [
  { scenario: "", evaluation: "", drawn: [] },
  { scenario: "The desk", evaluation: "", drawn: [] },
  { scenario: RATE, evaluation: "", drawn: [] },
  { scenario: RATE, evaluation: "", drawn: ["gateway 0", "draft 400"] },
  { scenario: `${RATE} ${GOAL}`, evaluation: "", drawn: ["gateway 0", "draft 400"] },
  { scenario: `${RATE} ${GOAL}`, evaluation: "", drawn: ["gateway 90"] },
  { scenario: `${RATE} ${GOAL}`, evaluation: "We count wrong answers.", drawn: ["gateway 90"] },
];
const minutes = COURSE.map((_, minute) => minute);

describe("a replay", () => {
  it("shows the work as it stood at every minute", async () => {
    const { attemptId } = await handInWorked();
    await spreadOut(database.db, attemptId);
    const replay = await replayOf(attemptId);
    expect(minutes.map((minute) => at(replay, minute))).toEqual(COURSE);
    expect(replay).toMatchObject({ knownFrom: 0, saves: 6, end: 40 * MINUTE });
  });

  it("is put together once", async () => {
    const { attemptId } = await handInWorked();
    const first = await replayOf(attemptId);
    const stored = await findStored(attemptId);
    // Read from what is stored: the saves would say otherwise now.
    await database.db
      .update(revisions)
      .set({ payload: { texts: {}, elements: [] } })
      .where(eq(revisions.attemptId, attemptId));
    expect(await replayOf(attemptId)).toEqual(first);
    expect(await findStored(attemptId)).toEqual(stored);
  });

  it("has no part in a copy that lost a conflict, nor in what came late", async () => {
    const attemptId = await openAttempt(database.db, owner.id);
    const who = { attemptId, userId: owner.id };
    const tab = new Tab(database.db, who);
    const other = new Tab(database.db, who);
    await tab.save({ texts: { scenario: "Mine stands." } });
    const reply = await other.save({ texts: { scenario: "Lost." }, elements: [box("kept")] });
    expect(reply.conflicts).toHaveLength(1);
    await submit(database.db, createRecordingQueue(), who);
    await tab.save({ texts: { scenario: "Mine stands. Late." } });
    const { frames, saves } = await replayOf(attemptId);
    const { texts, elements } = playFrames(frames);
    expect(texts.scenario).toBe("Mine stands.");
    expect([...elements.keys()]).toEqual(["kept"]);
    expect(saves).toBe(2);
    expect(JSON.stringify(frames)).not.toMatch(/Lost|Late/);
  });

  it("tells questions, hints, the curveball and the end at their moments", async () => {
    const attemptId = await openAttempt(database.db, owner.id, {
      isPractice: true,
      hasCurveball: true,
    });
    const who = { attemptId, userId: owner.id };
    await openHint(database.db, { ...who, section: "components", step: 1 });
    const ask = { askKey: "key-of-a-question", question: "What is the weather on the moon?" };
    await askQuestion(
      database.db,
      createRecordingQueue(),
      { ...who, ask, hasModel: false },
      throwIt,
    );
    await work(attemptId);
    await submit(database.db, createRecordingQueue(), who);
    await spreadOut(database.db, attemptId);
    await database.db.execute(sql`
      update attempt_hints set opened_at = attempts.started_at + interval '3 minutes'
      from attempts where attempts.id = attempt_id and attempt_id = ${attemptId}`);
    await database.db.execute(sql`
      update attempt_questions set asked_at = attempts.started_at + interval '2 minutes'
      from attempts where attempts.id = attempt_id and attempt_id = ${attemptId}`);
    const { events } = await replayOf(attemptId);
    expect(events.map((event) => event.kind)).toEqual(["question", "hint", "curveball", "end"]);
    const [question, hint, curveball, end] = events as [
      ReplayEvent,
      ReplayEvent,
      ReplayEvent,
      ReplayEvent,
    ];
    expect(question).toMatchObject({ at: 2 * MINUTE, title: `Asked: ${ask.question}` });
    expect(hint).toMatchObject({ at: 3 * MINUTE, section: "components" });
    expect(hint.detail).not.toBe("");
    expect(curveball.at).toBeGreaterThan(3 * MINUTE);
    expect(curveball.at).toBeLessThan(40 * MINUTE);
    expect(end).toMatchObject({ at: 40 * MINUTE, title: "Handed in" });
  });
});

describe("moments that won criteria", () => {
  /** Graded as met throughout; two of the criteria say what they rest on. */
  async function gradeWorked() {
    const { attemptId, gradeId } = await handInWorked();
    await spreadOut(database.db, attemptId);
    const rubric = await gradeWith(database.db, gradeId, "met");
    const [quoted, drawn] = rubric.criteria;
    await addEvidence(gradeId, quoted?.id ?? "", {
      section: "scenario",
      quote: GOAL,
      startOffset: RATE.length + 1,
      endOffset: RATE.length + 1 + GOAL.length,
    });
    await addEvidence(gradeId, drawn?.id ?? "", { elementIds: ["gateway"], diagramIds: ["c1"] });
    return { attemptId, quoted, drawn };
  }

  async function addEvidence(
    gradeId: string,
    criterionId: string,
    piece: Partial<typeof evidence.$inferInsert>,
  ) {
    const [verdict] = await database.db
      .select({ id: criterionVerdicts.id })
      .from(criterionVerdicts)
      .where(
        sql`${criterionVerdicts.gradeId} = ${gradeId} and ${criterionVerdicts.criterionId} = ${criterionId}`,
      );
    await database.db
      .insert(evidence)
      .values({ criterionVerdictId: verdict?.id ?? "", position: 0, ...piece });
  }

  const won = ({ events }: Replay) => events.filter(({ kind }) => kind === "won");

  it("are the saves that first held the quote, or the box", async () => {
    const { attemptId, quoted, drawn } = await gradeWorked();
    await recordOwnSight(database.db, { attemptId, userId: owner.id });
    const events = won(await replayOf(attemptId));
    expect(events.map((event) => [event.at, event.title])).toEqual([
      [3 * MINUTE, `Met: ${drawn?.text}`],
      [4 * MINUTE, `Met: ${quoted?.text}`],
    ]);
  });

  it("are told to the candidate once they have opened the grade, and to a reviewer", async () => {
    const { attemptId } = await gradeWorked();
    const reviewer = await createPerson(database.db, "reviewer");
    expect(won(await replayOf(attemptId))).toEqual([]);
    expect(won(await replayOf(attemptId, reviewer))).toHaveLength(2);
    await recordOwnSight(database.db, { attemptId, userId: owner.id });
    expect(won(await replayOf(attemptId))).toHaveLength(2);
  });

  it("are kept from whoever rates the attempt blindly, with all of it", async () => {
    const { attemptId } = await gradeWorked();
    const reviewer = await createPerson(database.db, "reviewer");
    await startRating(database.db, { attemptId, reviewer });
    const refusal = await replayOf(attemptId, reviewer).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ status: 403 });
    const { token } = await createSession(database.db, reviewer.id);
    const request = new Request(`http://localhost/attempts/${attemptId}/replay`);
    const context = await world.contextFor(token);
    const page = await Promise.resolve(
      pageLoader({ request, params: { attemptId }, context }),
    ).catch((error: unknown) => error);
    expect((page as Response).headers.get("location")).toBe(`/review/${attemptId}`);
  });
});

describe("pruning", () => {
  it("leaves a timeline that plays as the saves did, once and for all", async () => {
    const { attemptId } = await handInWorked();
    await spreadOut(database.db, attemptId, DAYS + 1);
    await pruneHistory(database.db, { days: DAYS });
    expect(await countSaves(attemptId)).toBe(0);
    const stored = await findStored(attemptId);
    await pruneHistory(database.db, { days: DAYS });
    expect(await findStored(attemptId)).toEqual(stored);
    const replay = await replayOf(attemptId);
    expect(minutes.map((minute) => at(replay, minute))).toEqual(COURSE);
    expect(replay).toMatchObject({ knownFrom: 0, saves: 6 });
  });

  it("thins what was put together for somebody to see", async () => {
    const { attemptId } = await handInWorked();
    await spreadOut(database.db, attemptId, DAYS + 1);
    await replayOf(attemptId);
    await pruneHistory(database.db, { days: DAYS });
    expect(await countSaves(attemptId)).toBe(0);
    const replay = await replayOf(attemptId);
    expect(minutes.map((minute) => at(replay, minute))).toEqual(COURSE);
  });

  it("goes on from a timeline when an attempt is pruned while it is written", async () => {
    const attemptId = await openAttempt(database.db, owner.id, { minutes: 0 });
    const tab = await work(attemptId);
    await spreadOut(database.db, attemptId, DAYS + 1);
    await pruneHistory(database.db, { days: DAYS });
    expect(await countSaves(attemptId)).toBe(0);
    await tab.save({ texts: { scenario: `${RATE} ${GOAL} And more.` } });
    await tab.save({ elements: [box("gateway", { x: 5, version: 3 })] });
    const who = { attemptId, userId: owner.id };
    await submit(database.db, createRecordingQueue(), who);
    const replay = await replayOf(attemptId);
    expect(minutes.map((minute) => at(replay, minute))).toEqual(COURSE);
    expect(replay.saves).toBe(8);
    expect(at(replay, Infinity)).toMatchObject({
      scenario: `${RATE} ${GOAL} And more.`,
      drawn: ["gateway 5"],
    });
  });

  it("deletes no save whose timeline could not be stored, and holds up no other attempt", async () => {
    const [broken, sound] = [await handInWorked(), await handInWorked()];
    for (const { attemptId } of [broken, sound]) await spreadOut(database.db, attemptId, DAYS + 1);
    await database.db.execute(sql`create function fail_for_test() returns trigger language plpgsql
      as $$ begin raise exception 'the disk is full'; end $$`);
    await database.db.execute(
      sql.raw(`create trigger fail_for_test before insert on attempt_timelines for each row
        when (new.attempt_id = '${broken.attemptId}') execute function fail_for_test()`),
    );
    try {
      await expect(pruneHistory(database.db, { days: DAYS })).rejects.toThrow(AggregateError);
      expect(await countSaves(broken.attemptId)).toBe(6);
      expect(await countSaves(sound.attemptId)).toBe(0);
    } finally {
      await database.db.execute(sql`drop trigger fail_for_test on attempt_timelines`);
      await database.db.execute(sql`drop function fail_for_test`);
    }
    await pruneHistory(database.db, { days: DAYS });
    expect(await countSaves(broken.attemptId)).toBe(0);
    const replay = await replayOf(broken.attemptId);
    expect(minutes.map((minute) => at(replay, minute))).toEqual(COURSE);
  });

  it("stays within its bound, whatever was saved", { timeout: 60_000 }, async () => {
    const attemptId = await openAttempt(database.db, owner.id);
    const tab = new Tab(database.db, { attemptId, userId: owner.id });
    for (let turn = 1; turn <= 150; turn += 1) {
      await tab.save({
        texts: { scenario: `${turn} `.repeat(2_000) },
        elements: Array.from({ length: 20 }, (_, index) =>
          box(`b${index}`, { x: turn, version: turn, strokeColor: `#0000${10 + (turn % 80)}` }),
        ),
      });
    }
    await submit(database.db, createRecordingQueue(), { attemptId, userId: owner.id });
    await spreadOut(database.db, attemptId, DAYS + 1);
    await pruneHistory(database.db, { days: DAYS });
    const stored = await findStored(attemptId);
    const { frames } = stored?.timeline as StoredTimeline;
    expect(sizeOf(frames)).toBeLessThanOrEqual(KEPT_LIMITS.bytes);
    expect(frames.length).toBeLessThanOrEqual(KEPT_LIMITS.frames);
    expect(frames.length).toBeGreaterThan(8);
  });

  it("leaves out a drawing that is too large, and says so; the end shows it", async () => {
    const attemptId = await openAttempt(database.db, owner.id);
    const tab = new Tab(database.db, { attemptId, userId: owner.id });
    const points = Array.from({ length: 9_000 }, () => [123.2512345678901, 456.7512345678901]);
    const stroke = { ...box("stroke"), type: "freedraw", points, pressures: [] };
    await tab.save({ texts: { scenario: RATE } });
    await tab.save({ elements: [{ ...stroke, simulatePressure: true }] });
    await submit(database.db, createRecordingQueue(), { attemptId, userId: owner.id });
    await spreadOut(database.db, attemptId, DAYS + 1);
    await pruneHistory(database.db, { days: DAYS });
    const stored = await findStored(attemptId);
    expect(sizeOf(stored?.timeline)).toBeLessThan(1_000);
    const replay = await replayOf(attemptId);
    expect(replay.isWithoutDrawing).toBe(true);
    expect(at(replay, 39)).toMatchObject({ scenario: RATE, drawn: [] });
    expect(at(replay, 40).drawn).toEqual(["stroke 0"]);
  });

  it("keeps nothing of a drill, which has no replay", async () => {
    const { attemptId } = await handInDrill(database.db, owner.id);
    await spreadOut(database.db, attemptId, DAYS + 1);
    await pruneHistory(database.db, { days: DAYS });
    expect(await countSaves(attemptId)).toBe(0);
    expect(await findStored(attemptId)).toBeNull();
  });
});

describe("attempts whose saves went before there were timelines", () => {
  it("say from when on saves are known, and show what no later one brought from there", async () => {
    const { attemptId } = await handInWorked();
    await spreadOut(database.db, attemptId);
    await database.db.execute(sql`delete from revisions where id in (
      select id from revisions where attempt_id = ${attemptId} order by id limit 3)`);
    const replay = await replayOf(attemptId);
    expect(replay.knownFrom).toBe(4 * MINUTE);
    // Its first words are gone, so a splice says nothing; what was handed in does.
    expect(at(replay, 4)).toEqual({ scenario: "", evaluation: "", drawn: [] });
    expect(at(replay, 6)).toMatchObject({ evaluation: "We count wrong answers." });
    expect(at(replay, 40)).toEqual(COURSE.at(-1));
  });

  it("show what was handed in where no save is left", async () => {
    const { attemptId } = await handInWorked();
    await spreadOut(database.db, attemptId);
    await database.db.delete(revisions).where(eq(revisions.attemptId, attemptId));
    const replay = await replayOf(attemptId);
    expect(replay).toMatchObject({ knownFrom: null, saves: 0 });
    expect(replay.frames).toHaveLength(1);
    expect(at(replay, 40)).toEqual(COURSE.at(-1));
  });
});

describe("a retry", () => {
  async function retryOf(attemptId: string): Promise<string> {
    const order = { section: "evaluation", keep: "editable", minutes: 0 } as const;
    const retry = await startRetry(database.db, { ...order, userId: owner.id, attemptId });
    const who = { attemptId: retry.attemptId, userId: owner.id };
    const tab = new Tab(database.db, who);
    await tab.save({ texts: { evaluation: "We ask twenty agents." } });
    await submit(database.db, createRecordingQueue(), who);
    await spreadOut(database.db, retry.attemptId);
    return retry.attemptId;
  }

  it("begins with what was carried over", async () => {
    const { attemptId } = await handInWorked();
    const replay = await replayOf(await retryOf(attemptId));
    const carried = { scenario: `${RATE} ${GOAL}`, drawn: ["gateway 90"] };
    expect(at(replay, 0)).toEqual({ ...carried, evaluation: "" });
    expect(at(replay, 1)).toEqual({ ...carried, evaluation: "We ask twenty agents." });
  });

  it("begins with the section's own text where it started from that", async () => {
    const { attemptId } = await handInWorked();
    const order = { section: "scenario", start: "own_text", keep: "locked", minutes: 0 } as const;
    const retry = await startRetry(database.db, { ...order, userId: owner.id, attemptId });
    const who = { attemptId: retry.attemptId, userId: owner.id };
    await submit(database.db, createRecordingQueue(), who);
    expect(at(await replayOf(retry.attemptId), 0)).toMatchObject({ scenario: `${RATE} ${GOAL}` });
  });

  it("begins with it where the earlier attempt is gone, too", async () => {
    const { attemptId } = await handInWorked();
    const retryId = await retryOf(attemptId);
    await database.db.update(attempts).set({ basedOnId: null }).where(eq(attempts.id, retryId));
    const replay = await replayOf(retryId);
    const carried = { scenario: `${RATE} ${GOAL}`, drawn: ["gateway 90"] };
    expect(at(replay, 0)).toEqual({ ...carried, evaluation: "" });
  });
});

describe("a stored timeline", () => {
  it("is in what its owner takes home, and goes with the account", async () => {
    const { attemptId } = await handInWorked();
    await replayOf(attemptId);
    const files = await listOwnFiles(database.db, owner.id);
    const file = files.find(({ name }) => name.endsWith("attempt.json"));
    const { timeline } = JSON.parse((await file?.read()) ?? "") as { timeline: StoredTimeline };
    expect(timeline.saves).toBe(6);
    await database.db.transaction((tx) => erasePerson(tx, owner.id));
    expect(await findStored(attemptId)).toBeNull();
  });
});
