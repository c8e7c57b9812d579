import pg from "pg";
import { loadContent } from "#server/content/load-content";
import { readContent } from "#server/content/read-content";
import { createDb } from "#server/db/client";
import { migrateDatabase } from "#server/db/migrate";
import { createContentLoader } from "#server/grades/grading-content";
import { takeGrading } from "#server/grades/take-grading";
import { createJobQueue, GRADING_QUEUE } from "#server/jobs/queue";
import { openQueue } from "#server/jobs/queue-store";
import { getJudgeTest } from "#server/settings/get-judge-test";
import { requestJudgeTest } from "#server/settings/request-judge-test";
import { updateJudgeControls } from "#server/settings/update-judge-controls";
import { startFakeModel } from "../../../support/fake-model/start-fake-model";
import { waitForGrade } from "../../../support/wait-for-grade";
import { handIn, leaveOpen, listWork, work, workWithAids } from "./fill-attempts";
import type { HandedIn } from "./fill-attempts";
import { leaveDrafts, publishVersions } from "./fill-authoring";
import { fillPeople } from "./fill-people";
import { fillReviews } from "./fill-reviews";
import { copyContent, fail, openWorker, personOf } from "./world";
import type { World } from "./world";
import { writeExpected } from "./write-expected";

const WAIT_MS = 120_000;
/** How many of the attempts the offline judge grades; a model grades the rest. */
const OFFLINE = 20;

/** Fills an empty database and writes beside the dump what its reports say. */
async function fill(url: string, expectedFile: string): Promise<void> {
  await migrateDatabase(url);
  const handle = createDb(url, { max: 8 });
  const rootDir = await copyContent();
  await loadContent(handle.db, rootDir);
  const queue = openQueue({ databaseUrl: url, redisUrl: undefined }, GRADING_QUEUE, fail);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const world: World = {
    ...{ ...handle, url, pool, jobs: createJobQueue(queue) },
    ...{ contents: await readContent(rootDir), people: {} },
  };
  await fillPeople(world);
  const actorId = personOf(world, "Ada").id;
  const bounds = { maxUsdPerGrade: 2, maxUsdPerDay: null };
  await updateJudgeControls(world.db, { actorId, revision: 0, mode: "standard", ...bounds });
  const graded = await fillGrades(world);
  await leaveDrafts(world);
  await leaveGradings(world);
  await writeExpected(world, graded, expectedFile);
  await queue.close();
  await pool.end();
  await handle.close();
}

async function fillGrades(world: World): Promise<HandedIn[]> {
  const list = await listWork(world);
  const offline = await openWorker(world);
  const graded: HandedIn[] = [];
  for (const [n, what] of list.slice(0, OFFLINE).entries()) {
    const handed =
      n === 3 || n === 13
        ? await workWithAids(world, n, what)
        : await handIn(world, await work(world, n, what, { isUntimed: n % 6 === 5 }));
    await waitUntil(world, handed, "graded");
    graded.push(handed);
    if (n === 8) await publishVersions(world);
    console.log(`graded ${n + 1}`);
  }
  await requestJudgeTest(world.db, world.jobs, { actorId: personOf(world, "Ada").id });
  while (!(await getJudgeTest(world.db))?.result) await new Promise((go) => setTimeout(go, 100));
  const again = await fillReviews(world, graded);
  for (const handed of again) await waitUntil(world, handed, "graded");
  await offline.stop();
  return [...graded, ...(await gradeByModel(world, list))];
}

/** Three by a model, and one that no model answered for. */
async function gradeByModel(world: World, list: Awaited<ReturnType<typeof listWork>>) {
  const model = await startFakeModel({ character: { kind: "random", seed: 7 } });
  const settings = { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: "k", JUDGE_MODEL: "model-a" };
  const worker = await openWorker(world, settings);
  const graded: HandedIn[] = [];
  for (const [n, what] of list.slice(4, 7).entries()) {
    const handed = await handIn(world, await work(world, 30 + n, what));
    await waitUntil(world, handed, "graded");
    graded.push(handed);
  }
  model.setCharacter({ kind: "failing", status: 401, message: "no such key" });
  const failed = await handIn(world, await work(world, 40, list[7] ?? fail("no work")));
  await waitUntil(world, failed, "needs_attention");
  await worker.stop();
  await model.close();
  return [...graded, failed];
}

/** Two that wait, one whose worker was killed, two attempts under way. */
async function leaveGradings(world: World): Promise<void> {
  const list = await listWork(world);
  for (const n of [50, 51, 52]) {
    const { gradeId } = await handIn(world, await work(world, n, list[n % 7] ?? fail("no work")));
    if (n === 52) await takeGrading(world.db, gradeId, createContentLoader(world.db));
  }
  await leaveOpen(world, list);
}

async function waitUntil(world: World, handed: HandedIn, status: string): Promise<void> {
  const isDone = (row: { status: string }) =>
    row.status === "graded" || row.status === "needs_attention";
  const row = await waitForGrade(world, handed.gradeId, isDone, WAIT_MS);
  if (row.status !== status) throw new Error(`grade ${row.id} is ${row.status}: ${row.errorKind}`);
}

const [url, expectedFile] = process.argv.slice(2);
if (!url || !expectedFile) throw new Error("usage: main.ts <database url> <file of reports>");
await fill(url, expectedFile);
process.exit(0);
