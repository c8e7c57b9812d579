import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createLoginLimiter } from "#server/accounts/login-limiter";
import { envSchema } from "#server/env";
import { readStudy } from "#server/study/read-study";
import { WAV_TYPE } from "#domain/speech/wav";
import { createApp } from "#server/web/create-app";
import { openEventHub } from "#server/web/event-hub";
import type { EventHub } from "#server/web/event-hub";
import { createRecordingQueue, openAttempt } from "../../support/attempts";
import { openColdReading, openColdThreads } from "../../support/cold-threads";
import { startFakeSpeech } from "../../support/fake-speech";
import type { FakeSpeech } from "../../support/fake-speech";
import { speakFor } from "../../support/recordings";
import { ROOT_DIR } from "../../support/content";
import { sessionCookie } from "../../support/page-context";
import { openRightsWorld } from "./rights-world";
import type { RightsWorld } from "./rights-world";
import { row, toOutcome, WHO } from "./route-table";
import type { Outcome, Row, Who } from "./route-table";

/** What express answers by itself, beside the pages: method and path → who is answered what. */
const EXPECTED: Record<string, Row> = {
  "get /healthz": row("in", "in", "in", "in", "in"),
  "get /readyz": row("in", "in", "in", "in", "in"),
  "post /api/attempts/:attemptId/save": row(401, 404, "in", 404, 404),
  "post /api/attempts/:attemptId/speech": row(401, 404, "in", 404, 404),
  "post /api/attempts/:attemptId/say": row(401, 404, "in", 404, 404),
  "post /api/speech": row(401, "in", "in", "in", "in"),
  // Who one is; a visitor is nobody.
  "get /api/session": row("in", "in", "in", "in", "in"),
  "get /robots.txt": row("in", "in", "in", "in", "in"),
  "get /sitemap.xml": row("in", "in", "in", "in", "in"),
  // One's own stream, with the grading of this attempt in it.
  "get /api/events": row(401, 404, "in", "in", "in"),
};

let world: RightsWorld;
let pool: pg.Pool;
let hub: EventHub;
let server: Server;
let speech: FakeSpeech;
let url: string;
let routes: string[];
let openId: string;
let gradedId: string;

beforeAll(async () => {
  world = await openRightsWorld();
  const { database, people } = world;
  gradedId = (await world.createGraded()).attemptId;
  openId = await openAttempt(database.db, people.owner.id, { probing: "on_request" });
  speech = await startFakeSpeech();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  hub = await openEventHub(database.sql);
  const app = createApp(
    envSchema.parse({
      NODE_ENV: "test",
      SPEECH_BASE_URL: speech.baseUrl,
      SPEECH_MODEL: "whisper-here",
      SPEECH_VOICE_MODEL: "voice-here",
    }),
    {
      db: database.db,
      readDb: database.db,
      jobs: createRecordingQueue(),
      hub,
      loginLimiter: createLoginLimiter(pool),
      log: pino({ level: "silent" }),
      study: await readStudy(ROOT_DIR),
      threads: openColdThreads(),
      reading: openColdReading(),
    },
    { build: () => Promise.reject(new Error("no pages in this test")) },
  );
  routes = listExpressRoutes(app);
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  await speech.close();
  await hub.close();
  await pool.end();
  await world.close();
});

const stackSchema = z.array(
  z.looseObject({
    route: z.object({ path: z.string(), methods: z.record(z.string(), z.boolean()) }).optional(),
  }),
);

/** Every route that express knows, but for the one behind which the pages are. */
function listExpressRoutes(app: object): string[] {
  const router = z.custom<object>().parse(Reflect.get(app, "_router"));
  const stack = stackSchema.parse(Reflect.get(router, "stack"));
  return stack.flatMap(({ route }) =>
    route === undefined || route.path === "*"
      ? []
      : Object.keys(route.methods).map((method) => `${method} ${route.path}`),
  );
}

async function request(name: string, who: Who): Promise<Outcome> {
  const [method = "", path = ""] = name.split(" ");
  const token = world.tokenOf(who);
  const isSpoken = path.endsWith("/speech");
  const type = isSpoken ? WAV_TYPE : "application/json";
  const headers = new Headers({ origin: url, "content-type": type });
  if (token !== null) {
    const expiresAt = new Date(Date.now() + 60_000);
    headers.set("cookie", sessionCookie.issue(token, expiresAt).split(";")[0] ?? "");
  }
  const isWrite = method === "post";
  const save = { clientId: randomUUID(), seq: 1, texts: {}, elements: [] };
  const queries: Record<string, string> = {
    "/api/events": `?person=${world.idOf(who) ?? randomUUID()}&attempt=${gradedId}`,
    "/api/attempts/:attemptId/say": "?turn=0",
  };
  const query = queries[path] ?? "";
  const response = await fetch(url + path.replace(":attemptId", openId) + query, {
    method,
    headers,
    ...(isWrite && { body: isSpoken ? speakFor(1) : JSON.stringify(save) }),
  });
  await response.body?.cancel();
  return toOutcome(response.status);
}

describe("what express answers by itself", () => {
  it("has a row for every route", () => {
    expect(routes.sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(Object.keys(EXPECTED))("%s", async (name) => {
    const seen: Partial<Row> = {};
    for (const who of WHO) seen[who] = await request(name, who);
    expect(seen).toEqual(EXPECTED[name]);
  });
});
