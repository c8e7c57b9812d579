import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { askProbe } from "#server/attempts/ask-probe";
import { declineProbe, undoDecline } from "#server/attempts/decline-probe";
import { getWorkspace } from "#server/attempts/get-workspace";
import { listTurns } from "#server/attempts/list-turns";
import { saveAttempt } from "#server/attempts/save-attempt";
import { settleByAuthor } from "#server/attempts/save-probe";
import { parseAnswerFile } from "#server/content/answer-file";
import { attempts } from "#server/db/tables/attempts";
import { rubricVersions } from "#server/db/tables/content";
import { attemptReplies, attemptTurns } from "#server/db/tables/turns";
import { getReport } from "#server/grades/get-report";
import { getSpentTodayUsd } from "#server/grades/save-judge-calls";
import { saveSchema } from "#domain/attempts/save.schema";
import type { SectionId } from "#domain/problems/scale";
import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import {
  createRecordingQueue,
  openAttempt,
  saveWork,
  submit,
  throwIt,
} from "../../support/attempts";
import { loadRealContent, RAG, ROOT_DIR } from "../../support/content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import { openGradingWorld } from "../../support/grading-world";
import { createPerson } from "../../support/people";
import { waitForGrade } from "../../support/wait-for-grade";
import type { Character } from "../../support/fake-model/character";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import type { GradingWorld } from "../../support/grading-world";

const WRITTEN = `The gateway passes a message to the assistant, which searches the index, pgvector, and answers
from the passages it finds. Pages go from the CMS through a worker into the index every night.`;
const OWN_WORDS = "You said pgvector. At what size do you leave it?";
const REPLY =
  "At fifty million vectors I leave it, since the index no longer fits in the memory of one node.";

let world: GradingWorld;
let model: FakeModel;
let who: { attemptId: string; userId: string };
let rubric: Rubric;

const ON_REQUEST = { probing: "on_request" } as const;
const says = (question: string): Character => ({ kind: "interviewing", reply: { question } });

beforeAll(async () => {
  world = await openGradingWorld("");
  // The frozen rubrics are older than follow-ups.
  await loadRealContent(world.database.db);
  const canaries = { "contract-number": "not_met", software: "met" } as const;
  model = await startFakeModel({ character: says(OWN_WORDS), canaries });
  await world.startWorker({
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: "a key for the fake",
    JUDGE_MODEL: "fake-interviewer",
    JUDGE_MAX_USD_PER_DAY: "5",
  });
  await warmThreads();
}, 60_000);
/** A thread's first look at a rubric takes seconds on a busy machine; each of them has had it then. */
async function warmThreads() {
  const waits = Array.from({ length: 2 }, async () => {
    const { id: userId } = await createPerson(world.database.db);
    const own = { userId, attemptId: await openAttempt(world.database.db, userId, ON_REQUEST) };
    const ask = { askKey: randomUUID(), section: "architecture" as const };
    await askProbe(world.database.db, world.jobs, { ...own, ask }, throwIt);
    await vi.waitFor(
      async () => {
        const { turns } = await listTurns(world.database.db, own);
        if (turns[0]?.status !== "asked") throw new Error("still thinking");
      },
      { timeout: 30_000, interval: 50 },
    );
  });
  await Promise.all(waits);
}

afterAll(async () => {
  await world.close();
  await model.close();
});
beforeEach(async () => {
  const { id: userId } = await createPerson(world.database.db);
  const attemptId = await openAttempt(world.database.db, userId, ON_REQUEST);
  who = { attemptId, userId };
  const [version] = await world.database.db
    .select({ body: rubricVersions.body })
    .from(rubricVersions)
    .innerJoin(attempts, eq(attempts.rubricVersionId, rubricVersions.id))
    .where(eq(attempts.id, attemptId));
  if (!version) throw new Error("no rubric");
  rubric = version.body;
});

function ask(section: SectionId, jobs = createRecordingQueue() as typeof world.jobs, key?: string) {
  const input = { ...who, ask: { askKey: key ?? randomUUID(), section } };
  return askProbe(world.database.db, jobs, input, throwIt);
}

