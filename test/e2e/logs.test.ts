import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDraft } from "#server/authoring/create-draft";
import type { DbHandle } from "#server/db/client";
import { users } from "#server/db/tables/accounts";
import { grades } from "#server/db/tables/grades";
import { openAttempt } from "../support/attempts";
import { RAG } from "../support/content";
import { ANSWERS } from "../support/grading-fixture";
import { openProductDatabase } from "../support/product-database";
import { makeBox } from "../support/save-world";
import { startProduct } from "../support/start-product";
import type { Product } from "../support/start-product";
import { createVisitor } from "../support/visitor";
import type { Visitor } from "../support/visitor";

/** One word for each thing that no log may hold, in what is sent as often as the log is searched. */
const WORDS = {
  answer: "zebraquartz",
  label: "pelicanonyx",
  password: "walrusgarnet",
  email: "ibisopal",
  name: "lemurjasper",
  token: "Q7heronagateQ7",
  query: "gibbonberyl",
  file: "tapirtopaz",
  question: "oryxamber",
  key: "sk-marmosetpearl",
  reason: "condorcoral",
};
const TOKEN = `aB3_${WORDS.token}-x9Y8z7W6v5U4t3S2r1Q0p`;
const PERSON = {
  name: WORDS.name,
  email: `${WORDS.email}@example.org`,
  password: `${WORDS.password} long enough`,
};
const BIG = 1e12;

