import { randomUUID } from "node:crypto";
import express from "express";
import { createDb } from "#server/db/client";
import { readEnv, requireDatabaseUrl } from "#server/env";
import { openQueue } from "#server/jobs/queue-store";
import { reportReady, stopWhenAsked } from "#server/start/supervised";
import { NAIVE_QUEUE } from "./tables";

/**
 * The control arm's web process, as it is often written: the newest whole document wins, handing in
 * inserts a row, commits, and then adds a job. Nothing remembers what was asked before.
 */
const env = requireDatabaseUrl(readEnv());
const { sql, close } = createDb(env.DATABASE_URL, { max: 10 });
const queue = openQueue({ databaseUrl: env.DATABASE_URL, redisUrl: undefined }, NAIVE_QUEUE, () => {
  // A lost connection shows in the next request, which then fails.
});
const app = express();
app.use(express.json({ limit: "5mb" }));

app.get("/naive/:id", async (request, response, next) => {
  try {
    const [row] = await sql`select work from naive.attempts where id = ${request.params.id}`;
    response.json(row?.["work"]);
  } catch (error) {
    next(error);
  }
});

app.post("/naive/:id/save", async (request, response, next) => {
  try {
    const work = JSON.stringify(request.body);
    await sql.begin(async (tx) => {
      await tx`update naive.attempts set work = ${work}::text::jsonb where id = ${request.params.id}`;
    });
    response.json({ ok: true });
  } catch (error) {
    next(error);
  }
});

app.post("/naive/:id/submit", async (request, response, next) => {
  try {
    const gradeId = randomUUID();
    await sql.begin(async (tx) => {
      await tx`insert into naive.grades (id, attempt_id, work)
        select ${gradeId}, id, work from naive.attempts where id = ${request.params.id}`;
    });
    await queue.add("grade", { gradeId }, { attempts: 3, backoff: { type: "fixed", delay: 300 } });
    response.json({ receipt: gradeId });
  } catch (error) {
    next(error);
  }
});

const server = app.listen(env.PORT, env.HOST, () => reportReady());
stopWhenAsked(async () => {
  server.closeAllConnections();
  server.close();
  await queue.close();
  await close();
});
