import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listQuestions } from "#server/attempts/list-questions";
import { askQuestion } from "#server/attempts/ask-question";
import { getWorkspace } from "#server/attempts/get-workspace";
import { openHint } from "#server/attempts/open-hint";
import { TOPICS_ANSWER } from "#server/attempts/questions/answer-by-list";
import { getWaitingQuestion, saveAnswering } from "#server/attempts/save-question-answer";
import { startAttempt } from "#server/attempts/start-attempt";
import { attemptQuestions } from "#server/db/tables/aids";
import { getReport } from "#server/grades/get-report";
import {
  addTold,
  isCopied,
  makeSources,
  markCopied,
  sourcesOf,
} from "#server/grading/defences/copied";
import { gradeAnswer } from "#server/grading/grade-answer";
import { startRetry } from "#server/attempts/start-retry";
import type { StartAttempt } from "#domain/attempts/start.schema";
import { toGradedProblem } from "#server/grading/grade-input";
import { foldText } from "#server/text/fold";
import { loadAttacks } from "../../evals/attacks/load-attacks";
import { createRecordingQueue, openAttempt, saveWork, submit } from "../../support/attempts";
import { ANSWERS } from "../../support/grading-fixture";
import { judgeThat } from "../../support/judge-double";
import { takeWithoutLimit } from "../../support/take-without-limit";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";

const LATENCY = "How fast must the assistant answer?";
/** Shares words with some of the list, and is near none of it. */
const FAINT =
  "Does it see the customer's account (contract, line status) or only the public help pages?";
const LATENCY_ANSWER = /^Nobody has fixed it\./;

let database: TestDatabase;
let userId: string;
let attemptId: string;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  userId = (await createPerson(database.db)).id;
  attemptId = await openAttempt(database.db, userId);
});

function openPractice(): Promise<{ attemptId: string }> {
  return startAttempt(database.db, {
    level: "mid",
    lens: "product",
    brief: "case",
    minutes: 30,
    isPractice: true,
    hasCurveball: true,
    userId,
    slug: RAG,
  });
}

type Asking = { askKey?: string; meant?: string; hasModel?: boolean; queue?: Queue };
type Queue = Pick<ReturnType<typeof createRecordingQueue>, "enqueue">;

function ask(question: string, asking: Asking = {}) {
  const { askKey = randomUUID(), meant, hasModel = false, queue = createRecordingQueue() } = asking;
  return askQuestion(
    database.db,
    queue,
    { attemptId, userId, hasModel, ask: { askKey, question, ...(meant && { meant }) } },
    () => undefined,
  );
}

