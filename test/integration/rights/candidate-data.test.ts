import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import { askProbe } from "#server/attempts/ask-probe";
import { askQuestion } from "#server/attempts/ask-question";
import { openHint } from "#server/attempts/open-hint";
import { settleByAuthor } from "#server/attempts/save-probe";
import { startDrill } from "#server/attempts/start-drill";
import { startRetry } from "#server/attempts/start-retry";
import { startAttempt } from "#server/attempts/start-attempt";
import { attempts } from "#server/db/tables/attempts";
import { rubricVersions } from "#server/db/tables/content";
import type { SectionId } from "#domain/problems/scale";
import { createComment } from "#server/reviews/create-comment";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { saveSelfMark } from "#server/reviews/save-self-mark";
import { setOverride } from "#server/reviews/set-override";
import { strikePoint } from "#server/reviews/strike-point";
import { startSelfRating } from "#server/reviews/start-self-rating";
import { submitSelfRating } from "#server/reviews/submit-self-rating";
import { createRecordingQueue, saveWork, submit, throwIt } from "../../support/attempts";
import { RAG, ROOT_DIR } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { makeDebrief, makePoint } from "../../support/debrief";
import { gateAnswerHere } from "../../support/gate-here";
import { ANSWERS } from "../../support/grading-fixture";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { PLANTED_WEIGHTS, plantContent } from "../../support/plant-content";
import { gradeWith } from "../reviews/review-world";
import { markAll, readOpen } from "../reviews/self-world";
import { listRoutes, loadRoute } from "./route-table";
import type { Planted } from "../../support/plant-content";

/*
 * Everything that every page's loader sends to a candidate, at each stage of an attempt, searched for
 * words planted in all that is secret then. The attempts have the interview brief, which keeps more
 * from them. Pages are taken from the route table: a new one is
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
    level: "senior",
    lens: "product",
    brief: "interview",
    minutes: 45,
    hasCurveball: true,
    probing: "on_request",
    userId,
    slug: RAG,
    isPractice,
  });
  const { token } = await createSession(database.db, userId);
  return { attemptId, userId, token };
}

/** What is asked for in the address: the pages show nothing without it. */
const QUERIES: Record<string, string> = {
  "/attempts/:attemptId/appeal": "?criterion=latency-budget",
};

/**
 * All that the loaders of all pages send to whoever holds the token; refusals send nothing, and a
 * page that leads to one of its own is followed there.
 */
async function collect({ attemptId, token }: { attemptId: string; token: string | null }) {
  const sent = new Map<string, string>();
  for (const { path, file } of listRoutes()) {
    const { loader } = await loadRoute(file);
    if (!loader) continue;
    const params = { attemptId, slug: RAG };
    const url = path.replace(":attemptId", attemptId).replace(":slug", RAG);
    const load = async (query: string): Promise<unknown> => {
      const request = new Request(`http://localhost${url}${query}`);
      const context = await pages.contextFor(token);
      return Promise.resolve()
        .then(() => loader({ request, params, context }))
        .catch((error: unknown) => error);
    };
    const first = await load(QUERIES[path] ?? "");
    const next = first instanceof Response ? (first.headers.get("location") ?? "") : "";
    const answer = next.startsWith(`${url}?`) ? await load(next.slice(url.length)) : first;
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

/** Shown to anybody who has no interview under way: the table alone says when they are not. */
const OPEN = new Set(["interview", "case"]);

/** What is sent of the planted words, page by page: kinds and, of weights, the lens. */
function findPlanted(sent: Map<string, string>): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [path, text] of sent) {
    const words = Array.from(text.matchAll(/planted-(\w+)@/g), (match) => match[1] ?? "");
    const kinds = new Set(words.filter((kind) => !OPEN.has(kind)));
    for (const [lens, weight] of Object.entries(PLANTED_WEIGHTS)) {
      if (text.includes(String(weight))) kinds.add(`weight ${lens}`);
    }
    if (kinds.size > 0) found[path] = [...kinds].sort();
  }
  return found;
}

const WORKSPACE = "/attempts/:attemptId";
const REPORT = "/attempts/:attemptId/report";
const COMPARE = "/attempts/:attemptId/compare";
const SOLUTION = {
  "/attempts/:attemptId/solution": ["curveball", "drawing", "handling", "solution"],
};

