import { connect } from "node:net";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { EntryContext, ServerBuild } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import pg from "pg";
import { pino } from "pino";
import { decode } from "turbo-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLoginLimiter } from "#server/accounts/login-limiter";
import { envSchema } from "#server/env";
import { readStudy } from "#server/study/read-study";
import { createApp } from "#server/web/create-app";
import { openEventHub } from "#server/web/event-hub";
import type { EventHub } from "#server/web/event-hub";
import { MAX_PATH_CHARACTERS } from "#server/web/request-door";
import remixConfig from "../../../remix.config.js";
import { openColdReading, openColdThreads } from "../../support/cold-threads";
import { createRecordingQueue } from "../../support/attempts";
import { ROOT_DIR } from "../../support/content";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";

const LEVELS = 5_000;

function nest(levels: number): unknown {
  let value: unknown = "bottom";
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

/** What a loader may be brought to answer. */
const ANSWERS: Record<string, () => unknown> = {
  plain: () => ({ when: new Date(0), nothing: undefined }),
  deep: () => nest(LEVELS),
  sparse: () => Object.assign([], { 100_000_000: "x" }),
  redirect: () => redirect("/elsewhere"),
};

/** One page, written by hand as the build that Vite would make; a document is its data alone. */
const build: ServerBuild = {
  entry: {
    module: {
      default: (_request: Request, status: number, headers: Headers, context: EntryContext) =>
        new Response(context.serverHandoffStream, { status, headers }),
    },
  },
  routes: {
    root: {
      id: "root",
      path: "/",
      module: {
        default: () => null,
        loader: ({ request }: { request: Request }) =>
          ANSWERS[new URL(request.url).searchParams.get("answer") ?? "plain"]?.() ?? null,
      },
    },
  },
  assets: {
    entry: { imports: [], module: "/entry.js" },
    routes: {},
    url: "/manifest.js",
    version: "1",
  },
  publicPath: "/",
  assetsBuildDirectory: "build/client",
  // As the product has it: with lazy route discovery on, the tests below fail.
  future: { ...remixConfig.future } as ServerBuild["future"],
  isSpaMode: false,
  mode: "production",
};

let database: TestDatabase;
let pool: pg.Pool;
let hub: EventHub;
let server: Server;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  hub = await openEventHub(database.sql);
  const app = createApp(
    envSchema.parse({ NODE_ENV: "test" }),
    {
      threads: openColdThreads(),
      reading: openColdReading(),
      db: database.db,
      readDb: database.db,
      jobs: createRecordingQueue(),
      hub,
      loginLimiter: createLoginLimiter(pool),
      log: pino({ level: "silent" }),
      study: await readStudy(ROOT_DIR),
    },
    { build },
  );
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
  await database.drop();
});

async function read(path: string): Promise<{ status: number; value: unknown }> {
  const response = await fetch(url + path);
  if (response.body === null) throw new Error(`${path} answered without a body`);
  const plugins = [
    (type: string, value: unknown) => (type === "SingleFetchRedirect" ? { value } : null),
  ];
  const { value, done } = await decode(response.body, { plugins });
  await done;
  return { status: response.status, value };
}

/** The first line of the answer, to what no client library would send. */
function askRaw(line: string, host = "127.0.0.1"): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => {
      socket.write(`${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    });
    let answer = "";
    socket.on("data", (chunk: Buffer) => (answer += chunk.toString()));
    socket.on("end", () => resolve(answer.split("\r\n")[0] ?? ""));
    socket.on("error", reject);
  });
}

describe("what loaders answer", () => {
  it("reaches pages and .data requests whole", async () => {
    const data = { when: new Date(0), nothing: undefined };
    expect(await read("/_root.data")).toEqual({ status: 200, value: { root: { data } } });
    const page = await read("/");
    expect(page).toMatchObject({ status: 200, value: { loaderData: { root: data } } });
  });

  it("may be nested 5,000 deep", async () => {
    const { value } = await read("/_root.data?answer=deep");
    expect(value).toMatchObject({ root: { data: [[[[expect.anything()]]]] } });
    const page = await read("/?answer=deep");
    expect(page).toMatchObject({ status: 200, value: { loaderData: { root: [[[[{}]]]] } } });
  });

  it("may be a redirect", async () => {
    const { status, value } = await read("/_root.data?answer=redirect");
    expect(status).toBe(202);
    expect(value).toMatchObject({ redirect: "/elsewhere", status: 302 });
  });

  it("breaks off for a sparse array, and the next request is answered", async () => {
    await expect(read("/_root.data?answer=sparse")).rejects.toThrow();
    await expect(read("/?answer=sparse")).rejects.toThrow();
    expect((await read("/")).status).toBe(200);
  });
});

describe("what is refused before Remix sees it", () => {
  const long = "/a".repeat(MAX_PATH_CHARACTERS / 2);

  it.each([
    ["a path of many segments", `GET ${long}/a`, 400],
    ["a path of slashes", `GET ${"/".repeat(7_000)}x`, 400],
    ["a long path's data", `GET ${long}.data`, 400],
    ["a proxy's form", "GET http://evil.example/", 400],
    ["a request of before single fetch", "GET /?_data=root", 400],
    ["a method that no page has", "PUT /", 405],
    ["a question about all pages", "OPTIONS *", 405],
    ["a method that the Fetch API forbids", "TRACE /", 405],
  ])("%s", async (_name, line, status) => {
    expect(await askRaw(line)).toContain(` ${status} `);
  });

  it.each(["a b", "127.0.0.1:99999", "[", "a@b:c@d"])("a host that is none: %s", async (host) => {
    expect(await askRaw("GET /", host)).toContain(" 400 ");
  });

  it("a forwarded host that is none", async () => {
    const headers = { "X-Forwarded-Host": "a:99999" };
    expect((await fetch(url, { headers })).status).toBe(400);
    expect((await fetch(url, { headers: { "X-Forwarded-Host": "a.example:443, b" } })).status).toBe(
      200,
    );
  });

  it("and nothing answers where lazy route discovery would", async () => {
    const response = await fetch(`${url}/__manifest?version=1&p=${"/a".repeat(3_000)}`);
    expect(response.status).toBe(404);
  });
});

it.each([
  ["the longest path", `/${"a".repeat(MAX_PATH_CHARACTERS - 1)}`, 404],
  ["a long question", `/?q=${"a".repeat(10_000)}`, 200],
  ["a name that looks alike", "/?_data_=root", 200],
])("%s passes", async (_name, path, status) => {
  expect((await fetch(url + path)).status).toBe(status);
});