describe("questions to the interviewer", () => {
  it("are answered from the problem's own list, and stay with the attempt", async () => {
    const [first] = await ask("what LATENCY do you need?");
    expect(first).toMatchObject({ status: "answered", answeredBy: "list" });
    expect(first?.answer).toMatch(LATENCY_ANSWER);
    const [, second] = await ask("Shall I draw with a pencil?");
    expect(second).toMatchObject({ status: "unsettled" });
    expect(second?.answer).toMatch(/I don't have that\. Make an assumption/);
    const { questions } = await getWorkspace(database.db, { attemptId, userId });
    expect(questions.map(({ status }) => status)).toEqual(["answered", "unsettled"]);
  });

  it("are asked once, however often they are sent", async () => {
    const askKey = randomUUID();
    await ask(LATENCY, { askKey });
    expect(await ask(LATENCY, { askKey })).toHaveLength(1);
  });

  it("take a choice that was offered, and in a mock interview no other", async () => {
    await expect(ask(LATENCY, { meant: "latency" })).rejects.toMatchObject({ code: "bad_request" });
    const [unsure] = await ask("country pages language");
    expect(unsure?.status).toBe("unsure");
    const meant = unsure?.offered[0];
    if (!meant) throw new Error("nothing was offered");
    const [, chosen] = await ask(meant.question, { meant: meant.id });
    expect(chosen).toMatchObject({ status: "answered", question: meant.question });
  });

  it("name topics where the list may not hold the answer, and take a choice among them", async () => {
    const [unsettled] = await ask(FAINT);
    expect(unsettled).toMatchObject({ status: "unsettled", answer: TOPICS_ANSWER });
    const topics = unsettled?.offered ?? [];
    expect(topics).toHaveLength(3);
    const topic = topics.at(-1);
    if (!topic) throw new Error("nothing was named");
    await expect(ask(LATENCY, { meant: "latency" })).rejects.toMatchObject({ code: "bad_request" });
    const [, chosen] = await ask(topic.question, { meant: topic.id });
    expect(chosen).toMatchObject({ status: "answered", question: topic.question, offered: [] });
    const { gradeId } = await submit(database.db, createRecordingQueue(), { attemptId, userId });
    const task = await takeWithoutLimit(database.db, gradeId);
    expect(task?.told).toEqual([{ question: topic.question, answer: chosen?.answer }]);
  });

  it("are refused once the attempt is over, and to anybody else", async () => {
    const other = await createPerson(database.db);
    const asking = { attemptId, userId: other.id };
    await expect(listQuestions(database.db, asking)).rejects.toMatchObject({ code: "not_found" });
    await submit(database.db, createRecordingQueue(), { attemptId, userId });
    await expect(ask(LATENCY)).rejects.toMatchObject({ code: "conflict" });
  });

  it("wait for a model where there is one, and for no longer than that", async () => {
    const queue = createRecordingQueue();
    const [pending] = await ask("Is a delay of a minute fine?", { hasModel: true, queue });
    expect(pending).toMatchObject({ status: "pending", answer: null });
    expect(queue.questionIds).toEqual([pending?.id]);
    const waiting = await getWaitingQuestion(database.db, pending?.id ?? "");
    const told = JSON.stringify(waiting);
    expect(waiting?.clarifications.length).toBeGreaterThan(5);
    for (const secret of ["consumer authority", "195,000 chunks", "Chooses by numbers"])
      expect(told).not.toContain(secret);
    await database.db.update(attemptQuestions).set({ askedAt: new Date(Date.now() - 60_000) });
    const [settled] = await listQuestions(database.db, { attemptId, userId });
    expect(settled?.status).not.toBe("pending");
    expect(settled?.answeredBy).toBe("list");
  });

  it("are answered by the list where the queue is away", async () => {
    const queue = { enqueue: () => Promise.reject(new Error("no queue")) };
    const [asked] = await ask("country pages language", { hasModel: true, queue });
    expect(asked).toMatchObject({ status: "unsure", answeredBy: "list" });
  });

  it("reach the judge as context, and quoting an answer shows nothing", async () => {
    const [asked] = await ask("what LATENCY do you need?");
    const answer = asked?.answer ?? "";
    const { gradeId } = await submit(database.db, createRecordingQueue(), { attemptId, userId });
    const task = await takeWithoutLimit(database.db, gradeId);
    expect(task?.told).toEqual([{ question: LATENCY, answer }]);
    if (!task) throw new Error("nothing to grade");
    // Also in words that stand in no file: a model's.
    const text = "Agents may be paged between six and nine o'clock only.";
    const sources = sourcesOf(toGradedProblem(task.problem), task.rubric);
    const isForeign = (with_: typeof sources) =>
      isCopied(markCopied(foldText(text), with_), { start: 0, end: text.length });
    expect(isForeign(sources)).toBe(false);
    expect(isForeign(addTold(sources, [text]))).toBe(true);
  });
});

describe("how the interviewer is asked", () => {
  async function open(setUp: Partial<StartAttempt>): Promise<void> {
    await submit(database.db, createRecordingQueue(), { attemptId, userId });
    attemptId = await openAttempt(database.db, userId, setUp);
  }
  const see = async () => {
    const { attempt, problem, questions } = await getWorkspace(database.db, { attemptId, userId });
    return { asking: attempt.asking, list: problem.head.suggestions?.length ?? null, questions };
  };

  it("is not at all where that was chosen, whoever sends a question", async () => {
    await open({ asking: "off", isPractice: true });
    expect(await see()).toEqual({ asking: "off", list: null, questions: [] });
    await expect(ask(LATENCY)).rejects.toMatchObject({ code: "conflict" });
    await expect(ask(LATENCY, { meant: "latency" })).rejects.toMatchObject({ code: "conflict" });
    expect((await see()).questions).toEqual([]);
  });

  it("is from a list where that was chosen, in an interview too", async () => {
    await open({ asking: "list", isPractice: false });
    const { asking, list } = await see();
    expect(asking).toBe("list");
    expect(list).toBeGreaterThan(5);
    expect((await ask("How fast?", { meant: "latency" })).at(-1)).toMatchObject({
      status: "answered",
    });
  });

  it("is in one's own words where that was chosen, in practice too", async () => {
    await open({ asking: "own_words", isPractice: true });
    expect(await see()).toMatchObject({ asking: "own_words", list: null });
    await expect(ask("x y", { meant: "latency" })).rejects.toMatchObject({ code: "bad_request" });
  });

  it("goes with the mode where nothing was chosen", async () => {
    expect((await see()).asking).toBe("own_words");
    await open({ isPractice: true });
    expect((await see()).asking).toBe("list");
  });

  it("stays what it was in a retry, but for the list that comes with practice", async () => {
    const retry = async (minutes: number) => {
      await submit(database.db, createRecordingQueue(), { attemptId, userId });
      const who = { attemptId, userId };
      const section = "scenario" as const;
      const input = { ...who, section, minutes, keep: "locked" as const };
      ({ attemptId } = await startRetry(database.db, input));
      return (await see()).asking;
    };
    await open({ asking: "off" });
    expect(await retry(10)).toBe("off");
    expect(await retry(0)).toBe("off");
    await open({ asking: "own_words", isPractice: true });
    expect(await retry(0)).toBe("own_words");
    await open({ asking: "own_words" });
    expect(await retry(10)).toBe("own_words");
    expect(await retry(0)).toBe("list");
  });
});

describe("what the judge reads of questions", () => {
  const RETOLD =
    "They differ: refunds, tariffs and notice periods are set by country, and about 6,000 pages have a twin.";

  it("is the list's own question and answer, whatever was asked and whoever answered", async () => {
    const { db } = database;
    await submit(db, createRecordingQueue(), { attemptId, userId });
    ({ attemptId } = await openPractice());
    const payloads = loadAttacks()
      .filter(({ where }) => "question" in where)
      .map(({ payload = "" }) => payload.trim());
    expect(payloads.length).toBeGreaterThanOrEqual(10);
    // In practice any of the list may be meant.
    for (const payload of payloads) await ask(payload, { meant: "latency" });
    const asked = await ask("country pages language", { hasModel: true });
    await saveAnswering(db, asked.at(-1)?.id ?? "", {
      status: "answered",
      clarificationIds: ["country-rules"],
      answer: RETOLD,
      answeredBy: "model",
    });
    await saveWork(db, { attemptId, userId }, { answers: ANSWERS });
    const { gradeId } = await submit(db, createRecordingQueue(), { attemptId, userId });
    const task = await takeWithoutLimit(db, gradeId);
    if (!task) throw new Error("nothing to grade");
    const { clarifications } = task.problem.head;
    const told = ["latency", "country-rules"].map((id) => {
      const entry = clarifications.find((clarification) => clarification.id === id);
      return { question: entry?.question, answer: entry?.answer };
    });
    expect(task.told).toEqual(told);
    const canaries = new Map(task.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]));
    const judge = judgeThat((id) => ({ verdict: canaries.get(id) ?? "not_met", evidence: [] }));
    await gradeAnswer({ ...task, problem: toGradedProblem(task.problem) }, judge, {
      signal: new AbortController().signal,
    });
    const prompts = judge.requests.map(({ prompt }) => Object.values(prompt).join("\n"));
    expect(prompts.length).toBeGreaterThan(0);
    for (const prompt of prompts) {
      expect(prompt).toContain(JSON.stringify(told[0]?.answer).slice(1, -1));
      for (const words of [...payloads, RETOLD, "country pages language"]) {
        for (const piece of words.match(/[\p{L} ]{16,}/gu) ?? [])
          expect(prompt).not.toContain(piece);
      }
    }
    // The model's words are the candidate's as little as the list's are.
    const text = `Noted. ${RETOLD}`;
    const sources = makeSources({ ...task, problem: toGradedProblem(task.problem) });
    const start = text.indexOf(RETOLD);
    expect(isCopied(markCopied(foldText(text), sources), { start, end: text.length })).toBe(true);
  });
});