const MARK = "/attempts/:attemptId/mark";

/** Words that a reviewer says of an attempt, planted here. */
type Kind = Planted | "weight" | "reviewer" | "debrief" | "dropped";

/** The rows of the page's table, and what is planted for each. */
const KINDS: Record<string, Kind> = {
  "The interview brief": "interview",
  "The case": "case",
  "What good looks like at a level": "bar",
  "Questions the interviewer can be asked": "question",
  "The interviewer’s answers": "clarification",
  "The interviewer’s follow-ups": "probe",
  Hints: "hint",
  "The changed requirements": "curveball",
  "How they are handled well": "handling",
  "The worked solution": "solution",
  "The solution’s drawing": "drawing",
  "What a criterion asks": "criterion",
  "Example that meets it": "pass",
  "Example of half of it": "partial",
  "Example that doesn’t": "fail",
  "Advice on what was missed": "advice",
  "Why a total is capped": "cap",
  "Weight of a criterion": "weight",
  "A reviewer’s words": "reviewer",
  "The debrief": "debrief",
  "Points of it that were dropped or struck": "dropped",
  "What fails in designs of the problem": "failure",
  "Misconceptions that weren’t found": "misconception",
  "What follows from what": "implication",
  "What a misconception is found by": "signal",
  "Control criteria": "canary",
};
const KINDS_OF_ROWS = Object.entries(KINDS);

/** The columns of the table, and the way there. */
const STAGES: Record<string, () => Promise<Stage>> = {
  "before starting": async () => {
    const { attemptId } = await start(false);
    const { id } = await createPerson(database.db);
    return { attemptId, token: (await createSession(database.db, id)).token };
  },
  "mock interview": async () => {
    const stage = await start(false);
    await ask(stage, "How fast must the assistant answer?");
    await haveAsked(stage);
    return stage;
  },
  practice: async () => {
    const stage = await start(true);
    await ask(stage, "How fast must the assistant answer?");
    await haveAsked(stage);
    await openHint(database.db, { ...stage, section: "scenario", step: 1 });
    return stage;
  },
  "handed in": async () => {
    const stage = await start(false);
    await saveWork(database.db, stage, { answers: ANSWERS });
    await submit(database.db, createRecordingQueue(), stage);
    return stage;
  },
  "marking yourself": beginMarking,
  "marks finished": async () => {
    const stage = await beginMarking();
    await markAll(database.db, stage);
    await submitSelfRating(database.db, stage);
    return stage;
  },
  "graded, not opened": beginReviewed,
  "report opened": async () => {
    const stage = await beginReviewed();
    await recordOwnSight(database.db, stage);
    return stage;
  },
  drilling: async () => {
    const { attemptId, token } = await beginDrill();
    return { attemptId, token };
  },
  "drill handed in": async () => (await handInDrill()).stage,
  "drill graded": async () => {
    const { stage, gradeId } = await handInDrill();
    await gradeWith(database.db, gradeId, "not_met");
    return stage;
  },
};

/** A drill of one criterion, out of a report that was opened. */
async function beginDrill(): Promise<Stage & { userId: string; section: SectionId }> {
  const { db } = database;
  const { attemptId: from, userId, token } = await beginReviewed();
  await recordOwnSight(db, { attemptId: from, userId });
  const [row] = await db
    .select({ rubric: rubricVersions.body })
    .from(attempts)
    .innerJoin(rubricVersions, eq(rubricVersions.id, attempts.rubricVersionId))
    .where(eq(attempts.id, from));
  const criterion = row?.rubric.criteria[0];
  if (!criterion) throw new Error("the rubric is empty");
  const { id, section } = criterion;
  const drill = await startDrill(db, { problem: RAG, criteria: [id], from, userId });
  return { attemptId: drill.attemptId, userId, token, section };
}

async function handInDrill(): Promise<{ stage: Stage; gradeId: string }> {
  const { section, ...stage } = await beginDrill();
  await saveWork(database.db, stage, { answers: { [section]: ANSWERS[section] } });
  const { gradeId } = await submit(database.db, createRecordingQueue(), stage);
  return { stage, gradeId };
}

