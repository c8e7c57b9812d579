import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import { problems, problemVersions } from "#server/db/tables/content";
import { loader as listPage } from "~/routes/practice/attempts";
import { loader } from "~/routes/practice/problems";
import { openAttempt } from "../../support/attempts";
import { createShippedDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";

const WARM_UP = "code-completion";

let database: TestDatabase;
let pages: PageWorld;

beforeAll(async () => {
  database = await createShippedDatabase();
  pages = createPageWorld(database);
});
afterAll(async () => {
  await pages.close();
  await database.drop();
});

async function open(query: string, token: string | null = null, hasModel = false) {
  const request = new Request(`http://localhost/problems${query}`);
  return loader({ request, params: {}, context: await pages.contextFor(token, { hasModel }) });
}

/** Publishes a version of a problem that is a warm-up of twenty minutes. */
async function makeWarmUp(slug: string): Promise<void> {
  const { db } = database;
  const [newest] = await db
    .select({ version: problemVersions })
    .from(problems)
    .innerJoin(problemVersions, eq(problemVersions.problemId, problems.id))
    .where(eq(problems.slug, slug))
    .orderBy(desc(problemVersions.version))
    .limit(1);
  if (!newest) throw new Error(`no problem ${slug}`);
  const { body, problemId, version } = newest.version;
  const head = { ...body.head, difficulty: "warm-up" as const, minutes: [20, 30] as (20 | 30)[] };
  await db
    .insert(problemVersions)
    .values({
      problemId,
      version: version + 1,
      source: "app",
      hash: "warm-up",
      body: { ...body, head },
    });
}

describe("the catalogue", () => {
  it("is searched by words of title, summary and topics, along with the filters", async () => {
    const { problems: found, filter, count } = await open("?q=Semantic+CACHE");
    expect(filter.q).toBe("Semantic CACHE");
    expect(found.map(({ slug }) => slug)).toContain("llm-gateway-cost-control");
    expect(found.length).toBeLessThan(count);
    const warmUps = (await open("?q=semantic+cache&difficulty=warm-up")).problems;
    expect(warmUps.map(({ difficulty }) => difficulty)).toEqual(warmUps.map(() => "warm-up"));
    expect(warmUps.length).toBeLessThan(found.length);
    expect((await open("?q=zeppelin")).problems).toEqual([]);
    const long = await open(`?q=${"a+".repeat(4000)}`);
    expect(long.filter.q.length).toBeLessThanOrEqual(100);
  });

  it("says what each problem gets here, and suggests one that gets a result", async () => {
    const { suggested, prospects, problems, hasNoResult } = await open("");
    expect(Object.keys(prospects).sort()).toEqual(problems.map(({ slug }) => slug).sort());
    expect(prospects).toMatchObject({ [WARM_UP]: "estimate", "mail-classification": "own_marks" });
    expect(suggested && prospects[suggested.slug]).toBe("estimate");
    expect(hasNoResult).toBe(false);

    const withModel = await open("", null, true);
    expect(new Set(Object.values(withModel.prospects))).toEqual(new Set(["grade"]));
    expect(withModel.suggested?.difficulty).toBe("warm-up");
  });

  it("suggests a warm-up that gets a result to newcomers, and nothing to a search", async () => {
    await makeWarmUp(WARM_UP);
    const { suggested, choices } = await open("");
    expect(suggested?.difficulty).toBe("warm-up");
    expect(choices.minutes).toContain("20");
    expect((await open("?q=cache")).suggested).toBeNull();
    expect((await open("?minutes=20")).problems.map(({ slug }) => slug)).toContain(WARM_UP);
    const person = await createPerson(database.db);
    const { token } = await createSession(database.db, person.id);
    expect((await open("", token)).suggested?.difficulty).toBe("warm-up");
    await openAttempt(database.db, person.id);
    const begun = await open("", token);
    expect(begun.suggested).toBeNull();
    expect(begun.problems.filter(({ isTried }) => isTried)).toHaveLength(1);
  });
});

describe("an empty list of attempts", () => {
  it("starts something: a warm-up", async () => {
    const person = await createPerson(database.db);
    const { token } = await createSession(database.db, person.id);
    const request = new Request("http://localhost/attempts");
    const context = await pages.contextFor(token);
    const { suggested } = await listPage({ request, params: {}, context });
    expect(suggested?.problem.difficulty).toBe("warm-up");
    expect(suggested?.prospect).toBe("estimate");
  });
});
