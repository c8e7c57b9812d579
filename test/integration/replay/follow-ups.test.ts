import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { playFrames } from "#domain/attempts/replay/timeline";
import { replyIdOf } from "#domain/attempts/turn.schema";
import type { SectionId } from "#domain/problems/scale";
import type { Viewer } from "#server/accounts/sessions";
import { askProbe } from "#server/attempts/ask-probe";
import { declineProbe } from "#server/attempts/decline-probe";
import { listTurns } from "#server/attempts/list-turns";
import { settleByAuthor } from "#server/attempts/save-probe";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { startRetry } from "#server/attempts/start-retry";
import { createRecordingQueue, openAttempt, submit, throwIt } from "../../support/attempts";
import { loadRealContent } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { gradeWith } from "../reviews/review-world";
import { readReplay, spreadOut, Tab } from "./replay-world";

let database: TestDatabase;
let world: PageWorld;
let owner: Viewer;
let who: { attemptId: string; userId: string };

beforeAll(async () => {
  database = await createContentDatabase();
  // The frozen rubrics are older than follow-ups.
  await loadRealContent(database.db);
  world = createPageWorld(database);
}, 120_000);
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  owner = await createPerson(database.db);
  const attemptId = await openAttempt(database.db, owner.id, { probing: "on_request" });
  who = { attemptId, userId: owner.id };
});

/** Asks in the author's words. */
async function ask(section: SectionId) {
  const jobs = createRecordingQueue();
  await askProbe(database.db, jobs, { ...who, ask: { askKey: randomUUID(), section } }, throwIt);
  for (const id of jobs.turnIds) await settleByAuthor(database.db, id);
  const turn = (await listTurns(database.db, who)).turns.at(-1);
  if (turn?.status !== "asked") throw new Error(`nothing was asked about ${section}`);
  return turn;
}

describe("the interviewer's follow-ups in a replay", () => {
  it("come when they were asked, each with its reply as it was handed in", async () => {
    const first = await ask("components");
    await new Tab(database.db, who).save({ texts: { [replyIdOf(first.turn)]: " At a million. " } });
    const second = await ask("evaluation");
    await declineProbe(database.db, { ...who, turn: second.turn });
    await ask("scenario");
    await submit(database.db, createRecordingQueue(), who);

    const { events, end } = await readReplay(world, database.db, owner, who.attemptId);
    const asked = events.filter(({ kind }) => kind === "question");
    expect(asked.map(({ section, detail }) => [section, detail])).toEqual([
      ["components", "At a million."],
      ["evaluation", "Declined."],
      ["scenario", "No reply."],
    ]);
    expect(asked[0]?.title).toBe(`The interviewer asked: ${first.text}`);
    expect(asked.every(({ at }) => at >= 0 && at <= end)).toBe(true);
  });

  it("have the moment at which a reply won its criterion", async () => {
    const { turn, text } = await ask("components");
    const quote = "A person looks at the rest.";
    const reply = `At a million. ${quote}`;
    const tab = new Tab(database.db, who);
    await tab.save({ texts: { scenario: quote } });
    await tab.save({ texts: { [replyIdOf(turn)]: "At a million. A person" } });
    await tab.save({ texts: { [replyIdOf(turn)]: reply } });
    const { gradeId } = await submit(database.db, createRecordingQueue(), who);
    const place = { section: "components", quote, start: 14, end: reply.length } as const;
    const rubric = await gradeWith(database.db, gradeId, "not_met", {
      "first-checked-words": {
        verdict: "met",
        evidence: [{ source: "interview", turn, ...place }],
      },
    });
    await spreadOut(database.db, who.attemptId);
    await recordOwnSight(database.db, who);

    const { events } = await readReplay(world, database.db, owner, who.attemptId);
    const won = rubric.criteria.find(({ id }) => id === "first-checked-words");
    expect(events.filter(({ kind }) => kind === "won")).toMatchObject([
      { at: 3 * 60_000, title: `Met in a reply: ${won?.text}`, detail: `In the reply to: ${text}` },
    ]);
  });

  it("are in a retry's from the start, as far as they were carried over", async () => {
    const kept = await ask("components");
    const left = await ask("evaluation");
    const tab = new Tab(database.db, who);
    await tab.save({
      texts: { [replyIdOf(kept.turn)]: "At a million.", [replyIdOf(left.turn)]: "Every month." },
    });
    await submit(database.db, createRecordingQueue(), who);
    const order = { ...who, section: "evaluation", keep: "locked", minutes: 0 } as const;
    const { attemptId } = await startRetry(database.db, order);
    await submit(database.db, createRecordingQueue(), { ...who, attemptId });

    const { events, frames } = await readReplay(world, database.db, owner, attemptId);
    const asked = events.filter(({ kind }) => kind === "question");
    expect(asked).toMatchObject([
      { at: 0, title: `The interviewer asked earlier: ${kept.text}`, detail: "At a million." },
    ]);
    const { texts } = playFrames(frames.filter(({ at }) => at === 0));
    expect([texts[replyIdOf(kept.turn)], texts[replyIdOf(left.turn)]]).toEqual([
      "At a million.",
      "",
    ]);
  });
});
