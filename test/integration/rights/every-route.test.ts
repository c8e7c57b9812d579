import { randomUUID } from "node:crypto";
import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import remixConfig from "../../../remix.config.js";
import { createRecordingQueue, handIn, openAttempt } from "../../support/attempts";
import { loadRealContent, RAG } from "../../support/content";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { ANSWERS } from "../../support/grading-fixture";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";

type Loader = (args: LoaderFunctionArgs) => unknown;
type Who = "anonymous" | "candidate" | "owner" | "reviewer" | "admin";
/** "in" is the page, or a way on from it; "sign-in" leads to the door. */
type Outcome = "in" | "sign-in" | 403 | 404 | 409;
type Row = Record<Who, Outcome>;

const WHO = ["anonymous", "candidate", "owner", "reviewer", "admin"] as const;
const everyone: Row = row("in", "in", "in", "in", "in");
const signedIn: Row = row("sign-in", "in", "in", "in", "in");
/** Another person's attempt is not there, whatever one's role. */
const ownOnly: Row = row("sign-in", 404, "in", 404, 404);
const ownOrReviewer: Row = row("sign-in", 404, "in", "in", "in");
const reviewers: Row = row("sign-in", 403, 403, "in", "in");
const admins: Row = row("sign-in", 403, 403, 403, "in");
/** The right person, and then there is nothing under that name. */
const reviewersFindNone: Row = row("sign-in", 403, 403, 404, 404);
const adminsFindNone: Row = row("sign-in", 403, 403, 403, 404);

/** What each page answers to whom. A new route without a row fails the first test. */
const EXPECTED: Record<string, Row> = {
  "/": everyone,
  "/sign-in": everyone,
  "/sign-up": everyone,
  "/sign-out": everyone,
  // A way in by a form only; opened, it leads to the door.
  "/demo": row("sign-in", "sign-in", "sign-in", "sign-in", "sign-in"),
  // Says that the link is unknown.
  "/invitation/:token": everyone,
  "/problems": everyone,
  "/problems/:slug": everyone,
  "/attempts": signedIn,
  "/attempts/:attemptId": ownOnly,
  "/attempts/:attemptId/report": ownOrReviewer,
  // Nothing is graded yet, so there is nothing to appeal against.
  "/attempts/:attemptId/appeal": row("sign-in", 404, 404, 403, 403),
  "/attempts/:attemptId/solution": ownOrReviewer,
  "/review": reviewers,
  "/review/:attemptId": reviewers,
  "/review/agreement": reviewers,
  "/review/agreement/labels": reviewers,
  "/review/agreement/labels/:attemptId/:file": reviewersFindNone,
  "/review/ratings": reviewers,
  // Rated is what was graded.
  "/review/ratings/:attemptId": row("sign-in", 403, 403, 409, 409),
  "/settings": admins,
  "/admin": admins,
  "/welcome": admins,
  "/admin/problems": admins,
  "/admin/problems/:slug": admins,
  "/admin/problems/:slug/files/*": adminsFindNone,
  "/admin/drafts/:draftId": adminsFindNone,
  "/admin/drafts/:draftId/drawing": adminsFindNone,
  "/admin/people": admins,
  "/admin/people/:personId": admins,
  "/admin/people/cohorts": admins,
  "/admin/people/cohorts/:cohortId": adminsFindNone,
  "/admin/people/invitations": admins,
  "/admin/audit": admins,
  "/admin/queue": admins,
  "/admin/usage": admins,
  "/learn": everyone,
  "/learn/topics/:slug": everyone,
  "/learn/tracks/:slug": everyone,
  "/learn/lenses": everyone,
  "/learn/misconceptions": everyone,
  "/how-grading-works": everyone,
};

const modules = import.meta.glob<{ loader?: Loader; action?: unknown }>(
  "../../../app/routes/**/*.tsx",
);

