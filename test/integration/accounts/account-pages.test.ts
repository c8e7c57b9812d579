import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { getViewer } from "#server/accounts/sessions";
import { users } from "#server/db/tables/accounts";
import { action as demo } from "~/routes/account/demo";
import { action as signIn, loader as signInPage } from "~/routes/account/sign-in";
import { action as signOut } from "~/routes/account/sign-out";
import { action as signUp } from "~/routes/account/sign-up";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm, readToken } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";

const PASSWORD = "seven quiet herons";

let database: TestDatabase;
let world: PageWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = createPageWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

function createAddress(): string {
  return `ana-${randomUUID()}@example.org`;
}

async function postSignUp(fields: Record<string, string>) {
  const request = postForm("/sign-up", fields);
  return signUp({ request, params: {}, context: await world.contextFor(null) });
}

async function postSignIn(fields: Record<string, string>, token: string | null = null) {
  const request = postForm("/sign-in", fields);
  return signIn({ request, params: {}, context: await world.contextFor(token) });
}

/** The response of an action that went through. */
function requireResponse(result: unknown): Response {
  if (result instanceof Response) return result;
  throw new Error(`not a response: ${JSON.stringify(result)}`);
}

/** What a form came back with. */
function requireRefusal(result: Awaited<ReturnType<typeof postSignIn>>) {
  if (result instanceof Response) throw new Error(`a response ${result.status}, not a refusal`);
  return { status: result.init?.status, result: result.data };
}

async function createAccount(): Promise<{ email: string; token: string }> {
  const email = createAddress();
  const response = requireResponse(await postSignUp({ name: "Ana", email, password: PASSWORD }));
  return { email, token: readToken(response) ?? "" };
}

describe("signing up", () => {
  it("opens a session and goes on to the page asked for", async () => {
    const email = createAddress();
    const fields = { name: "Ana", email, password: PASSWORD, next: "/problems/rag?x=1" };
    const response = requireResponse(await postSignUp(fields));
    expect(response.status).toBe(302);
    expect(response.headers.get("Location")).toBe("/problems/rag?x=1");
    const viewer = await getViewer(database.db, readToken(response) ?? "");
    expect(viewer).toMatchObject({ email, name: "Ana", role: "candidate" });
  });

  it("never leads to another site", async () => {
    const fields = { name: "Ana", email: createAddress(), password: PASSWORD };
    const response = requireResponse(await postSignUp({ ...fields, next: "//evil.example" }));
    expect(response.headers.get("Location")).toBe("/problems");
  });

  it("refuses a role that a form brings along", async () => {
    const email = createAddress();
    const fields = { name: "Ana", email, password: PASSWORD, role: "admin" };
    const answer: unknown = await postSignUp(fields).catch((error: unknown) => error);
    expect(answer).toMatchObject({ status: 400 });
    expect(await database.db.$count(users, eq(users.email, email))).toBe(0);
  });

  it("says at each field what is wrong, and gives no password back", async () => {
    const { status, result } = requireRefusal(
      await postSignUp({ name: "", email: "ana", password: "short" }),
    );
    expect(status).toBe(400);
    expect(result.errors["name"]).toEqual(["Enter your name"]);
    expect(result.errors["email"]?.[0]).toMatch(/full e-mail address/);
    expect(result.errors["password"]?.[0]).toMatch(/at least 8/);
    expect(result.typed).toMatchObject({ email: "ana" });
    expect(JSON.stringify(result)).not.toContain("short");
  });

  it("says that an address is taken, whatever its case", async () => {
    const { email } = await createAccount();
    const fields = { name: "Bo", email: email.toUpperCase(), password: PASSWORD };
    const { status, result } = requireRefusal(await postSignUp(fields));
    expect(status).toBe(409);
    expect(result.errors["email"]?.[0]).toMatch(/There is already an account/);
  });

  it("refuses an address of the demo's own accounts", async () => {
    const fields = { name: "Bo", email: "Admin@Demo.invalid", password: PASSWORD };
    const { status, result } = requireRefusal(await postSignUp(fields));
    expect(status).toBe(400);
    expect(result.errors["email"]?.[0]).toMatch(/belong to the demo/);
  });

  it("refuses a common password", async () => {
    const fields = { name: "Bo", email: createAddress(), password: "password123" };
    const { status, result } = requireRefusal(await postSignUp(fields));
    expect(status).toBe(400);
    expect(result.errors["password"]).toHaveLength(1);
  });
});

describe("signing in", () => {
  it("replaces the session the request came with", async () => {
    const { email, token } = await createAccount();
    const response = requireResponse(await postSignIn({ email, password: PASSWORD }, token));
    const fresh = readToken(response) ?? "";
    expect(fresh).not.toBe(token);
    expect(await getViewer(database.db, fresh)).toMatchObject({ email });
    expect(await getViewer(database.db, token)).toBeNull();
  });

  it("answers the same to a wrong password and to an unknown address", async () => {
    const { email } = await createAccount();
    const wrong = requireRefusal(await postSignIn({ email, password: "not the password" }));
    const unknown = requireRefusal(
      await postSignIn({ email: createAddress(), password: "not the password" }),
    );
    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(wrong.result.errors).toEqual(unknown.result.errors);
    expect(wrong.result.errors[""]).toHaveLength(1);
  });

  it("makes a guesser wait, even with the right password at last", async () => {
    const { email } = await createAccount();
    for (let tries = 0; tries < 10; tries += 1) {
      await postSignIn({ email, password: `guess number ${tries}` });
    }
    const { status, result } = requireRefusal(await postSignIn({ email, password: PASSWORD }));
    expect(status).toBe(429);
    expect(result.errors[""]?.[0]).toMatch(/Wait \d+ minute/);
  });

  it("sends who is signed in already on to the page asked for", async () => {
    const { token } = await createAccount();
    const request = new Request("http://localhost/sign-in?next=/attempts");
    const context = await world.contextFor(token);
    const thrown = await Promise.resolve()
      .then(() => signInPage({ request, params: {}, context }))
      .catch((error: unknown) => error);
    expect(requireResponse(thrown).headers.get("Location")).toBe("/attempts");
  });
});

describe("signing out", () => {
  it("ends the session and clears the cookie", async () => {
    const { token } = await createAccount();
    const request = postForm("/sign-out", {});
    const context = await world.contextFor(token);
    const response = requireResponse(await signOut({ request, params: {}, context }));
    expect(response.headers.get("Set-Cookie")).toMatch(/Max-Age=0/);
    expect(await getViewer(database.db, token)).toBeNull();
  });
});

describe("demo accounts", () => {
  async function postDemo(role: string, isDemo: boolean): Promise<unknown> {
    const request = postForm("/demo", { role });
    const context = await world.contextFor(null, { isDemo });
    return demo({ request, params: {}, context }).catch((error: unknown) => error);
  }

  it("sign in with one press where the start offers them", async () => {
    const token = readToken(requireResponse(await postDemo("reviewer", true))) ?? "";
    expect((await getViewer(database.db, token))?.role).toBe("reviewer");
  });

  it("do not exist on a real server, nor for a role nobody has", async () => {
    const refused = [await postDemo("admin", false), await postDemo("root", true)];
    expect(refused.map((answer) => requireResponse(answer).status)).toEqual([404, 400]);
    for (const answer of refused) expect(readToken(requireResponse(answer))).toBeNull();
  });
});
