import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { saveReplySchema } from "#domain/attempts/save.schema";
import type { SaveReply } from "#domain/attempts/save.schema";
import { RAG } from "../support/content";
import { box } from "../support/elements";
import { withSharedProduct } from "../support/shared-product";
import type { Product } from "../support/start-product";
import { createVisitor } from "../support/visitor";
import type { Visitor } from "../support/visitor";

const EVIL = "https://evil.example";
const SET_UP = { level: "senior", lens: "product", minutes: "45" };
const NOBODYS_ID = "00000000-0000-4000-8000-000000000000";

let product: Product;
let owner: Visitor;
let other: Visitor;
let attemptPath: string;
let seq = 0;

withSharedProduct.beforeAll(async ({ shared }) => {
  product = shared.product;
  owner = await signUp("owner");
  other = await signUp("other");
  const started = await owner.postForm(`/problems/${RAG}`, SET_UP);
  attemptPath = started.headers.get("location") ?? "";
  expect(attemptPath).toMatch(/^\/attempts\/[0-9a-f-]{36}$/);
});

async function signUp(name: string): Promise<Visitor> {
  const visitor = createVisitor(product.url);
  const response = await visitor.postForm("/sign-up", {
    name,
    email: `${name}-${randomUUID()}@example.org`,
    password: "a pass phrase of ours",
  });
  expect(response.status).toBe(302);
  return visitor;
}

function save(visitor: Visitor, changes: Record<string, unknown>): Promise<Response> {
  seq += 1;
  return visitor.postJson(`/api${attemptPath}/save`, { clientId: "tab-aaaaaaaa", seq, ...changes });
}

async function readReply(response: Response): Promise<SaveReply> {
  expect(response.status).toBe(200);
  return saveReplySchema.parse(await response.json());
}

/** The workspace's page as its owner gets it; it holds the texts as they are saved. */
async function readScenario(): Promise<string> {
  return (await owner.fetch(attemptPath)).text();
}