let dataDir: string;
let product: Product;
let handle: DbHandle;
let model: Server;
let modelCalls = 0;
let person: Visitor;
let admin: Visitor;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "scaleboard-logs-"));
  // A model that refuses, and repeats all it was given, as some servers do.
  model = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      modelCalls += 1;
      const status = modelCalls % 2 === 0 ? 400 : 500;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: `${WORDS.reason} ${body}` } }));
    });
  });
  model.listen(0, "127.0.0.1");
  await once(model, "listening");
  product = await startProduct(dataDir, {
    LOG_LEVEL: "trace",
    OPENAI_BASE_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`,
    OPENAI_API_KEY: WORDS.key,
    JUDGE_MODEL: "fake",
    JUDGE_RETRY_MS: "100",
  });
  handle = await openProductDatabase(dataDir);
  person = createVisitor(product.url);
  admin = createVisitor(product.url);
  expect((await person.postForm("/sign-up", PERSON)).status).toBe(302);
  expect((await admin.postForm("/demo", { role: "admin" })).status).toBe(302);
});
afterAll(async () => {
  await handle.close();
  await product.stop();
  model.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** While `work` runs, the table's new rows are refused with the row in the message. */
async function whileRefused(table: string, state: string, work: () => Promise<void>) {
  const { sql } = handle;
  const said = state === "53100" ? "'could not extend file'" : "'refused: %', NEW::text";
  await sql.unsafe(`create or replace function refuse_row() returns trigger language plpgsql as
    $$ begin raise exception ${said} using errcode = '${state}'; end $$`);
  await sql.unsafe(`create trigger refuse before insert or update on ${table}
    for each row execute function refuse_row()`);
  try {
    await work();
  } finally {
    await sql.unsafe(`drop trigger refuse on ${table}`);
  }
}

async function openOwnAttempt(): Promise<string> {
  const [user] = await handle.db.select().from(users).where(eq(users.email, PERSON.email));
  return openAttempt(handle.db, user?.id ?? "");
}

function save(attemptId: string, version = 1) {
  return person.postJson(`/api/attempts/${attemptId}/save`, {
    clientId: randomUUID(),
    seq: 1,
    files: {},
    texts: Object.fromEntries(
      Object.entries(ANSWERS).map(([section, text]) => [
        section,
        { kind: "whole", baseRevision: 0, text: `${text} We call it ${WORDS.answer}.` },
      ]),
    ),
    elements: [makeBox("box", version, { type: "text", text: WORDS.label } as never)],
  });
}

async function readLogs(): Promise<Record<string, string>> {
  const names = (await readdir(dataDir)).filter((name) => name.includes(".log"));
  const texts = await Promise.all(
    names.map(async (name) => [name, await readFile(join(dataDir, name), "utf8")]),
  );
  return { ...Object.fromEntries(texts), terminal: product.lines.join("\n") } as never;
}

it("no log holds what people wrote, whatever fails", async () => {
  // Accounts.
  const again = createVisitor(product.url);
  expect.soft((await again.postForm("/sign-up", PERSON)).status).toBe(409);
  const wrong = { email: PERSON.email, password: `${WORDS.password} wrong` };
  expect.soft((await again.postForm("/sign-in", wrong)).status).toBe(401);
  await whileRefused("users", "P0001", async () => {
    const other = { ...PERSON, email: `${WORDS.email}2@example.org` };
    expect.soft((await again.postForm("/sign-up", other)).status).toBe(500);
  });

  // Saves: refused by the database, a full disk, a queue of bad bodies.
  const attemptId = await openOwnAttempt();
  for (const table of ["answers", "scene_elements"]) {
    await whileRefused(table, "P0001", async () => {
      expect.soft((await save(attemptId)).status).toBe(500);
    });
    await whileRefused(table, "22003", async () => {
      expect.soft((await save(attemptId)).status).toBe(500);
    });
    await whileRefused(table, "53100", async () => {
      expect.soft((await save(attemptId)).status).toBe(503);
    });
  }
  await save(attemptId, BIG);
  for (const body of [`{"texts":"${WORDS.answer}`, `${WORDS.answer}`, `{"${WORDS.label}":1}`]) {
    const headers = { "content-type": "application/json" };
    const init = { method: "POST", body, headers };
    expect.soft((await person.fetch(`/api/attempts/${attemptId}/save`, init)).status).toBe(400);
  }
  expect.soft((await save(attemptId)).status).toBe(200);

  // Addresses.
  for (const path of [
    ...[`/invitation/${TOKEN}`, `/%69nvitation/${TOKEN}`, `//invitation/${TOKEN}`],
    ...[`/INVITATION/${TOKEN}`, `/invitation/${TOKEN}.data`, `/invitation/${TOKEN}/x`],
    ...[`/reset/${TOKEN}`, `/%72eset/${TOKEN}`, `/reset/${TOKEN}.data`, `/x/${TOKEN}`],
    ...[`/problems?q=${WORDS.query}`, `/admin/people?q=${WORDS.query}`, `/?${WORDS.query}`],
  ]) {
    await (await admin.fetch(path)).text();
    await (await admin.fetch(path, { method: "POST", body: WORDS.query })).text();
  }

  // An author's upload and draft.
  const [author] = await handle.db.select().from(users).where(eq(users.role, "admin"));
  const { draftId } = await createDraft(handle.db, { userId: author?.id ?? "", slug: RAG });
  const upload = new FormData();
  upload.set("intent", "read-answers");
  upload.append("files", new Blob([`${WORDS.file}: [`]), `${WORDS.file}.yaml`);
  await (await admin.fetch(`/admin/drafts/${draftId}`, { method: "POST", body: upload })).text();
  await whileRefused("drafts", "P0001", async () => {
    const texts = { problem: WORDS.file, rubric: WORDS.file, solution: WORDS.file, scene: "" };
    const form = { intent: "save", revision: "1", ...texts };
    await (await admin.postForm(`/admin/drafts/${draftId}`, form)).text();
    await (await admin.postForm(`/admin/drafts/${draftId}`, { intent: "discard" })).text();
  });

  // The interviewer and the judge, whose model repeats what it was asked.
  const ask = { askKey: randomUUID(), question: `What of ${WORDS.question} is meant?` };
  await (await person.postForm(`/attempts/${attemptId}/questions`, ask)).text();
  await whileRefused("attempt_questions", "P0001", async () => {
    const other = { ...ask, askKey: randomUUID() };
    expect
      .soft((await person.postForm(`/attempts/${attemptId}/questions`, other)).status)
      .toBe(500);
  });

  // A queue that is away at the hand-in, and then a model that fails.
  await handle.sql.unsafe("alter schema bullmq rename to bullmq_away");
  const handedIn = await person.postForm(`/attempts/${attemptId}`, { submitKey: randomUUID() });
  expect.soft(handedIn.status).toBe(302);
  await handle.sql.unsafe("alter schema bullmq_away rename to bullmq");
  await expect
    .poll(async () => (await handle.db.select().from(grades)).map(({ errorKind }) => errorKind), {
      timeout: 90_000,
    })
    .toEqual([expect.any(String)]);
  expect.soft(modelCalls).toBeGreaterThan(1);

  // A page that can't be rendered.
  await handle.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update problem_versions set body = jsonb_set(body, '{head,title}',
      ${`{"a":"${WORDS.answer}"}`}::jsonb)`;
  });
  expect.soft((await person.fetch(`/problems/${RAG}`)).status).toBe(500);

  // An outage: the database dies under whoever is writing, and comes back.
  const pid = Number(
    (await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n")[0],
  );
  process.kill(pid, "SIGKILL");
  await Promise.allSettled([save(attemptId), again.postForm("/sign-in", wrong)]);
  await expect.poll(() => product.lines, { timeout: 30_000 }).toContain("The database is back.");

  const logs = await readLogs();
  expect(Object.keys(logs).sort()).toEqual(["postgres.log", "terminal", "web.log", "worker.log"]);
  const leaks = Object.entries(logs).flatMap(([name, text]) =>
    Object.entries(WORDS)
      .filter(([, word]) => text.toLowerCase().includes(word.toLowerCase()))
      .map(([kind]) => `${kind} in ${name}`),
  );
  expect(leaks).toEqual([]);
  // What was searched is what was written while all that failed.
  for (const said of [
    ...['"message":"a statement failed"', '"code":"P0001"', '"code":"22003"', '"code":"53100"'],
    ...['"path":"/invitation/…"', '"path":"/reset/…"', '"client":"127.0.0.1"', "not enqueued"],
  ]) {
    expect.soft(logs["web.log"]).toContain(said);
  }
  expect(logs["web.log"]).not.toMatch(/content-security-policy|"headers"|cookie/i);
  expect(logs["worker.log"]).toMatch(/grading (is put off|needs attention)/);
  expect(logs["terminal"]).toContain("a statement failed");
});
