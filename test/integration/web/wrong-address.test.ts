import { afterAll, beforeAll, expect, it } from "vitest";
import { decode } from "turbo-stream";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { startWebServer } from "../../support/web-server";
import type { WebServer } from "../../support/web-server";

const APP_URL = "https://board.example.org";

let database: TestDatabase;
let web: WebServer;
let here: string;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startWebServer(database.url, { APP_URL });
  here = new URL(web.url).origin;
});
afterAll(async () => {
  await web.stop();
  await database.drop();
});

/** As a page would that was opened at `origin`. */
function post(path: string, origin: string, headers: Record<string, string> = {}) {
  return fetch(web.url + path, {
    method: "POST",
    headers: { origin, cookie: "session=none", ...headers },
    body: new URLSearchParams({ email: "one@example.org", password: "correct horse battery" }),
  });
}

/** What Remix's router would read of an answer. */
async function readError(answer: Response): Promise<unknown[]> {
  if (answer.body === null) throw new Error("no body");
  const errors: unknown[] = [];
  const decoded = await decode(answer.body, {
    plugins: [
      (type, ...rest) => {
        if (type !== "ErrorResponse") return undefined;
        errors.push(...rest);
        return { value: "an error" };
      },
    ],
  });
  await decoded.done;
  return errors;
}

it("says both addresses in a page, to Remix's router and to a script", async () => {
  const page = await post("/sign-in", here, { accept: "text/html,*/*;q=0.8" });
  const html = await page.text();
  expect([page.status, page.headers.get("content-type")]).toEqual([
    403,
    "text/html; charset=utf-8",
  ]);
  expect(html).toContain("This server has another address");
  expect(html).toContain(`This server expects ${APP_URL} (APP_URL); you came from ${here}.`);

  const form = await post("/sign-in.data", here);
  expect([form.status, form.headers.get("content-type")]).toEqual([
    403,
    "text/x-script; charset=utf-8",
  ]);
  const [refusal, status] = await readError(form);
  expect([status, refusal]).toMatchObject([403, { code: "wrong_address" }]);
  expect(JSON.stringify(refusal)).toContain(here);

  const save = await post("/api/attempts/none/save", here, { "sec-fetch-site": "same-origin" });
  expect([save.status, await save.json()]).toMatchObject([403, { code: "wrong_address" }]);
});

it("warns in the log, once for many", async () => {
  for (let tries = 0; tries < 20; tries += 1) await (await post("/sign-in", here)).text();
  const warnings = web.lines.filter((line) => line.includes("APP_URL"));
  expect(warnings.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 40, expected: APP_URL, origin: here },
  ]);
});

it.each([
  ["another site", "https://evil.example", {}],
  [
    "another site, by the browser's word",
    "https://evil.example",
    { "sec-fetch-site": "cross-site" },
  ],
  ["a neighbour", "http://127.0.0.1:9", { "sec-fetch-site": "same-site" }],
  ["what is no origin", "http://127.0.0.1/<script>", {}],
  ["another scheme", "ftp://127.0.0.1", {}],
])("tells %s nothing of it", async (_who, origin, headers) => {
  const before = web.lines.length;
  const answer = await post("/sign-in", origin, { accept: "text/html", ...headers });
  const html = await answer.text();
  expect(answer.status).toBe(403);
  expect(html).not.toMatch(/board\.example\.org|evil\.example|<script>/);
  expect(web.lines.slice(before).join("")).not.toContain("APP_URL");
});

it("takes a write of the expected address, also from a proxy that passes on another host", async () => {
  expect((await post("/sign-in", APP_URL)).status).toBe(401);
});

it("takes a page's form that sends no referrer", async () => {
  const answer = await post("/sign-in", "null", { "sec-fetch-site": "same-origin" });
  expect(answer.status).toBe(401);
});

it("names no host of a request on a page that is read", async () => {
  const html = await (await fetch(`${web.url}/sign-in`)).text();
  expect(html).toContain(APP_URL);
  expect(html).not.toContain(here);
});

it("tells Remix's router of a refusal on the way to a page, for the routes that it asks for", async () => {
  const answer = await fetch(
    `${web.url}/problems.data?_data=x&_routes=root,routes/practice/problems`,
  );
  expect(answer.status).toBe(400);
  expect(await readError(answer)).toMatchObject([{ code: "bad_request" }, 400, ""]);
});

it.each([
  ["0", "max-age=31536000"],
  ["1", "max-age=31536000; includeSubDomains"],
])("asks browsers for https below this host only where told so: %s", async (flag, header) => {
  const one = await startWebServer(database.url, { APP_URL, HSTS_INCLUDE_SUBDOMAINS: flag });
  const answer = await fetch(`${one.url}/problems`);
  await answer.text();
  await one.stop();
  expect(answer.headers.get("strict-transport-security")).toBe(header);
});