describe("what a page's data holds", () => {
  it("has no answer, hint, bar or curveball of a mock interview in it", async () => {
    await ask(LATENCY);
    const workspace = await getWorkspace(database.db, { attemptId, userId });
    const sent = JSON.stringify(workspace);
    expect(sent).toMatch(/Nobody has fixed it/);
    for (const secret of [
      "works council",
      "consumer authority",
      "195,000 chunks",
      "Chooses by numbers",
    ])
      expect(sent).not.toContain(secret);
    expect(workspace.problem.head).toMatchObject({
      hints: null,
      goodAtLevel: null,
      suggestions: null,
    });
  });

  it("has in practice what was opened, and questions without their answers", async () => {
    await submit(database.db, createRecordingQueue(), { attemptId, userId });
    ({ attemptId } = await openPractice());
    const open = (step: number) =>
      openHint(database.db, { attemptId, userId, section: "components", step });
    expect(await open(1)).toMatchObject({ count: 3 });
    await expect(open(3)).rejects.toMatchObject({ code: "bad_request" });
    await open(2);
    expect((await open(2)).opened).toHaveLength(2);
    const sent = JSON.stringify(await getWorkspace(database.db, { attemptId, userId }));
    expect(sent).toContain("Compute how many passages there are");
    expect(sent).toContain("May the solved tickets be used?");
    for (const secret of ["works council", "195,000 chunks", "consumer authority"])
      expect(sent).not.toContain(secret);
  });

  it("gives no hint in a mock interview, nor after the end", async () => {
    const hint = { userId, section: "components" as const, step: 1 };
    await expect(openHint(database.db, { ...hint, attemptId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await submit(database.db, createRecordingQueue(), { attemptId, userId });
    const practice = await openPractice();
    await openHint(database.db, { ...hint, ...practice });
    const who = { attemptId: practice.attemptId, userId };
    await submit(database.db, createRecordingQueue(), who);
    await expect(openHint(database.db, { ...hint, ...practice, step: 2 })).rejects.toMatchObject({
      code: "conflict",
    });
    const viewer = { id: userId, email: "", name: "", role: "candidate" as const };
    const { aids } = await getReport(database.db, { attemptId: practice.attemptId, viewer });
    expect(aids.hints).toMatchObject([{ section: "components", step: 1 }]);
    expect(aids.hints[0]?.text).toMatch(/Two very different questions/);
  });
});
