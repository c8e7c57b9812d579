import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { deleteOwnTrack } from "#server/practice/delete-own-track";
import { getOwnTrack } from "#server/practice/get-own-track";
import { listWeakTopics } from "#server/practice/list-weak-topics";
import { saveTick } from "#server/practice/save-tick";
import { startTrack } from "#server/practice/start-track";
import { readStudy } from "#server/study/read-study";
import type { Study } from "#server/study/study";
import { addDays } from "#domain/practice/day";
import type { TrackStart } from "#domain/practice/track";
import { action as trackAction } from "~/routes/practice/track";
import { RAG, ROOT_DIR } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { codeOf, wordsOf } from "../reviews/review-world";
import { drill, interview, miss, moveBack } from "./practice-world";

const TRACK = "four-weeks";
const TODAY = new Date().toISOString().slice(0, 10);

let database: TestDatabase;
let study: Study;
let pages: PageWorld;
let candidate: Viewer;
beforeAll(async () => {
  database = await createContentDatabase();
  study = await readStudy(ROOT_DIR);
  pages = createPageWorld(database);
});
afterAll(async () => {
  await pages.close();
  await database.drop();
});
beforeEach(async () => {
  candidate = await createPerson(database.db);
});

const pick = (start: TrackStart, track = TRACK) =>
  startTrack(database.db, study, { userId: candidate.id, track, ...start }, { today: TODAY });
const tick = (item: string, isDone = true) =>
  saveTick(database.db, study, { userId: candidate.id, item, isDone });

async function read() {
  const at = { now: new Date(), timeZone: "UTC" };
  const own = await getOwnTrack(database.db, study, candidate.id, at);
  if (own === null) throw new Error("no track is followed");
  return own;
}
async function readWeek(number: number) {
  const week = (await read()).weeks[number - 1];
  if (!week) throw new Error(`no week ${number}`);
  return week;
}

describe("picking a track", () => {
  it("plans its weeks from a start, or back from an interview", async () => {
    await pick({ when: "start", day: TODAY });
    expect(await read()).toMatchObject({ week: 1, startsOn: TODAY, interviewOn: null });
    await pick({ when: "start", day: addDays(TODAY, 3) });
    expect((await read()).week).toBe(0);
    const day = addDays(TODAY, 10);
    await pick({ when: "interview", day });
    const near = await read();
    expect(near).toMatchObject({ week: 3, startsOn: addDays(day, -28), interviewOn: day });
    expect(near.weeks[1]?.startsOn).toBe(addDays(day, -21));
    await pick({ when: "start", day: addDays(TODAY, -28) });
    expect((await read()).week).toBeNull();
  });

  it("is refused for a day that won't do and for a track that isn't there", async () => {
    for (const day of [addDays(TODAY, 366), addDays(TODAY, -366)]) {
      expect(await codeOf(pick({ when: "start", day }))).toBe("bad_request");
    }
    expect(await wordsOf(pick({ when: "interview", day: addDays(TODAY, -1) }))).toContain(
      "has passed",
    );
    expect(await codeOf(pick({ when: "start", day: TODAY }, "no-such-track"))).toBe("not_found");
    await expect(read()).rejects.toThrow("no track");
  });

  it("can be dropped, and keeps the ticks for another time", async () => {
    await pick({ when: "start", day: TODAY });
    const [topic] = (await readWeek(1)).topics;
    await tick(topic?.item ?? "");
    await deleteOwnTrack(database.db, candidate.id);
    await expect(read()).rejects.toThrow("no track");
    await pick({ when: "start", day: TODAY });
    expect((await readWeek(1)).topics[0]?.by).toBe("hand");
  });

  it("says beside its form what is wrong, and takes none but a real day", async () => {
    const { token } = await createSession(database.db, candidate.id);
    const post = async (fields: Record<string, string>) =>
      trackAction({
        request: postForm("/track", { intent: "pick", track: TRACK, when: "start", ...fields }),
        params: {},
        context: await pages.contextFor(token),
      });
    for (const day of ["", "tomorrow", "2026-02-30", "2026-13-01", `${TODAY}'--`]) {
      expect(await post({ day }), day).toMatchObject({ init: { status: 400 } });
    }
    expect(await post({ day: addDays(TODAY, 1_000) })).toMatchObject({
      data: { error: "Choose a day within a year of today." },
    });
  });
});