async function beginMarking(): Promise<Stage & { userId: string }> {
  const stage = await start(false);
  await saveWork(database.db, stage, { answers: ANSWERS });
  await submit(database.db, createRecordingQueue(), stage);
  await startSelfRating(database.db, gateAnswerHere, stage);
  return stage;
}

/** With a second point, which a reviewer strikes. */
const PLANTED_DEBRIEF = makeDebrief({
  heart: "planted-debrief@1",
  points: [
    makePoint({ headline: "planted-debrief@2", danger: "weakens", failureId: "planted-failure@1" }),
    makePoint({ id: "p2", headline: "planted-dropped@1", danger: "weakens" }),
  ],
  dropped: [{ headline: "planted-dropped@2", reason: "The answer says it." }],
});

/** Graded, with a debrief, a reviewer's verdict and comment, and a point struck. */
async function beginReviewed(): Promise<Stage & { userId: string }> {
  const { db } = database;
  const stage = await start(false);
  await saveWork(db, stage, { answers: ANSWERS });
  const { gradeId } = await submit(db, createRecordingQueue(), stage);
  const rubric = await gradeWith(db, gradeId, "not_met", {}, null, PLANTED_DEBRIEF);
  const at = { attemptId: stage.attemptId, reviewer: await createPerson(db, "reviewer") };
  const criterionId = rubric.criteria[0]?.id ?? "";
  const words = { reason: "planted-reviewer@1", verdict: "met", basedOn: null } as const;
  await setOverride(db, at, { gradeId, criterionId, ...words });
  await createComment(db, at, { criterionId: null, text: "planted-reviewer@2" });
  await strikePoint(db, at, { gradeId, pointId: "p2", reason: "planted-dropped@3" });
  return stage;
}

/** The table of the page: its columns but for the first, and each row's cells. */
async function readTable() {
  const page = await readFile(join(ROOT_DIR, "docs/what-candidates-see.md"), "utf8");
  const lines = page.split("\n").filter((line) => line.startsWith("|"));
  const [head = [], , ...body] = lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return { columns: head.slice(1), rows: body.map(([title = "", ...cells]) => ({ title, cells })) };
}

/** Nothing, or not at that moment: "when it comes". */
function isNow(cell: string): boolean {
  return cell !== "–" && !cell.startsWith("when");
}

