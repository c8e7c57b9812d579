import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createInvitation } from "#server/accounts/create-invitation";
import { acceptInvitation } from "#server/accounts/accept-invitation";
import { createLoginLimiter } from "#server/accounts/login-limiter";
import { createSession } from "#server/accounts/sessions";
import { signUpAsVisitor } from "#server/accounts/sign-up-as-visitor";
import { envSchema } from "#server/env";
import { isAppError } from "#server/errors";
import { readStudy } from "#server/study/read-study";
import { createApp } from "#server/web/create-app";
import { openEventHub } from "#server/web/event-hub";
import type { EventHub } from "#server/web/event-hub";
import { createPreviewLimit } from "#server/web/person-limits";
import { boundConnections, CHECK_INTERVAL_MS } from "#server/web/server-bounds";
import { createStreamLimit } from "#server/web/stream-limit";
import { action as signUpAction, loader as signUpPage } from "~/routes/account/sign-up";
import { openColdReading, openColdThreads } from "../../support/cold-threads";
import { createRecordingQueue, handIn } from "../../support/attempts";
import { ROOT_DIR } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm, sessionCookie } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";

const PASSWORD = "seven quiet herons";
const STREAMS = 3;

let database: TestDatabase;
let pool: pg.Pool;
let pages: PageWorld;
let hub: EventHub;
let server: Server;
let url: string;
const logged: string[] = [];

