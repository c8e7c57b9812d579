import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loader as lensesPage } from "~/routes/learn/lenses";
import { loader as misconceptionsPage } from "~/routes/learn/misconceptions";
import { loader as mapPage } from "~/routes/learn/study-map";
import { loader as topicPage } from "~/routes/learn/topic";
import { loader as trackPage } from "~/routes/learn/track";
import { loader as problemPage } from "~/routes/practice/problem";
import { RAG } from "../../support/content";
import { createShippedDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";

let database: TestDatabase;
let world: PageWorld;

beforeAll(async () => {
  database = await createShippedDatabase();
  world = createPageWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

async function argsFor(path: string, slug?: string) {
  const request = new Request(`http://localhost${path}`);
  return { request, params: slug ? { slug } : {}, context: await world.contextFor(null) };
}
async function openTopic(slug: string) {
  return topicPage(await argsFor(`/learn/topics/${slug}`, slug));
}
async function openTrack(slug: string) {
  return trackPage(await argsFor(`/learn/tracks/${slug}`, slug));
}

describe("a topic's page", () => {
  it("is rendered with its self-check and leads to the problems that use it", async () => {
    const page = await openTopic("prefix-caching");
    expect(page.lesson).toBeNull();
    expect(page.page?.bodyHtml).toMatch(/<h2[^>]*>What to know<\/h2>/);
    expect(page.page?.selfCheck.answerHtml).toMatch(/<p>.+<\/p>/);
    expect(page.related.every(({ hasPage }) => hasPage)).toBe(true);
    const serving = page.problems.find(({ slug }) => slug === "llm-inference-serving");
    expect(serving?.weight).toMatch(/^\d+ criteri(a|on) asks? for it$/);
  });

  it("is a lesson with figures, mathematics, code, exercises and contents that lead to its parts", async () => {
    const { page, lesson } = await openTopic("kv-cache");
    expect(page).toBeNull();
    if (lesson === null) throw new Error("no lesson");
    const { openingHtml, practiceHtml, sixtySeconds } = lesson;
    for (const part of ["<svg", "<math", 'class="tok-keyword"', "<figcaption>"]) {
      expect(openingHtml).toContain(part);
    }
    expect(openingHtml).not.toContain("figure:");
    const links = [...openingHtml.matchAll(/<a href="#([^"]+)"/g)].map(([, id = ""]) => id);
    expect(links.length).toBeGreaterThan(5);
    const ids = [openingHtml, practiceHtml].flatMap((html) =>
      [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const own = [lesson.workbench?.id, sixtySeconds.id];
    for (const id of links) expect([...ids, ...own]).toContain(id);
    const kinds = ["1. Recall", "2. Compute", "3. Explain", "4. Compare", "5. Design"];
    for (const kind of kinds) expect(practiceHtml).toContain(`>${kind}</h3>`);
    expect(practiceHtml).toContain("2 × 80 × 8 × 128 × 2 = 327,680");
    expect(sixtySeconds.pointsHtml.length).toBeGreaterThan(3);
    expect(practiceHtml).toContain("What an interviewer asks next.");
  });

  it("writes the mathematics of a short page, too", async () => {
    const { page } = await openTopic("process-rewards");
    expect(page?.bodyHtml).toContain("<math");
    expect(page?.bodyHtml).not.toMatch(/\$[a-z]|\\frac/i);
  });

  it("counts criteria and tells none of them", async () => {
    const page = await openTopic("chunking");
    const [problem] = page.problems;
    expect(Object.keys(problem ?? {}).sort()).toEqual(["slug", "title", "weight"]);
  });

  it("answers 404 in words where there is none", async () => {
    const refusal = await openTopic("alchemy").catch((error: unknown) => error);
    if (!(refusal instanceof Response)) throw new Error("no response was thrown");
    expect(refusal.status).toBe(404);
    expect(await refusal.json()).toMatchObject({
      userMessage: expect.stringContaining("no topic with this name"),
    });
  });
});

it("shows a track's weeks with topics that have pages and problems that exist", async () => {
  const { weeks } = await openTrack("four-weeks");
  expect(weeks).toHaveLength(4);
  expect(weeks.every(({ problems }) => problems.length > 0)).toBe(true);
  expect(weeks.flatMap(({ topics }) => topics).every(({ hasPage }) => hasPage)).toBe(true);
  const refusal = await openTrack("one-night").catch((error: unknown) => error);
  expect(refusal).toMatchObject({ status: 404 });
});

it("has a way from the map to every topic, and from a problem to its topics", async () => {
  const { tiers, tracks, pages } = await mapPage(await argsFor("/learn"));
  const topics = tiers.flatMap(({ areas }) => areas.flatMap((area) => area.topics));
  for (const { slug } of topics) expect((await openTopic(slug)).title).not.toBe("");
  expect([...tracks, ...pages].map(({ to }) => to)).toEqual([
    "/learn/tracks/four-weeks",
    "/learn/tracks/eight-weeks",
    "/learn/lenses",
    "/learn/misconceptions",
    "/how-grading-works",
  ]);
  const problem = await problemPage(await argsFor(`/problems/${RAG}`, RAG));
  const onMap = new Set(topics.map(({ slug }) => slug));
  for (const { slug } of problem.topics) expect(onMap).toContain(slug);
});

it("shows all three lenses and the misconceptions with what helps", async () => {
  const lenses = lensesPage(await argsFor("/learn/lenses"));
  expect(lenses.lenses.map(({ title }) => title)).toEqual(["AI lab", "Product company", "Startup"]);
  const { misconceptions } = misconceptionsPage(await argsFor("/learn/misconceptions"));
  expect(misconceptions.length).toBeGreaterThanOrEqual(5);
  for (const { topics } of misconceptions) {
    expect(topics.every(({ hasPage }) => hasPage)).toBe(true);
  }
});