describe("a week", () => {
  it("is ticked by hand, and back", async () => {
    await pick({ when: "start", day: TODAY });
    const before = await readWeek(1);
    const [topic] = before.topics;
    const [exercise] = before.exercises;
    await tick(topic?.item ?? "");
    await tick(topic?.item ?? "");
    await tick(exercise?.item ?? "");
    const after = await readWeek(1);
    expect(after).toMatchObject({ done: 2, of: before.of });
    expect([after.topics[0]?.by, after.exercises[0]?.isDone]).toEqual(["hand", true]);
    await tick(topic?.item ?? "", false);
    expect(await readWeek(1)).toMatchObject({ done: 1 });
  });

  it("has nothing to tick but its own items, and only while it is followed", async () => {
    await pick({ when: "start", day: TODAY });
    for (const item of ["1/topic/no-such-topic", "9/exercise/0", "1/exercise/99", "1/problem/x"]) {
      expect(await codeOf(tick(item)), item).toBe("not_found");
    }
    await deleteOwnTrack(database.db, candidate.id);
    expect(await codeOf(tick("1/exercise/0"))).toBe("not_found");
  });

  it("is ticked by an interview on its problem and by a drill on its topic, since it began", async () => {
    const { db } = database;
    const earlier = await interview(db, candidate.id, miss(1));
    await moveBack(db, earlier.attemptId, 3);
    await pick({ when: "start", day: addDays(TODAY, -1) });
    const weekOfRag = (await read()).weeks.find(({ problems }) =>
      problems.some(({ slug }) => slug === RAG),
    );
    const number = weekOfRag?.number ?? 0;
    const findProblem = async () =>
      (await readWeek(number)).problems.find(({ slug }) => slug === RAG);
    expect((await findProblem())?.attemptId).toBeNull();
    const { attemptId, rubric, asked } = await interview(db, candidate.id, miss(1));
    expect((await findProblem())?.attemptId).toBe(attemptId);

    const onTrack = new Set(
      (await read()).weeks.flatMap(({ topics }) => topics.map(({ slug }) => slug)),
    );
    const criterion = rubric.criteria.find(
      ({ id, topics }) => asked.includes(id) && topics.some((topic) => onTrack.has(topic)),
    );
    const topic = criterion?.topics.find((slug) => onTrack.has(slug));
    const findTopic = async () =>
      (await read()).weeks.flatMap(({ topics }) => topics).find(({ slug }) => slug === topic);
    expect((await findTopic())?.by).toBeNull();
    await drill(db, candidate.id, attemptId, [criterion?.id ?? ""], "not_met");
    expect((await findTopic())?.by).toBe("drill");
  });

  it("is finished with everything read and exercised, and one of its problems", async () => {
    const { db } = database;
    await pick({ when: "start", day: TODAY });
    const week = (await read()).weeks.find(({ problems }) =>
      problems.some(({ slug }) => slug === RAG),
    );
    if (!week) throw new Error("no week practises on it");
    for (const { item } of [...week.topics, ...week.exercises]) await tick(item);
    expect(await readWeek(week.number)).toMatchObject({ done: week.of - 1 });
    await interview(db, candidate.id, { verdict: "met" });
    expect(await readWeek(week.number)).toMatchObject({ done: week.of, of: week.of });
  });

  it("counts no answer that couldn't be read, and is nobody else's", async () => {
    const { db } = database;
    await pick({ when: "start", day: TODAY });
    const done = (await read()).weeks.reduce((sum, week) => sum + week.done, 0);
    const other = await createPerson(db);
    await interview(db, other.id, { verdict: "met" });
    expect((await read()).weeks.reduce((sum, week) => sum + week.done, 0)).toBe(done);
  });
});

describe("weak topics", () => {
  it("are those of criteria that were missed and not closed", async () => {
    const { db } = database;
    expect(await listWeakTopics(db, candidate.id)).toEqual({});
    const { rubric, asked } = await interview(db, candidate.id, miss(2));
    const expected: Record<string, number> = {};
    for (const { id, topics } of rubric.criteria) {
      if (!asked.slice(0, 2).includes(id)) continue;
      for (const topic of topics) expected[topic] = (expected[topic] ?? 0) + 1;
    }
    expect(await listWeakTopics(db, candidate.id)).toEqual(expected);
  });
});
