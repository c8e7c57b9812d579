import { once } from "node:events";
import { request as sendRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createVisitor } from "../../support/visitor";
import type { Visitor } from "../../support/visitor";
import { startWebServer } from "../../support/web-server";
import type { WebServer } from "../../support/web-server";

const PERSON = { name: "Someone", email: "someone@example.org", password: "correct horse battery" };

let database: TestDatabase;
let web: WebServer;
let demo: WebServer;
let signedIn: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startWebServer(database.url);
  // Everywhere, so that a peer that is not this machine can be played; the start refuses that.
  demo = await startWebServer(database.url, { SCALEBOARD_EMBEDDED: "1", HOST: "0.0.0.0" });
  signedIn = createVisitor(web.url);
  const answer = await signedIn.postForm("/sign-up", PERSON);
  expect(answer.status).toBe(302);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});
afterAll(async () => {
  await web.stop();
  await demo.stop();
  await database.drop();
});

/** What is answered to a request line that no client library would send. */
async function askRaw(lines: string[]): Promise<string> {
  const socket = connect(Number(new URL(web.url).port), "127.0.0.1");
  socket.write([...lines, "Connection: close", "", ""].join("\r\n"));
  let answer = "";
  socket.on("data", (chunk: Buffer) => (answer += chunk.toString("utf8")));
  await once(socket, "close");
  return answer;
}

describe("what a browser may keep", () => {
  it.each(["/attempts", "/attempts.data", "/problems", "/_root.data", "/nowhere"])(
    "is nothing of %s once signed in",
    async (path) => {
      const answer = await signedIn.fetch(path);
      await answer.text();
      expect(answer.headers.get("cache-control")).toBe("no-store");
    },
  );

  it("is nothing of an answer to a script either, and of a refusal", async () => {
    const answer = await signedIn.postJson("/api/attempts/none/save", {});
    expect(answer.status).toBe(404);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("is not said of public pages", async () => {
    const answer = await fetch(`${web.url}/problems`);
    await answer.text();
    expect(answer.headers.get("cache-control")).toBeNull();
  });
});

describe("a page behind a secret address", () => {
  it.each(["shared", "reset", "invitation"])(
    "is kept nowhere and told to no other site, working or not: /%s/",
    async (kind) => {
      for (const path of [`/${kind}/none`, `/${kind}/none.data`, `/${kind}/a/b`]) {
        for (const get of [fetch, signedIn.fetch]) {
          const answer = await get(get === fetch ? web.url + path : path);
          await answer.text();
          expect(answer.headers.get("cache-control"), path).toBe("no-store");
          expect(answer.headers.get("referrer-policy"), path).toBe("no-referrer");
        }
      }
    },
  );
});

describe("every answer", () => {
  it.each(["/healthz", "/readyz", "/favicon.svg", "/room-worker.js", "/", "/nowhere"])(
    "says what a browser may make of it: %s",
    async (path) => {
      const answer = await fetch(web.url + path);
      await answer.text();
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(answer.headers.get("referrer-policy")).toBe("same-origin");
    },
  );
});

describe("what pages may ask the browser for", () => {
  it("is no camera, and no microphone where nobody listens", async () => {
    const policy = (await fetch(`${web.url}/`)).headers.get("permissions-policy")?.split(", ");
    expect(policy).toContain("fullscreen=(self)");
    expect(policy).toEqual(expect.arrayContaining(["camera=()", "geolocation=()", "usb=()"]));
    expect(policy).toContain("microphone=()");
  });
});

describe("an address that can't be read", () => {
  it.each([
    ["an absolute one", ["GET http://x/ HTTP/1.1", "Host: x"]],
    [
      "an absolute one with our name",
      ["GET http://127.0.0.1/problems HTTP/1.1", "Host: 127.0.0.1"],
    ],
    ["a host that is none", ["GET / HTTP/1.1", "Host: ["]],
    ["no path", ["GET * HTTP/1.1", "Host: x"]],
    ["a NUL", ["GET /problems/%00 HTTP/1.1", "Host: x"]],
  ])("is refused: %s", async (_name, lines) => {
    expect(await askRaw(lines)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

function askDemo(headers: Record<string, string>, host = "127.0.0.1"): Promise<number | undefined> {
  const { port } = new URL(demo.url);
  const form = "role=admin";
  const type = "application/x-www-form-urlencoded";
  return new Promise((resolve, reject) => {
    const sent = sendRequest(
      {
        host,
        port,
        path: "/demo",
        method: "POST",
        headers: {
          "content-type": type,
          "content-length": form.length,
          host: "localhost",
          ...headers,
        },
      },
      (answer: IncomingMessage) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    sent.on("error", reject).end(form);
  });
}

describe("a form of a page that tells no referrer", () => {
  // By hand: fetch writes such headers itself.
  async function signOut(headers: Record<string, string>): Promise<number | undefined> {
    const request = sendRequest(`${web.url}/sign-out`, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "content-length": "0",
        cookie: "session=none",
        ...headers,
      },
    });
    request.end();
    const [answer] = (await once(request, "response")) as [IncomingMessage];
    answer.resume();
    return answer.statusCode;
  }

  it("is taken where the browser says that it is ours, and nowhere else", async () => {
    expect(await signOut({ origin: "null", "sec-fetch-site": "same-origin" })).toBe(302);
    const foreign: Record<string, string>[] = [
      { origin: "null", "sec-fetch-site": "cross-site" },
      { origin: "null", "sec-fetch-site": "same-site" },
      { origin: "null", "sec-fetch-site": "none" },
      { origin: "null" },
      { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    ];
    for (const headers of foreign)
      expect(await signOut(headers), JSON.stringify(headers)).toBe(403);
  });
});

describe("the demo's door", () => {
  it("opens to this machine", async () => {
    expect(await askDemo({})).toBe(302);
  });

  it.each<Record<string, string>>([
    { "x-forwarded-for": "127.0.0.1" },
    { "x-forwarded-host": "localhost" },
    { "x-forwarded-proto": "https" },
    { forwarded: "for=127.0.0.1" },
    { "x-real-ip": "127.0.0.1" },
    { via: "1.1 tunnel" },
    { host: "evil.example" },
  ])("stays shut for what was passed on: %o", async (headers) => {
    expect(await askDemo(headers)).toBe(421);
  });

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === "IPv4" && !address.internal)?.address;
  it.skipIf(outside === undefined)("stays shut for a peer that is not this machine", async () => {
    expect(await askDemo({}, outside)).toBe(421);
  });
});