describe("writes from another site", () => {
  const routes = [
    "/sign-in",
    "/sign-up",
    "/sign-out",
    "/demo",
    `/problems/${RAG}`,
    "ATTEMPT",
    "ATTEMPT/report",
    "/apiATTEMPT/save",
    "/a-page-that-is-not-there",
  ];

  it.each(routes)("POST %s is refused by its Origin", async (route) => {
    const path = route.replace("ATTEMPT", attemptPath);
    const response = await owner.fetch(path, {
      method: "POST",
      body: new URLSearchParams({ role: "admin", submitKey: randomUUID() }),
      headers: { origin: EVIL },
    });
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it.each(routes)("POST %s is refused by Sec-Fetch-Site", async (route) => {
    const path = route.replace("ATTEMPT", attemptPath);
    const response = await owner.fetch(path, {
      method: "POST",
      body: new URLSearchParams({ role: "admin" }),
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(response.status).toBe(403);
  });

  it.each(["PUT", "PATCH", "DELETE"])("%s is refused as well", async (method) => {
    const response = await owner.fetch(attemptPath, { method, headers: { origin: EVIL } });
    expect(response.status).toBe(403);
  });

  it("did not hand the attempt in", async () => {
    expect((await owner.fetch(attemptPath)).status).toBe(200);
  });

  it("turns away a name that is not this machine's", async () => {
    const { port } = new URL(product.url);
    const response = await fetchWithHost(Number(port), `rebound.example:${port}`);
    expect(response).toBe(421);
  });
});

describe("somebody else's attempt", () => {
  it("looks like one that does not exist, on every route", async () => {
    for (const path of [attemptPath, `${attemptPath}/report`, `${attemptPath}/solution`]) {
      const theirs = await other.fetch(path);
      const nobodys = await other.fetch(path.replace(/[0-9a-f-]{36}/, NOBODYS_ID));
      expect([path, theirs.status]).toEqual([path, 404]);
      expect(nobodys.status).toBe(404);
    }
    expect((await other.fetch(`/api/events?person=${NOBODYS_ID}`)).status).toBe(403);
    const saved = await save(other, {
      texts: { scenario: { kind: "whole", baseRevision: 0, text: "mine now" } },
    });
    expect(saved.status).toBe(404);
    expect((await other.postForm(attemptPath, { submitKey: randomUUID() })).status).toBe(404);
    expect(await readScenario()).not.toContain("mine now");
  });

  it("asks an anonymous visitor to sign in, and shows nothing", async () => {
    const anonymous = createVisitor(product.url);
    const page = await anonymous.fetch(attemptPath);
    expect(page.status).toBe(302);
    expect(page.headers.get("location")).toMatch(/^\/sign-in\?next=/);
    expect((await save(anonymous, {})).status).toBe(401);
    expect((await anonymous.fetch(`/api/events?person=${NOBODYS_ID}`)).status).toBe(401);
  });

  it("does not break on ids that are none", async () => {
    for (const id of ["1", "'--", "%00", "..%2f..", "0".repeat(5_000)]) {
      const status = (await owner.fetch(`/attempts/${id}`)).status;
      expect([400, 404, 414, 431]).toContain(status);
    }
  });
});

describe("what is saved", () => {
  it("drops an iframe and a malformed element by name, and keeps the rest", async () => {
    const reply = await readReply(
      await save(owner, {
        elements: [
          box("kept"),
          { ...box("framed"), type: "iframe", link: "javascript:alert(1)" },
          { id: "broken", type: "rectangle", x: "left" },
        ],
        texts: { scenario: { kind: "whole", baseRevision: 0, text: "first words" } },
      }),
    );
    expect(reply.dropped.map(({ id }) => id)).toEqual(["framed", "broken"]);
    expect(reply.revisions).toEqual({ scenario: 1 });
  });

  it("takes 5,000 elements as far as there is room, and says so", async () => {
    const elements = Array.from({ length: 5_000 }, (_, i) => box(`many-${i}`, { x: i }));
    const reply = await readReply(await save(owner, { elements }));
    expect(reply.dropped.length).toBeGreaterThan(2_000);
    expect(reply.dropped[0]?.reason).toMatch(/element/);
  });

  it("refuses 10 MB with words, and loses nothing", async () => {
    const response = await save(owner, {
      texts: { scenario: { kind: "whole", baseRevision: 1, text: "x".repeat(10_000_000) } },
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: "too_large" });
    expect(await readScenario()).toContain("first words");
  });

  it("refuses 200 kB of text in one section with words, and loses nothing", async () => {
    const response = await save(owner, {
      texts: { scenario: { kind: "whole", baseRevision: 1, text: "word ".repeat(40_000) } },
    });
    expect(response.status).toBe(400);
    const { userMessage } = (await response.json()) as { userMessage: string };
    expect(userMessage).toMatch(/kept/);
    expect(await readScenario()).toContain("first words");
  });

  it.each([
    ["not JSON", "{"],
    ["another shape", JSON.stringify({ hello: "there" })],
  ])("refuses %s without a stack or a name of ours", async (_, body) => {
    const response = await owner.fetch(`/api${attemptPath}/save`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/node_modules|server\/|at .*\(/);
  });

  it("saves a text with a NUL and half an emoji in it, but for these", async () => {
    const response = await save(owner, {
      texts: { scenario: { kind: "whole", baseRevision: 1, text: "kept \0, \uD83D" } },
    });
    expect(response.status).toBe(200);
    expect(await readScenario()).toContain("kept \uFFFD, \uFFFD");
  });

  it("takes a form with a NUL in it, but for this", async () => {
    const visitor = createVisitor(product.url);
    const signedUp = await visitor.postForm("/sign-up", {
      name: "Nul\0 Person",
      email: `nul-${randomUUID()}@example.org`,
      password: "a pass phrase of ours",
    });
    expect(signedUp.status).toBe(302);
    expect(await (await visitor.fetch("/problems")).text()).toContain("Nul\uFFFD Person");
  });

  it.each(["/problems?topic=%00", "/problems/%00", "/attempts/%00/report", "/share/a%00b"])(
    "refuses %s, which holds a NUL, without a fault of ours",
    async (path) => {
      expect((await owner.fetch(path)).status).toBe(400);
    },
  );
});

describe("headers", () => {
  it("sends the policy under which nothing foreign runs", async () => {
    const { headers } = await owner.fetch("/");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
  });

  it("keeps the session where no script can read it", async () => {
    const response = await createVisitor(product.url).postForm("/demo", { role: "candidate" });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });
});

/** `fetch` sets Host by itself, so this one speaks to the socket. */
function fetchWithHost(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: "127.0.0.1", path: "/", headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.once("error", reject);
    asked.end();
  });
}