function isThere(sent: string, kind: Kind): boolean {
  if (kind !== "weight") return sent.includes(`planted-${kind}@`);
  return Object.values(PLANTED_WEIGHTS).some((weight) => sent.includes(String(weight)));
}

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
    await recordOwnSight(database.db, stage);
    const found = findPlanted(await collect(stage));
    expect(found).toEqual({
      ...SOLUTION,
      [REPORT]: ["advice", "criterion", "weight product"],
      "/attempts/:attemptId/appeal": ["criterion"],
      // What was missed, among the most missed.
      "/progress": ["criterion"],
      // What can be drilled today.
      "/": ["advice"],
      "/due": ["advice"],
    });
  });

  it("is of a grade that they haven't chosen to see nothing", async () => {
    const stage = await start(false);
    await saveWork(database.db, stage, { answers: ANSWERS });
    const { gradeId } = await submit(database.db, createRecordingQueue(), stage);
    await gradeWith(database.db, gradeId, "not_met");
    const sent = await collect(stage);
    expect(findPlanted(sent)).toEqual(SOLUTION);
    expect(sent.get(REPORT)).toContain('"markFirst":{');
  });

  it("is of two attempts compared what the criteria ask that moved, once both reports are open", async () => {
    const { db } = database;
    const first = await start(false);
    const { gradeId } = await submit(db, createRecordingQueue(), first);
    await gradeWith(db, gradeId, "not_met", {}, null, PLANTED_DEBRIEF);
    await recordOwnSight(db, first);
    const again = { level: "senior", lens: "product", brief: "interview", minutes: 45 } as const;
    const second = await startAttempt(db, {
      ...again,
      hasCurveball: true,
      userId: first.userId,
      slug: RAG,
      isPractice: false,
    });
    const stage = { ...first, attemptId: second.attemptId };
    await saveWork(db, stage, { answers: ANSWERS });
    const later = await submit(db, createRecordingQueue(), stage);
    const rubric = await gradeWith(db, later.gradeId, "met", {
      "latency-budget": { verdict: "not_met" },
    });
    const closed = await collect(stage);
    expect(closed.get(COMPARE)).toContain('"gradeAt":"unopened"');
    expect(findPlanted(closed)[COMPARE]).toBeUndefined();
    await recordOwnSight(db, stage);
    const opened = await collect(stage);
    expect(findPlanted(opened)[COMPARE]).toEqual(["criterion"]);
    expect(rubric.criteria.map(({ id }) => id)).toContain("latency-budget");
    expect(countPlanted(opened.get(COMPARE), "criterion")).toBe(rubric.criteria.length - 1);
    expect(opened.get(COMPARE)).toContain('"debriefs":["with","without"]');
  });

  it("is in a retry the follow-up that was replied to, and nothing of what it asked for", async () => {
    const { db } = database;
    const stage = await start(false);
    await haveAsked(stage);
    await saveWork(db, stage, { answers: { reply_1: "Two seconds." } });
    await submit(db, createRecordingQueue(), stage);
    for (const section of ["evaluation", "scenario"] as const) {
      const order = { ...stage, section, keep: "locked" as const };
      const retry = { ...stage, attemptId: (await startRetry(db, order)).attemptId };
      const sent = await collect(retry);
      expect(findPlanted(sent)[WORKSPACE]).toEqual(["probe"]);
      expect(countPlanted(sent.get(WORKSPACE), "probe")).toBe(1);
      expect(sent.get(WORKSPACE)).toContain("Two seconds.");
      await submit(db, createRecordingQueue(), retry);
    }
  });

  it("is of a marking under way one criterion with its examples, and no weight", async () => {
    const stage = await beginMarking();
    for (let number = 1; number <= 3; number += 1) {
      const sent = await collect(stage);
      expect(findPlanted(sent)).toEqual({
        ...SOLUTION,
        [MARK]: ["criterion", "fail", "partial", "pass"],
      });
      for (const kind of ["criterion", "fail", "partial", "pass"] as const) {
        expect(countPlanted(sent.get(MARK), kind), kind).toBe(1);
      }
      const { criterion } = await readOpen(database.db, stage);
      await saveSelfMark(database.db, stage, { criterionId: criterion.id, verdict: "met" });
    }
  });

  it("is what docs/what-candidates-see.md says, at each of its stages", async () => {
    const { columns, rows } = await readTable();
    expect(columns).toEqual(Object.keys(STAGES));
    expect(rows.map(({ title }) => title)).toEqual(Object.keys(KINDS));
    for (const [at, [title, reach]] of Object.entries(STAGES).entries()) {
      const sent = [...(await collect(await reach())).values()].join("\n");
      const found = KINDS_OF_ROWS.filter(([, kind]) => isThere(sent, kind)).map(([row]) => row);
      const promised = rows.filter(({ cells }) => isNow(cells[at] ?? ""));
      expect(found, title).toEqual(promised.map((row) => row.title));
      for (const { title: row, cells } of rows) {
        if (!cells[at]?.startsWith("one")) continue;
        expect(countPlanted(sent, KINDS[row] as Planted), `${title}: ${row}`).toBe(1);
      }
    }
  });

  it("could be found: a reviewer has the examples before them", async () => {
    const stage = await start(false);
    const { gradeId } = await submit(database.db, createRecordingQueue(), stage);
    await gradeWith(database.db, gradeId, "not_met", {}, null, PLANTED_DEBRIEF);
    const { id } = await createPerson(database.db, "reviewer");
    const { token } = await createSession(database.db, id);
    const found = findPlanted(await collect({ ...stage, token }));
    expect(found["/review/:attemptId"]).toEqual(
      expect.arrayContaining(["criterion", "dropped", "fail", "failure", "partial", "pass"]),
    );
  });
});

function countPlanted(text: string | undefined, as: Planted): number {
  return new Set(text?.match(new RegExp(`planted-${as}@\\d+`, "g"))).size;
}

/** Has the interviewer ask a follow-up, in its author's words. */
async function haveAsked(stage: Stage & { userId: string }): Promise<void> {
  const { attemptId, userId } = stage;
  const jobs = createRecordingQueue();
  const probe = { askKey: "asked-once", section: "scenario" as const };
  await askProbe(database.db, jobs, { attemptId, userId, ask: probe }, throwIt);
  for (const id of jobs.turnIds) await settleByAuthor(database.db, id);
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