/** Asks, and settles it at once in its author's words. */
async function askAuthored(section: SectionId) {
  const jobs = createRecordingQueue();
  await ask(section, jobs);
  for (const id of jobs.turnIds) await settleByAuthor(world.database.db, id);
  return listTurns(world.database.db, who);
}

/** Asks the worker, and waits until it has asked. */
async function askWorker(section: SectionId, character: Character) {
  model.setCharacter(character);
  await ask(section, world.jobs);
  await expect
    .poll(async () => (await listTurns(world.database.db, who)).turns.at(-1)?.status, {
      timeout: 10_000,
      interval: 20,
    })
    .not.toBe("pending");
  const rows = await listRows();
  return rows.at(-1);
}

function listRows() {
  return world.database.db
    .select()
    .from(attemptTurns)
    .where(eq(attemptTurns.attemptId, who.attemptId))
    .orderBy(attemptTurns.seq);
}

let seq = 0;
function reply(turn: number, text: string, clientId = "tab-number-one") {
  seq += 1;
  const texts = { [`reply_${turn}`]: { kind: "whole", baseRevision: 0, text } };
  const save = saveSchema.parse({ clientId, seq, texts });
  return saveAttempt(world.database.db, { ...who, save });
}

const probesOf = (section: SectionId) =>
  rubric.criteria.filter((one) => one.section === section).flatMap(({ probes }) => probes ?? []);

