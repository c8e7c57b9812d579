import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import { askQuestion } from "#server/attempts/ask-question";
import { startAttempt } from "#server/attempts/start-attempt";
import { createRecordingQueue, submit } from "../../support/attempts";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { PLANTED_WEIGHTS, plantContent } from "../../support/plant-content";
import { gradeWith } from "../reviews/review-world";
import { listRoutes, loadRoute } from "./route-table";
import type { Planted } from "../../support/plant-content";

/*
 * Everything that every page's loader sends to a candidate, at each stage of an attempt, searched for
 * words planted in all that is secret then. Pages are taken from the route table: a new one is
 * searched without being listed here.
 */

let database: TestDatabase;
let pages: PageWorld;

beforeAll(async () => {
  database = await createContentDatabase();
  await plantContent(database.db, RAG);
  pages = createPageWorld(database);
  // Reading the source of every page takes longer than any test should.
  for (const { file } of listRoutes()) await loadRoute(file);
}, 180_000);
afterAll(async () => {
  await pages.close();
  await database.drop();
});

type Stage = { attemptId: string; token: string };

async function start(isPractice: boolean): Promise<Stage & { userId: string }> {
  const { id: userId } = await createPerson(database.db);
  const { attemptId } = await startAttempt(database.db, {
    ...{ level: "senior", lens: "product", minutes: 45, hasCurveball: true },
    ...{ userId, slug: RAG, isPractice },
  });
  const { token } = await createSession(database.db, userId);
  return { attemptId, userId, token };
}

/** All that the loaders of all pages send to whoever holds the token; refusals send nothing. */
async function collect({ attemptId, token }: { attemptId: string; token: string | null }) {
  const sent = new Map<string, string>();
  for (const { path, file } of listRoutes()) {
    const { loader } = await loadRoute(file);
    if (!loader) continue;
    const params = { attemptId, slug: RAG };
    const url = path.replace(":attemptId", attemptId).replace(":slug", RAG);
    const query = path.endsWith("/appeal") ? "?criterion=latency-budget" : "";
    const request = new Request(`http://localhost${url}${query}`);
    const context = await pages.contextFor(token);
    const answer = await Promise.resolve()
      .then(() => loader({ request, params, context }))
      .catch((error: unknown) => error);
    if (answer instanceof Error) throw answer;
    sent.set(path, answer instanceof Response ? await answer.text() : write(answer));
  }
  return sent;
}

/** As the page's data is written, with what JSON alone leaves out. */
function write(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (each instanceof Promise) throw new Error("a deferred value isn't searched");
    return each instanceof Map || each instanceof Set ? [...each] : each;
  });
}

/** What is sent of the planted words, page by page: kinds and, of weights, the lens. */
function findPlanted(sent: Map<string, string>): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [path, text] of sent) {
    const kinds = new Set(Array.from(text.matchAll(/planted-(\w+)@/g), (match) => match[1] ?? ""));
    for (const [lens, weight] of Object.entries(PLANTED_WEIGHTS)) {
      if (text.includes(String(weight))) kinds.add(`weight ${lens}`);
    }
    if (kinds.size > 0) found[path] = [...kinds].sort();
  }
  return found;
}

const WORKSPACE = "/attempts/:attemptId";
const REPORT = "/attempts/:attemptId/report";
const SOLUTION = {
  "/attempts/:attemptId/solution": ["curveball", "drawing", "handling", "solution"],
};

describe("what the pages send to a candidate", () => {
  it("is nothing of the rubric, the answers or the solution before an attempt", async () => {
    const { attemptId } = await start(false);
    const { id } = await createPerson(database.db);
    const { token } = await createSession(database.db, id);
    for (const other of [null, token]) {
      expect(findPlanted(await collect({ attemptId, token: other }))).toEqual({});
    }
  });

  it("is in a mock interview nothing but the answer that was asked for", async () => {
    const stage = await start(false);
    const before = await collect(stage);
    expect(before.get(WORKSPACE)).toContain("dueAt");
    expect(findPlanted(before)).toEqual({});
    await ask(stage, "How fast must the assistant answer?");
    const after = await collect(stage);
    expect(findPlanted(after)).toEqual({
      [WORKSPACE]: ["clarification"],
      "/attempts/:attemptId/questions": ["clarification"],
    });
    expect(countPlanted(after.get(WORKSPACE), "clarification")).toBe(1);
  });

  it("is in practice the list of questions and one's own level, and no hint that wasn't opened", async () => {
    const sent = await collect(await start(true));
    expect(findPlanted(sent)).toEqual({ [WORKSPACE]: ["bar", "question"] });
    expect(countPlanted(sent.get(WORKSPACE), "bar")).toBe(1);
  });

  it("is after handing in nothing, not even a word, the worked solution and no rubric", async () => {
    const stage = await start(false);
    await submit(database.db, createRecordingQueue(), stage);
    expect(findPlanted(await collect(stage))).toEqual(SOLUTION);
  });

  it("is of a graded attempt what the report shows of each criterion, and no example", async () => {
    const stage = await start(false);
    const { gradeId } = await submit(database.db, createRecordingQueue(), stage);
    await gradeWith(database.db, gradeId, "not_met");
    const found = findPlanted(await collect(stage));
    expect(found).toEqual({
      ...SOLUTION,
      [REPORT]: ["criterion", "weight product"],
      "/attempts/:attemptId/appeal": ["criterion"],
    });
  });

  it("could be found: a reviewer has the examples before them", async () => {
    const stage = await start(false);
    const { gradeId } = await submit(database.db, createRecordingQueue(), stage);
    await gradeWith(database.db, gradeId, "not_met");
    const { id } = await createPerson(database.db, "reviewer");
    const { token } = await createSession(database.db, id);
    const found = findPlanted(await collect({ ...stage, token }));
    expect(found["/review/:attemptId"]).toEqual(
      expect.arrayContaining(["criterion", "fail", "partial", "pass"]),
    );
  });
});

function countPlanted(text: string | undefined, as: Planted): number {
  return new Set(text?.match(new RegExp(`planted-${as}@\\d+`, "g"))).size;
}

async function ask(stage: Stage & { userId: string }, question: string): Promise<void> {
  const { attemptId, userId } = stage;
  await askQuestion(
    database.db,
    createRecordingQueue(),
    { attemptId, userId, hasModel: false, ask: { askKey: "asked-once", question } },
    (error) => {
      throw error;
    },
  );
}
