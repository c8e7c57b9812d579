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
import { createApp } from "#server/web/create-app";
import { openEventHub } from "#server/web/event-hub";
import type { EventHub } from "#server/web/event-hub";
import { createRecordingQueue, openAttempt } from "../../support/attempts";
import { openColdThreads } from "../../support/cold-threads";
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
  // One's own stream, with the grading of this attempt in it.
  "get /api/events": row(401, 404, "in", "in", "in"),
};

let world: RightsWorld;
let pool: pg.Pool;
let hub: EventHub;
let server: Server;
let url: string;
let routes: string[];
let openId: string;
let gradedId: string;

beforeAll(async () => {
  world = await openRightsWorld();
  const { database, people } = world;
  gradedId = (await world.createGraded()).attemptId;
  openId = await openAttempt(database.db, people.owner.id);
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  hub = await openEventHub(database.sql);
  const app = createApp(
    envSchema.parse({ NODE_ENV: "test" }),
    {
      db: database.db,
      jobs: createRecordingQueue(),
      hub,
      loginLimiter: createLoginLimiter(pool),
      log: pino({ level: "silent" }),
      study: await readStudy(ROOT_DIR),
      threads: openColdThreads(),
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
  const headers = new Headers({ origin: url, "content-type": "application/json" });
  if (token !== null) {
    const expiresAt = new Date(Date.now() + 60_000);
    headers.set("cookie", sessionCookie.issue(token, expiresAt).split(";")[0] ?? "");
  }
  const isWrite = method === "post";
  const save = { clientId: randomUUID(), seq: 1, texts: {}, elements: [] };
  const query =
    path === "/api/events" ? `?person=${world.idOf(who) ?? randomUUID()}&attempt=${gradedId}` : "";
  const response = await fetch(url + path.replace(":attemptId", openId) + query, {
    method,
    headers,
    ...(isWrite && { body: JSON.stringify(save) }),
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