let database: TestDatabase;
let world: PageWorld;
let ids: { attemptId: string; personId: string };
const contexts = new Map<Who, AppLoadContext>();

beforeAll(async () => {
  database = await createTestDatabase();
  await loadRealContent(database.db);
  world = createPageWorld(database);
  const people = {
    candidate: await createPerson(database.db),
    owner: await createPerson(database.db),
    reviewer: await createPerson(database.db, "reviewer"),
    admin: await createPerson(database.db, "admin"),
  };
  contexts.set("anonymous", await world.contextFor(null));
  for (const [who, { id }] of Object.entries(people)) {
    const { token } = await createSession(database.db, id);
    contexts.set(who as Who, await world.contextFor(token));
  }
  const work = { answers: ANSWERS };
  const { attemptId } = await handIn(database.db, createRecordingQueue(), people.owner.id, work);
  ids = { attemptId, personId: people.owner.id };
  await openAttempt(database.db, people.candidate.id);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

describe("who may open what", () => {
  const routes = listRoutes();

  it("has an answer for every page of the route table", async () => {
    const pages: string[] = [];
    for (const { path, file } of routes) {
      if (path !== "*" && (await loadRoute(file)).loader) pages.push(path);
    }
    const known = Object.keys(EXPECTED);
    expect(pages.filter((path) => !known.includes(path))).toEqual([]);
    expect(known.filter((path) => !routes.some((route) => route.path === path))).toEqual([]);
  });

  it.each(routes.filter(({ path }) => path in EXPECTED))("$path", async ({ path, file }) => {
    const seen: Partial<Row> = {};
    for (const who of WHO) seen[who] = await open(path, file, who);
    expect(seen).toEqual(EXPECTED[path]);
  });
});

function row(...outcomes: [Outcome, Outcome, Outcome, Outcome, Outcome]): Row {
  const [anonymous, candidate, owner, reviewer, admin] = outcomes;
  return { anonymous, candidate, owner, reviewer, admin };
}

function listRoutes(): { path: string; file: string }[] {
  const routes: { path: string; file: string }[] = [];
  const define = (path: string, file: string): void => void routes.push({ path, file });
  void remixConfig.routes?.((add) => {
    add(define as never);
    return {};
  });
  return routes;
}

async function loadRoute(file: string) {
  const load = modules[`../../../app/${file}`];
  if (!load) throw new Error(`no file ${file}`);
  return load();
}

async function open(path: string, file: string, who: Who): Promise<Outcome> {
  const { loader } = await loadRoute(file);
  const context = contexts.get(who);
  if (!context) throw new Error(`nobody is ${who}`);
  // A page without a loader holds nothing of anybody.
  if (!loader) return "in";
  const params = paramsOf(path);
  const url = path.replace(/:(\w+)|\*/g, (whole, name: string) => params[name ?? whole] ?? "");
  const request = new Request(`http://localhost${url}${path.endsWith("appeal") ? APPEAL : ""}`);
  const answer: unknown = await Promise.resolve()
    .then(() => loader({ request, params, context }))
    .catch((error: unknown) => error);
  if (answer instanceof Error) throw answer;
  if (!(answer instanceof Response)) return "in";
  if (answer.headers.get("location")?.startsWith("/sign-in")) return "sign-in";
  const { status } = answer;
  return status === 403 || status === 404 || status === 409 ? status : "in";
}

const APPEAL = "?criterion=latency-budget";

function paramsOf(path: string): Record<string, string> {
  const slugs: Record<string, string> = {
    "/learn/topics/:slug": "kv-cache",
    "/learn/tracks/:slug": "four-weeks",
  };
  return {
    ...{ attemptId: ids.attemptId, personId: ids.personId },
    ...{ draftId: randomUUID(), cohortId: randomUUID(), token: "unknown", file: "answer.md" },
    ...{ slug: slugs[path] ?? RAG, "*": "nothing.md" },
  };
}