beforeAll(async () => {
  database = await createContentDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pages = createPageWorld(database);
  hub = await openEventHub(database.sql);
  const log = pino({ level: "warn" }, { write: (line: string) => void logged.push(line) });
  const app = createApp(
    envSchema.parse({ NODE_ENV: "test", STREAMS_PER_PERSON: String(STREAMS) }),
    {
      threads: openColdThreads(),
      reading: openColdReading(),
      db: database.db,
      readDb: database.db,
      jobs: createRecordingQueue(),
      hub,
      log,
      loginLimiter: createLoginLimiter(pool),
      study: await readStudy(ROOT_DIR),
    },
    { build: () => Promise.reject(new Error("no pages in this test")) },
  );
  server = createServer({ connectionsCheckingInterval: CHECK_INTERVAL_MS }, app);
  boundConnections(server, { trustedProxies: 0, perAddress: 40 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await hub.close();
  await pages.close();
  await pool.end();
  await database.drop();
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "in";
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.code;
  }
}

const newPerson = () => ({ email: `${randomUUID()}@example.org`, name: "Bo", password: PASSWORD });

describe("making accounts", () => {
  it("is bounded by address, also many at once, and invitations don't count", async () => {
    const { db } = database;
    const limiter = createLoginLimiter(pool, { signUpsPerHour: 5 });
    const from = (address: string) =>
      codeOf(signUpAsVisitor(db, limiter, { ...newPerson(), address, mode: "open" }));
    const codes = await Promise.all(Array.from({ length: 12 }, (_, n) => from(`2001:db8::${n}`)));
    expect(codes.filter((code) => code === "in")).toHaveLength(5);
    expect(codes.filter((code) => code === "too_many")).toHaveLength(7);
    expect(await from("203.0.113.9")).toBe("in");

    const admin = await createPerson(db, "admin");
    const { email, name, password } = newPerson();
    const invite = { email, role: "candidate", cohortId: null, actorId: admin.id } as const;
    const { token } = await createInvitation(db, invite);
    expect(await codeOf(acceptInvitation(db, { token, name, password }))).toBe("in");
  });

  it("bounds asking which addresses are taken, too", async () => {
    const { db } = database;
    const limiter = createLoginLimiter(pool, { signUpsPerHour: 3 });
    const taken = newPerson();
    const address = "203.0.113.10";
    const ask = () => codeOf(signUpAsVisitor(db, limiter, { ...taken, address, mode: "open" }));
    const codes = [];
    for (let n = 0; n < 5; n += 1) codes.push(await ask());
    expect(codes).toEqual(["in", "conflict", "conflict", "too_many", "too_many"]);
  });

  it("is by invitation only where SIGNUP says so", async () => {
    const context = await pages.contextFor(null, { signUp: "invite" });
    const { email, name, password } = newPerson();
    const request = postForm("/sign-up", { email, name, password });
    const refused = await signUpAction({ request, params: {}, context });
    if (refused instanceof Response) throw new Error("an account was made");
    expect(refused.init?.status).toBe(403);
    expect(refused.data.errors?.[""]?.[0]).toMatch(/by invitation/);
    const page = signUpPage({ request: new Request(`${url}/sign-up`), params: {}, context });
    expect(page).toMatchObject({ mode: "invite" });
  });
});

describe("event streams", () => {
  async function openWaiting() {
    const person = await createPerson(database.db);
    const { attemptId } = await handIn(database.db, createRecordingQueue(), person.id, {});
    const { token, expiresAt } = await createSession(database.db, person.id);
    const cookie = sessionCookie.issue(token, expiresAt).split(";")[0] ?? "";
    const path = `/api/events?person=${person.id}&attempt=${attemptId}`;
    const open = () => fetch(url + path, { headers: { cookie } });
    return { open };
  }

  it("of one person are so many; the oldest makes room and is told to stay away a while", async () => {
    const { open } = await openWaiting();
    const streams: Response[] = [];
    for (let n = 0; n < STREAMS + 2; n += 1) streams.push(await open());
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
    const closed = await Promise.all(streams.slice(0, 2).map((stream) => stream.text()));
    for (const text of closed) expect(text).toMatch(/event: grade[\s\S]*retry: 60000\n\n$/);
    // Another person's are not touched, and those left still hear of their grading's end.
    const other = await openWaiting();
    const theirs = await other.open();

    await Promise.all(streams.slice(2).map(({ body }) => body?.cancel()));
    await theirs.body?.cancel();
  });

  it("of a process are so many; who comes later is told so", () => {
    const limit = createStreamLimit(2, 3);
    const leave = limit.enter("ana", () => undefined);
    limit.enter("ana", () => undefined);
    limit.enter("bo", () => undefined);
    expect(() => limit.enter("cem", () => undefined)).toThrow("3 event streams are open");
    leave();
    leave();
    limit.enter("cem", () => undefined);
    expect(() => limit.enter("dov", () => undefined)).toThrow("3 event streams are open");
  });
});

describe("previews of a draft", () => {
  it("are counted by person and minute", async () => {
    const take = createPreviewLimit(2);
    expect(await codeOf(take("ana"))).toBe("in");
    expect(await codeOf(take("ana"))).toBe("in");
    expect(await codeOf(take("ana"))).toBe("too_many");
    expect(await codeOf(take("bo"))).toBe("in");
  });
});

describe("connections", () => {
  it("from one address are so many; the rest is dropped and room comes back", async () => {
    const { port } = server.address() as AddressInfo;
    const sockets = Array.from({ length: 60 }, () => connect(port, "127.0.0.1"));
    let dropped = 0;
    const enough = new Promise<void>((resolve) => {
      for (const socket of sockets) {
        socket.on("error", () => undefined);
        socket.on("close", () => {
          dropped += 1;
          if (dropped === 20) resolve();
        });
      }
    });
    await enough;
    for (const socket of sockets) socket.destroy();
    await expect.poll(async () => (await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it("are bounded in time while a request is only half sent", () => {
    expect(server.headersTimeout).toBe(15_000);
    expect(server.requestTimeout).toBe(120_000);
  });

  it("through a proxy that is not trusted are warned of once", async () => {
    const headers = { "x-forwarded-for": "203.0.113.1" };
    for (let n = 0; n < 3; n += 1) await fetch(`${url}/healthz`, { headers });
    expect(logged.filter((line) => line.includes("TRUSTED_PROXIES is 0"))).toHaveLength(1);
  });
});
