import { once } from "node:events";
import { createServer, request } from "node:http";
import type { ClientRequest, IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "#server/env";
import type { ErrorRequestHandler } from "express";
import type { Viewer } from "#server/accounts/sessions";
import { LATE_LIMITS } from "#server/attempts/late-limits";
import { answerError } from "#server/web/answer-error";
import { saveRoute } from "#server/web/save-route";
import { openAttempt } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { box } from "../../support/elements";
import { createPerson } from "../../support/people";

let database: TestDatabase;
let server: Server;
let owner: Viewer;
let attemptId: string;
/** Who the session says is asking. */
let viewer: Viewer | null;
/** What the route handed on. */
let errors: unknown[];

beforeAll(async () => {
  database = await createContentDatabase();
  const app = express();
  app.use((request, response, next) => {
    response.locals["viewer"] = viewer;
    if (request.get("x-cut") !== undefined) request.socket.destroy();
    next();
  });
  app.post(
    "/:attemptId",
    saveRoute({ db: database.db, late: LATE_LIMITS, maxBytes: DEFAULT_LIMITS.storedBytes }),
  );
  const noteError: ErrorRequestHandler = (error, _request, _response, next) => {
    errors.push(error);
    next(error);
  };
  app.use(noteError, answerError);
  server = createServer(app);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await database.drop();
});
beforeEach(async () => {
  owner = await createPerson(database.db);
  attemptId = await openAttempt(database.db, owner.id);
  viewer = owner;
  errors = [];
});

/** A request without a Content-Length; its body is the caller's to write. */
function open(headers: Record<string, string> = {}): ClientRequest {
  const { port } = server.address() as AddressInfo;
  return request({
    host: "127.0.0.1",
    port,
    path: `/${attemptId}`,
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
  });
}

async function answerTo(sent: ClientRequest): Promise<{ status: number; body: string }> {
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return { status: response.statusCode ?? 0, body: await readText(response) };
}

function post(body: string | Buffer, headers: Record<string, string> = {}) {
  const sent = open(headers);
  const answer = answerTo(sent);
  sent.end(body);
  return answer;
}

/** The answer to somebody who sent the start of a body and nothing more. */
async function answerToHalf(): Promise<number> {
  const sent = open();
  const answer = answerTo(sent);
  sent.write("[");
  const { status } = await answer;
  sent.destroy();
  return status;
}

const save = (changes: Record<string, unknown>) =>
  JSON.stringify({ clientId: "tab-aaaaaaaa", seq: 1, ...changes });

describe("before the body is read", () => {
  it("is settled who asks", async () => {
    viewer = null;
    expect(await answerToHalf()).toBe(401);
  });

  it("is settled whose attempt it is, and that there is one", async () => {
    viewer = await createPerson(database.db);
    expect(await answerToHalf()).toBe(404);
    attemptId = "not-an-id";
    expect(await answerToHalf()).toBe(404);
  });

  it("is settled that there is room for another save", async () => {
    let taken = 0;
    while ((await post("[")).status !== 429) taken += 1;
    expect(taken).toBe(600);
    expect(await answerToHalf()).toBe(429);
  });

  it("is settled that not too many are under way, and the place is given back", async () => {
    const halves = Array.from({ length: 10 }, () => open());
    const answers = halves.map(answerTo);
    for (const half of halves) half.write("[");
    // It is only refused once those ten have arrived.
    let status = 0;
    while (status !== 429) status = (await post("[")).status;
    for (const half of halves) half.end();
    await Promise.all(answers);
    expect((await post(save({}))).status).toBe(200);
  });
});

describe("the body", () => {
  it("that broke off before it was read is no defect of ours", async () => {
    const sent = open({ "x-cut": "1" });
    sent.write("[");
    await expect(once(sent, "response")).rejects.toThrow();
    await expect.poll(() => errors).toMatchObject([{ code: "bad_request" }]);
  });

  it.each(["identity", "gzip"])(
    "that breaks off half-way gives its place back: %s",
    async (how) => {
      const whole = save({ texts: { scenario: { kind: "whole", baseRevision: 0, text: "x" } } });
      const packed = how === "gzip" ? gzipSync(whole) : Buffer.from(whole);
      for (let times = 1; times <= 12; times += 1) {
        const sent = open({ "content-encoding": how });
        const answer = expect(once(sent, "response")).rejects.toThrow();
        sent.write(packed.subarray(0, 40));
        // Its place is taken once the door reads: then a save beside it has passed all that comes before.
        await post(save({}));
        sent.destroy();
        await answer;
        await expect.poll(() => errors.length).toBe(times);
      }
      expect((await post(save({}))).status).toBe(200);
    },
  );

  it("is counted as it arrives, without a length and unpacked", async () => {
    const large = save({ elements: ["x".repeat(5_000_000)] });
    const first = await post(large);
    expect(first).toMatchObject({ status: 413 });
    expect(first.body).toContain("What was saved before is kept");
    const packed = gzipSync(large);
    expect(packed.length).toBeLessThan(100_000);
    expect((await post(packed, { "content-encoding": "gzip" })).status).toBe(413);
  });

  it.each([
    ["depth", "[".repeat(3_800_000)],
    ["lists", `[${"[],".repeat(500_000)}[]]`],
    ["keys", save({ files: Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [i, 1])) })],
    ["unknown fields", save({ extra: 1 })],
    ["a second kind of text", save({ texts: { notes: { kind: "whole", baseRevision: 0 } } })],
    ["elements", save({ elements: Array.from({ length: 5_001 }, () => 1) })],
    ["pictures", save({ files: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [i, 1])) })],
    ["what is no JSON", "{"],
    ["nothing", ""],
  ])("is bounded in %s", async (_what, body) => {
    const { status, body: answer } = await post(body);
    expect(status).toBe(400);
    expect(answer).toContain("What was saved before is kept");
  });

  it("is taken as our client sends it, gzipped too, and as large as it may be", async () => {
    const elements = Array.from({ length: 1_000 }, (_, i) => box(`b${i}`));
    expect((await post(save({ elements }))).status).toBe(200);
    const text = { scenario: { kind: "whole", baseRevision: 0, text: "seen" } };
    const packed = gzipSync(save({ seq: 2, texts: text }));
    const reply = await post(packed, { "content-encoding": "gzip" });
    expect(JSON.parse(reply.body)).toMatchObject({ outcome: "saved", revisions: { scenario: 1 } });
  });
});
