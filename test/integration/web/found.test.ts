import { afterAll, beforeAll, expect, it } from "vitest";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { startWebServer } from "../../support/web-server";
import type { WebServer } from "../../support/web-server";
import { listRoutes } from "../rights/route-table";

const SITE = "https://board.example.org";
/** Open to all, and nothing to find. */
const DOORS = ["/sign-in", "/sign-up"];

let database: TestDatabase;
let web: WebServer;
let paths: string[];

beforeAll(async () => {
  database = await createContentDatabase();
  web = await startWebServer(database.url, { APP_URL: `${SITE}/` });
  const sitemap = await read("/sitemap.xml");
  paths = Array.from(sitemap.matchAll(/<loc>([^<]*)<\/loc>/g), ([, address = ""]) => {
    expect(address.startsWith(`${SITE}/`), address).toBe(true);
    return address.slice(SITE.length);
  });
}, 120_000);
afterAll(async () => {
  await web.stop();
  await database.drop();
});

async function read(path: string): Promise<string> {
  const answer = await fetch(web.url + path);
  expect(answer.status, path).toBe(200);
  return answer.text();
}

function tagsOf(html: string): Map<string, string> {
  const tags = html.matchAll(/<meta (?:name|property)="([^"]*)" content="([^"]*)"\/>/g);
  return new Map(Array.from(tags, ([, name = "", content = ""]) => [name, content]));
}

/** Of each kind of page one. */
function oneOfEach(): string[] {
  const kinds = new Map(paths.map((path) => [path.replace(/\/[^/]+$/, ""), path]));
  return [...new Set([...paths.slice(0, 6), ...kinds.values()])];
}

it("every kind of public page tells what it is, where it is and how to show it", async () => {
  const pages = oneOfEach();
  expect(pages.map((path) => path.split("/").slice(0, -1).join("/"))).toEqual(
    expect.arrayContaining(["/problems", "/learn/tracks", "/learn/topics", "/learn"]),
  );
  const described = new Set<string>();
  for (const path of pages) {
    const html = await read(path);
    const tags = tagsOf(html);
    const description = tags.get("description") ?? "";
    expect(description.length, path).toBeGreaterThan(40);
    expect(tags.get("og:description"), path).toBe(description);
    expect(tags.get("og:title"), path).toBeTruthy();
    expect(tags.get("og:image"), path).toMatch(
      /^https:\/\/board\.example\.org\/previews\/(home|problem|learn|report)\.png$/,
    );
    expect(html, path).toContain(`<link rel="canonical" href="${SITE}${path}"/>`);
    expect(tags.has("robots"), path).toBe(false);
    described.add(description);
  }
  expect(described.size).toBe(pages.length);
});

it("a filter or another address of a page has the page's own as canonical", async () => {
  expect(await read("/problems?q=rag")).toContain(
    `<link rel="canonical" href="${SITE}/problems"/>`,
  );
});

/** The paths that a crawler of this name keeps out of. */
function closedTo(robots: string, name: string): (path: string) => boolean {
  const groups = robots.split("\n\n").map((group) => group.split("\n"));
  const group = groups.find((lines) => lines.includes(`User-agent: ${name}`)) ?? [];
  const closed = group.flatMap((line) => /^Disallow: (.*)$/.exec(line)?.[1] ?? []);
  return (path) => closed.some((prefix) => path.startsWith(prefix));
}

it("crawlers keep out of every page that is not in the sitemap, and of none that is", async () => {
  const robots = await read("/robots.txt");
  expect(robots).toContain(`Sitemap: ${SITE}/sitemap.xml`);
  const isClosed = closedTo(robots, "*");
  const isListed = (route: string) => {
    const pattern = new RegExp(`^${route.replace(/:\w+/g, "[^/]+")}$`);
    return paths.some((path) => pattern.test(path));
  };
  const open = listRoutes().map(({ path }) => path);
  // No sample where no answer is marked, as here.
  const unlisted = open.filter((path) => !isListed(path) && path !== "/sample/:name");
  expect(unlisted.filter((path) => !isClosed(path))).toEqual(DOORS);
  expect(paths.filter(isClosed)).toEqual([]);
});

it("who shows a preview of a link may read a shared report, and nothing else of people's", async () => {
  const robots = await read("/robots.txt");
  const isClosed = closedTo(robots, "Twitterbot");
  const shared = ["/shared/:token", "/shared/:token/drawing"];
  const closedToAll = closedTo(robots, "*");
  const reopened = listRoutes().filter(({ path }) => closedToAll(path) && !isClosed(path));
  expect(reopened.map(({ path }) => path)).toEqual(shared);
});