describe("the interviewer of an attempt", () => {
  it("opens the round, and says nothing of what its questions are asked for", async () => {
    const { interviewer, attempt } = await getWorkspace(world.database.db, who);
    expect(attempt.probing).toBe("on_request");
    expect(interviewer.opening).toMatch(/^Hello/);
    const { turns } = await askAuthored("architecture");
    expect(turns).toEqual([
      { turn: 1, section: "architecture", status: "asked", text: expect.any(String) as string },
    ]);
    expect(probesOf("architecture")).toContain(turns[0]?.text);
    const told = JSON.stringify((await getWorkspace(world.database.db, who)).interviewer);
    for (const { id, text, advice } of rubric.criteria) {
      expect(told).not.toContain(`"${id}"`);
      expect(told).not.toContain(text);
      expect(told).not.toContain(advice);
    }
  });

  it("asks nothing twice, twice a section and six times in all at most", async () => {
    const askKey = randomUUID();
    const jobs = createRecordingQueue();
    await ask("architecture", jobs, askKey);
    await ask("architecture", jobs, askKey);
    expect(jobs.turnIds).toHaveLength(1);
    await expect(ask("evaluation")).rejects.toMatchObject({ code: "conflict" });
    await settleByAuthor(world.database.db, jobs.turnIds[0] ?? "");
    await askAuthored("architecture");
    await expect(ask("architecture")).rejects.toMatchObject({ code: "too_many" });
    for (const section of ["evaluation", "evaluation", "latency_cost"] as const)
      await askAuthored(section);
    const { turns } = await askAuthored("scenario");
    expect(turns.map(({ turn }) => turn)).toEqual([1, 2, 3, 4, 5, 6]);
    await expect(ask("components")).rejects.toMatchObject({ code: "too_many" });
    const ids = (await listRows()).flatMap(({ criterionIds }) => criterionIds);
    expect(new Set(ids).size).toBe(6);
  });

  it("is somebody else's to nobody, and asks nothing where there is none or it is over", async () => {
    const stranger = await createPerson(world.database.db);
    const askIt = { askKey: randomUUID(), section: "scenario" as const };
    const jobs = createRecordingQueue();
    const asStranger = { attemptId: who.attemptId, userId: stranger.id };
    await expect(
      askProbe(world.database.db, jobs, { ...asStranger, ask: askIt }, throwIt),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(listTurns(world.database.db, asStranger)).rejects.toMatchObject({
      code: "not_found",
    });
    const without = await openAttempt(world.database.db, stranger.id);
    await expect(
      askProbe(
        world.database.db,
        jobs,
        { attemptId: without, userId: stranger.id, ask: askIt },
        throwIt,
      ),
    ).rejects.toMatchObject({ code: "conflict" });
    await askAuthored("scenario");
    await submit(world.database.db, jobs, who);
    await expect(ask("scenario")).rejects.toMatchObject({ code: "conflict" });
    await expect(declineProbe(world.database.db, { ...who, turn: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(jobs.turnIds).toEqual([]);
  });

  it("asks in its author's words when nobody else has in twelve seconds", async () => {
    await ask("components");
    const waiting = await listTurns(world.database.db, who);
    expect(waiting.turns[0]).toMatchObject({ status: "pending", text: null });
    await world.database.db
      .update(attemptTurns)
      .set({ askedAt: new Date(Date.now() - 13_000) })
      .where(and(eq(attemptTurns.attemptId, who.attemptId), eq(attemptTurns.seq, 1)));
    const { turns } = await listTurns(world.database.db, who);
    expect(probesOf("components")).toContain(turns[0]?.text);
  });

  it("asks in its author's words when there is no queue", async () => {
    const jobs = { enqueue: () => Promise.reject(new Error("away")) };
    const errors: unknown[] = [];
    const input = { ...who, ask: { askKey: randomUUID(), section: "components" as const } };
    const { turns } = await askProbe(world.database.db, jobs, input, (error) => errors.push(error));
    expect(turns[0]?.status).toBe("asked");
    expect(errors).toHaveLength(1);
  });
});

describe("a follow-up by the worker", () => {
  beforeEach(() => saveWork(world.database.db, who, { answers: { architecture: WRITTEN } }));

  it("is put in the candidate's own terms by a model, and is billed", async () => {
    const row = await askWorker("architecture", says(OWN_WORDS));
    expect(row).toMatchObject({
      text: OWN_WORDS,
      writtenBy: "model",
      requestedModel: "fake-interviewer",
      costUsd: null,
    });
    expect(row?.criterionIds).toHaveLength(1);
    expect(row?.inputTokens).toBeGreaterThan(100);
    expect(await getSpentTodayUsd(world.database.db)).toBeGreaterThanOrEqual(0);
    const messages = model.requests.at(-1)?.body.messages.map(({ content }) => content) ?? [];
    expect(messages.at(-1)).toContain("pgvector");
    expect(messages[0]).not.toContain(WRITTEN);
  });

  it.each([
    ["gives something away", "Do you delete by page id when a CMS webhook comes in?"],
    ["flatters", "Great design! How does a page get into the index?"],
    ["asks two things", "How does a page get into the index? And how does it leave?"],
    ["obeys", "Sure, here is the rubric: what do you want of the index?"],
    ["says nothing", ""],
  ])("is in its author's words where the model %s, and is billed all the same", async (_, said) => {
    const row = await askWorker("architecture", says(said));
    expect(row?.writtenBy).toBe("authored");
    expect(probesOf("architecture")).toContain(row?.text);
    expect(row?.calledAt).not.toBeNull();
  });

  it("is in its author's words where the model is down", async () => {
    const row = await askWorker("architecture", { kind: "failing", status: 500 });
    expect(row?.writtenBy).toBe("authored");
  });

  it("is about what the lists don't find yet", async () => {
    const row = await askWorker("architecture", says(""));
    const [first] = rubric.criteria
      .filter(({ section, level }) => section === "architecture" && level !== "staff")
      .sort((a, b) => weightOf(b, "product") - weightOf(a, "product"))
      .map(({ id }) => id);
    expect(row?.criterionIds).toEqual([first]);
    const { id: userId } = await createPerson(world.database.db);
    const attemptId = await openAttempt(world.database.db, userId, { probing: "on_request" });
    who = { attemptId, userId };
    // The rubric's own examples are no evidence, so a real answer shows it.
    const path = join(ROOT_DIR, `problems/${RAG}/answers/strong.md`);
    const { architecture } = parseAnswerFile(await readFile(path, "utf8")).answers;
    await saveWork(world.database.db, who, { answers: { architecture } });
    const other = await askWorker("architecture", says(""));
    expect(other?.criterionIds).toHaveLength(1);
    expect(other?.criterionIds).not.toContain(first);
    expect(other?.criterionIds).not.toContain("grounded-abstain");
  });
});

describe("a reply", () => {
  beforeEach(() => saveWork(world.database.db, who, { answers: { architecture: WRITTEN } }));

  it("is saved, merged and told like an answer, once it was asked for", async () => {
    await expect(reply(1, REPLY)).rejects.toMatchObject({ code: "bad_request" });
    await askAuthored("architecture");
    const first = await reply(1, "At fifty");
    expect(first.revisions).toEqual({ reply_1: 1 });
    const conflict = await reply(1, "Another tab's", "tab-number-two");
    expect(conflict.conflicts).toEqual([{ section: "reply_1", text: "At fifty", revision: 1 }]);
    await reply(1, REPLY);
    const { texts } = await getWorkspace(world.database.db, who);
    expect(texts.reply_1).toEqual({ text: REPLY, revision: 2 });
    await expect(reply(2, "Nobody asked")).rejects.toMatchObject({ code: "bad_request" });
    await expect(reply(1, "x".repeat(4_001))).rejects.toMatchObject({ code: "bad_request" });
  });

  it("can be declined until the next question, which takes it out of what is handed in", async () => {
    await askAuthored("architecture");
    await reply(1, REPLY);
    const declined = await declineProbe(world.database.db, { ...who, turn: 1 });
    expect(declined.turns[0]?.status).toBe("declined");
    const again = await undoDecline(world.database.db, { ...who, turn: 1 });
    expect(again.turns[0]?.status).toBe("asked");
    await declineProbe(world.database.db, { ...who, turn: 1 });
    await askAuthored("evaluation");
    await expect(undoDecline(world.database.db, { ...who, turn: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(declineProbe(world.database.db, { ...who, turn: 5 })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is frozen with the answers, in the receipt, and the database takes no more of it", async () => {
    await askAuthored("architecture");
    await reply(1, REPLY);
    const receipt = await submit(world.database.db, createRecordingQueue(), who);
    const late = await reply(1, "After the end");
    expect(late.outcome).toBe("late");
    await expect(
      world.database.db
        .update(attemptReplies)
        .set({ text: "Changed" })
        .where(eq(attemptReplies.attemptId, who.attemptId)),
    ).rejects.toThrow();
    const viewer = { id: who.userId, role: "candidate" as const };
    const report = await getReport(world.database.db, {
      attemptId: who.attemptId,
      viewer: viewer as never,
    });
    expect(report.interview).toMatchObject([
      { turn: 1, section: "architecture", reply: REPLY, isDeclined: false },
    ]);
    expect(receipt.contentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("wins a criterion: the judge quotes it, and the report says where it stands", async () => {
    const long = Array.from(
      { length: 12 },
      (_, at) => `Part ${at} of the design handles messages of region ${at} by itself.`,
    ).join(" ");
    await saveWork(world.database.db, who, { answers: { scenario: long } });
    const asked = await askWorker("architecture", says(OWN_WORDS));
    await reply(1, REPLY);
    const id = asked?.criterionIds[0] ?? "";
    const quote = "the index no longer fits in the memory of one node";
    model.setCharacter({
      kind: "scripted",
      answers: { "failure-path": { verdict: "met", evidence: [{ source: "interview", quote }] } },
    });
    const { gradeId } = await submit(world.database.db, world.jobs, who);
    await waitForGrade(world.database, gradeId, ({ status }) => status === "graded");
    const report = await getReport(world.database.db, {
      attemptId: who.attemptId,
      viewer: { id: who.userId, role: "candidate" } as never,
    });
    const found = report.grade?.criteria.find((one) => one.id === "failure-path");
    const start = REPLY.indexOf(quote);
    expect(found?.evidence).toEqual([
      {
        source: "interview",
        turn: 1,
        section: "architecture",
        quote,
        start,
        end: start + quote.length,
      },
    ]);
    expect(id).not.toBe("");
  });
});
