import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import { getProblem } from "#server/problems/get-problem";
import { loader as listPage } from "~/routes/practice/attempts";
import { action, loader } from "~/routes/practice/problem";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";

const SET_UP = { level: "senior", lens: "product", minutes: "45" };

let database: TestDatabase;
let world: PageWorld;

beforeAll(async () => {
  database = await createContentDatabase();
  world = createPageWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

async function createToken(): Promise<string> {
  const person = await createPerson(database.db);
  return (await createSession(database.db, person.id)).token;
}

async function open(token: string | null, slug = RAG, query = "") {
  const request = new Request(`http://localhost/problems/${slug}${query}`);
  return loader({ request, params: { slug }, context: await world.contextFor(token) });
}

async function start(token: string | null, fields: Record<string, string>, slug = RAG) {
  const request = postForm(`/problems/${slug}`, fields);
  const context = await world.contextFor(token);
  return action({ request, params: { slug }, context }).catch((error: unknown) => error);
}

function locationOf(answer: unknown): string | null {
  if (answer instanceof Response) return answer.headers.get("Location");
  throw new Error(`not a response: ${JSON.stringify(answer)}`);
}

describe("a problem's page", () => {
  it("shows the statement to anybody, and no hint, answer or curveball before the clock runs", async () => {
    const page = await open(null);
    const problem = await getProblem(database.db, RAG);
    const head = problem?.head;
    if (head === undefined) throw new Error("the problem is not loaded");
    expect(page).toMatchObject({ isSignedIn: false, open: null, past: [] });
    expect(page.choices.briefs.map(({ value }) => value)).toEqual(["interview", "case"]);
    expect(page.choices.briefNote).toMatch(/No model is connected/);
    expect(page.interviewHtml).toContain("Design a chat assistant");
    expect(page.interviewHtml).not.toContain("60,000");
    expect(page.caseHtml).toContain("<strong>60,000 conversations a day</strong>");
    const sent = JSON.stringify(page);
    const secrets = [
      ...Object.values(head.hints).flat(),
      ...head.clarifications.map(({ answer }) => answer),
      head.curveball.text,
      head.curveball.handling,
    ];
    expect(secrets.filter((secret) => sent.includes(JSON.stringify(secret).slice(1, -1)))).toEqual(
      [],
    );
  });

  it("starts one attempt, and leads back to it while it runs", async () => {
    const token = await createToken();
    const first = locationOf(await start(token, SET_UP));
    expect(first).toMatch(/^\/attempts\/[0-9a-f-]{36}$/);
    expect(locationOf(await start(token, { ...SET_UP, level: "staff" }))).toBe(first);
    const page = await open(token);
    expect(`/attempts/${page.open?.id}`).toBe(first);
    expect(page.open).toMatchObject({ level: "senior", isPractice: false });
  });

  it("makes an untimed attempt practice, without deadline", async () => {
    const token = await createToken();
    await start(token, { ...SET_UP, minutes: "0", hasCurveball: "true" });
    expect((await open(token)).open).toMatchObject({ isPractice: true, deadlineAt: null });
  });

  it("keeps the case to itself while an interview on it runs, and only then", async () => {
    const token = await createToken();
    await start(token, { ...SET_UP, brief: "interview" });
    const running = await open(token);
    expect(running).toMatchObject({ open: { brief: "interview" }, caseHtml: null });
    expect(JSON.stringify(running)).not.toContain("60,000 conversations a day");
    const other = await createToken();
    await start(other, { ...SET_UP, brief: "case" });
    const ofCase = await open(other);
    expect(ofCase.open?.brief).toBe("case");
    expect(ofCase.caseHtml).toContain("60,000 conversations a day");
  });

  it("is the case as before where there is no interview brief, which can't be started with", async () => {
    const token = await createToken();
    const slug = "code-completion";
    expect(await open(token, slug)).toMatchObject({
      choices: { briefs: [], briefNote: null },
      interviewHtml: null,
    });
    const answer = await start(token, { ...SET_UP, brief: "interview" }, slug);
    expect(answer).toMatchObject({
      init: { status: 400 },
      data: { error: expect.stringMatching(/no interview brief/) },
    });
    expect((await open(token, slug)).open).toBeNull();
    // A page from before there was a choice showed the case.
    expect(locationOf(await start(token, SET_UP, slug))).toMatch(/^\/attempts\//);
    expect((await open(token, slug)).open?.brief).toBe("case");
  });

  it("starts nothing on a brief or a length it does not know", async () => {
    const token = await createToken();
    for (const fields of [
      { ...SET_UP, brief: "both" },
      { ...SET_UP, minutes: "25" },
    ]) {
      const answer = await start(token, fields);
      expect(answer).toMatchObject({ init: { status: 400 } });
    }
    expect((await open(token)).open).toBeNull();
    await start(token, { ...SET_UP, minutes: "20" });
    expect((await open(token)).open).not.toBeNull();
  });

  it("starts nothing on a set-up it does not know", async () => {
    const token = await createToken();
    const answer = await start(token, { ...SET_UP, minutes: "44" });
    expect(answer).toMatchObject({ init: { status: 400 }, data: { error: expect.any(String) } });
    expect((await open(token)).open).toBeNull();
  });

  it("begins with the length and the help that a link asks for, if the problem has them", async () => {
    const offered = (await open(null)).problem.minutes[0];
    const preset = async (query: string) => (await open(null, RAG, query)).preset;
    expect(await preset("")).toEqual({ minutes: null, isPractice: false });
    expect(await preset(`?minutes=${offered}&practice=true`)).toEqual({
      minutes: offered,
      isPractice: true,
    });
    expect(await preset("?minutes=0")).toMatchObject({ minutes: 0 });
    for (const strange of ["7", "", "NaN", "-30", "30x", "1e9"]) {
      expect(await preset(`?minutes=${strange}&practice=1`), strange).toEqual({
        minutes: null,
        isPractice: false,
      });
    }
  });

  it("asks a visitor to sign in first, and knows the way back", async () => {
    expect(locationOf(await start(null, SET_UP))).toBe(
      "/sign-in?next=%2Fproblems%2Frag-customer-support",
    );
  });

  it("says when there is no such problem", async () => {
    const answer = await open(null, "no-such").catch((error: unknown) => error);
    expect(answer).toMatchObject({ status: 404 });
    const token = await createToken();
    expect(await start(token, SET_UP, "no-such")).toMatchObject({ status: 404 });
  });
});

describe("the list of attempts", () => {
  it("shows one's own only", async () => {
    const [mine, other] = [await createToken(), await createToken()];
    await start(mine, SET_UP);
    const request = new Request("http://localhost/attempts");
    const own = await listPage({ request, params: {}, context: await world.contextFor(mine) });
    const none = await listPage({ request, params: {}, context: await world.contextFor(other) });
    expect(own.attempts).toHaveLength(1);
    expect(none.attempts).toEqual([]);
    // Who has begun needs no suggestion.
    expect(own.suggested).toBeNull();
  });

  it("asks a visitor to sign in", async () => {
    const request = new Request("http://localhost/attempts?x=1");
    const context = await world.contextFor(null);
    const answer = await listPage({ request, params: {}, context }).catch(
      (error: unknown) => error,
    );
    expect(locationOf(answer)).toBe("/sign-in?next=%2Fattempts%3Fx%3D1");
  });
});
