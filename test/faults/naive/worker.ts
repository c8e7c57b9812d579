import { createDb } from "#server/db/client";
import { readEnv, requireDatabaseUrl } from "#server/env";
import { gradingJob } from "#server/jobs/grading-job";
import { openWorker } from "#server/jobs/queue-store";
import { reportReady, stopWhenAsked } from "#server/start/supervised";
import { NAIVE_CRITERIA, NAIVE_QUEUE } from "./tables";
import type { NaiveWork } from "./tables";

/** The control arm's worker: asks the model, writes criterion after criterion, marks the row. */
const env = requireDatabaseUrl(readEnv());
const { sql, close } = createDb(env.DATABASE_URL, { max: 8 });
const worker = openWorker(
  { databaseUrl: env.DATABASE_URL, redisUrl: undefined },
  NAIVE_QUEUE,
  async (job) => {
    const { rowId: gradeId } = gradingJob.read(job.data);
    const [row] = await sql<{ work: NaiveWork }[]>`
      select work from naive.grades where id = ${gradeId}`;
    await ask(JSON.stringify(row?.work.texts ?? {}));
    for (let criterion = 0; criterion < NAIVE_CRITERIA; criterion += 1)
      await sql`insert into naive.verdicts (grade_id, criterion) values (${gradeId}, ${criterion})`;
    await sql`update naive.grades set status = 'graded' where id = ${gradeId}`;
  },
  { concurrency: 20 },
  () => {
    // BullMQ connects again by itself.
  },
);

async function ask(text: string): Promise<void> {
  const response = await fetch(`${env.OPENAI_BASE_URL}/chat`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "fake", messages: [{ role: "user", content: text }] }),
    signal: AbortSignal.timeout(env.JUDGE_TIMEOUT_MS),
  });
  await response.text();
  if (!response.ok) throw new Error(`the model answered ${response.status}`);
}

await worker.waitUntilReady();
stopWhenAsked(async () => {
  await worker.close();
  await close();
});
reportReady();
