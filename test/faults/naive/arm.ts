import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Db } from "#server/db/client";
import type { Arm, Attempt, Grading, Work } from "../arm";
import type { TrialPlan } from "../plan";
import type { Ledger } from "../trial/ledger";
import type { World } from "../world/open-world";
import { openNaiveCandidate } from "./candidate";
import { startNaiveModel } from "./model";
import { createNaiveTables, NAIVE_CRITERIA, NAIVE_QUEUE } from "./tables";
import type { NaiveWork } from "./tables";

const DEADLINE_AFTER_MS = 3_000;
const AGAIN_AFTER_MS = 300;
const TRIES = 60;
const TIMEOUT_MS = 5_000;

/** Add after commit, no sweep, the last whole document wins, no idempotency. */
export const naive: Arm = {
  name: "naive",
  programs: { web: "test/faults/naive/web.ts", worker: "test/faults/naive/worker.ts" },
  points: {
    save: /update naive\.attempts/,
    submit: /insert into naive\.grades/,
    enqueue: /add_job/,
    grade: /insert into naive\.verdicts/,
  },
  startModel: startNaiveModel,
  prepare: (world) => world.ask(createNaiveTables),
  openAttempt: openNaiveAttempt,
};

type GradeRow = { id: string; status: string; work: NaiveWork; verdicts: number };

async function openNaiveAttempt(world: World, plan: TrialPlan, ledger: Ledger): Promise<Attempt> {
  const id = randomUUID();
  await world.ask((db) => db.execute(sql`insert into naive.attempts (id) values (${id})`));
  const url = `${world.site.url}/naive/${id}`;
  const listGrades = () => world.ask((db) => readGrades(db, id));

  async function press(): Promise<string> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const receipt = await post(`${url}/submit`, {});
      if (receipt !== null) return receipt;
      await pause(AGAIN_AFTER_MS);
    }
    return "none";
  }
  const deadlineAtMs = plan.end === "deadline" ? Date.now() + DEADLINE_AFTER_MS : null;
  return {
    id,
    needles: new Set([id]),
    isOwnRequest: ({ method, path }) => method === "POST" && path.includes(id),
    findGradeId: async () => (await listGrades())[0]?.id ?? null,
    openCandidate: () => openNaiveCandidate({ url, ledger, post, deadlineAtMs, press }),
    submit: (times) => Promise.all(Array.from({ length: times }, press)),
    isSettled: async () => {
      const rows = await listGrades();
      if (rows.length === 0) return false;
      // With no job of the whole arm left, nothing will ever come.
      return rows.every(({ status }) => status === "graded") || (await world.ask(isQueueEmpty));
    },
    readWork: async () => readWork(await listGrades()),
    readGrading: async () => readGrading(await listGrades()),
  };
}

async function post(url: string, body: unknown): Promise<string | null> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return response.ok ? text : null;
  } catch {
    // No answer: the caller decides whether to try again.
    return null;
  }
}

async function readGrades(db: Db, attemptId: string): Promise<GradeRow[]> {
  return db.execute<GradeRow>(sql`select g.id, g.status, g.work,
    (select count(*)::int from naive.verdicts v where v.grade_id = g.id) as verdicts
    from naive.grades g where g.attempt_id = ${attemptId} order by g.id`);
}

async function isQueueEmpty(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ open: number }>(sql`select count(*)::int as open from bullmq.job
    where queue = ${NAIVE_QUEUE} and state in ('waiting', 'active', 'delayed')`);
  return (row?.open ?? 0) === 0;
}

function readWork(rows: GradeRow[]): Work {
  const work = rows[0]?.work ?? { texts: {}, elements: {} };
  return {
    isSubmitted: rows.length > 0,
    texts: Object.values(work.texts).join("\n"),
    versions: new Map(Object.entries(work.elements)),
    keptTexts: "",
    keptVersions: new Map(),
  };
}

function readGrading(rows: GradeRow[]): Grading {
  const doubledVerdicts = rows.filter(({ verdicts }) => verdicts > NAIVE_CRITERIA).length;
  return {
    doubled: Math.max(0, rows.length - 1) + doubledVerdicts,
    isStuck: rows.length === 0 || rows.some(({ status }) => status !== "graded"),
    state: rows.map(({ status }) => status).join(", ") || "open",
    traces: [],
  };
}
