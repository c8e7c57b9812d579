import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRecordingQueue, handIn, openAttempt } from "../../support/attempts";
import { RAG } from "../../support/content";
import { ANSWERS } from "../../support/grading-fixture";
import { handInDrill, openDrill } from "../drills/drill-world";
import { openRightsWorld } from "./rights-world";
import type { RightsWorld } from "./rights-world";
import { listRoutes, loadRoute, outcomeOf, row, WHO } from "./route-table";
import type { Outcome, Row, Who } from "./route-table";

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
  "/account": signedIn,
  "/account/keep": signedIn,
  "/notices": signedIn,
  // A way out by a form only; opened, it leads to the account or to the door.
  "/account/export": everyone,
  // For whoever holds a link; this one is unknown.
  "/reset/:token": row(404, 404, 404, 404, 404),
  // A way in by a form only; opened, it leads to the door.
  "/demo": row("sign-in", "sign-in", "sign-in", "sign-in", "sign-in"),
  // For whoever holds a link; this one is unknown.
  "/invitation/:token": row(404, 404, 404, 404, 404),
  "/problems": everyone,
  "/problems/:slug": everyone,
  "/sample/:name": everyone,
  "/due": signedIn,
  "/progress": signedIn,
  "/track": signedIn,
  "/attempts": signedIn,
  "/attempts/:attemptId": ownOnly,
  "/offline": everyone,
  "/attempts/:attemptId/questions": ownOnly,
  "/attempts/:attemptId/probes": ownOnly,
  "/attempts/:attemptId/hints": ownOnly,
  "/attempts/:attemptId/report": ownOrReviewer,
  "/attempts/:attemptId/compare": ownOrReviewer,
  "/attempts/:attemptId/drawing": ownOrReviewer,
  "/attempts/:attemptId/replay": ownOrReviewer,
  "/attempts/:attemptId/replay/frames": ownOrReviewer,
  "/attempts/:attemptId/mark": ownOnly,
  // Nothing is graded yet, so there is nothing to appeal against.
  "/attempts/:attemptId/appeal": row("sign-in", 404, 404, 403, 403),
  "/attempts/:attemptId/challenge": row("sign-in", 404, 404, 403, 403),
  "/attempts/:attemptId/share": ownOnly,
  // For whoever holds a link; this one is unknown.
  "/shared/:token": row(404, 404, 404, 404, 404),
  "/shared/:token/drawing": row(404, 404, 404, 404, 404),
  "/attempts/:attemptId/solution": ownOrReviewer,
  "/attempts/:attemptId/retry": ownOnly,
  // A way in by a form only; opened, it leads to the list or to the door.
  "/drills": everyone,
  "/taster": signedIn,
  "/drills/:attemptId": ownOnly,
  "/drills/:attemptId/result": ownOnly,
  "/review": reviewers,
  "/review/:attemptId": reviewers,
  "/review/agreement": reviewers,
  "/review/agreement/labels": reviewers,
  "/review/agreement/labels/:attemptId/:file": reviewersFindNone,
  "/review/ratings": reviewers,
  // Rated is what was graded.
  "/review/ratings/:attemptId": row("sign-in", 403, 403, 409, 409),
  "/settings": admins,
  "/settings/connect": admins,
  "/admin": admins,
  "/welcome": admins,
  "/admin/problems": admins,
  "/admin/problems/:slug": admins,
  "/admin/problems/:slug/files/*": adminsFindNone,
  "/admin/drafts/:draftId": adminsFindNone,
  "/admin/drafts/:draftId/drawing": adminsFindNone,
  "/admin/drafts/:draftId/answer": adminsFindNone,
  "/admin/people": admins,
  "/admin/people/:personId": admins,
  "/admin/people/cohorts": admins,
  "/admin/people/cohorts/:cohortId": adminsFindNone,
  "/admin/people/invitations": admins,
  "/admin/audit": admins,
  "/admin/queue": admins,
  "/admin/usage": admins,
  "/find": everyone,
  "/learn": everyone,
  "/learn/topics/:slug": everyone,
  "/learn/tracks/:slug": everyone,
  "/learn/lenses": everyone,
  "/learn/misconceptions": everyone,
  "/how-grading-works": everyone,
};

let world: RightsWorld;
let ids: { attemptId: string; personId: string; openDrillId: string; doneDrillId: string };

beforeAll(async () => {
  world = await openRightsWorld();
  const { people, database } = world;
  const work = { answers: ANSWERS };
  const { attemptId } = await handIn(database.db, createRecordingQueue(), people.owner.id, work);
  const done = await handInDrill(database.db, people.owner.id);
  const open = await openDrill(database.db, people.owner.id);
  ids = {
    attemptId,
    personId: people.owner.id,
    openDrillId: open.attemptId,
    doneDrillId: done.attemptId,
  };
  await openAttempt(database.db, people.candidate.id);
});
afterAll(() => world.close());

describe("who may open what", () => {
  const routes = listRoutes();

  it("has an answer for every page of the route table", async () => {
    const pages: string[] = [];
    for (const { path, file } of routes) {
      if ((await loadRoute(file)).loader) pages.push(path);
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

async function open(path: string, file: string, who: Who): Promise<Outcome> {
  const { loader } = await loadRoute(file);
  // A page without a loader holds nothing of anybody.
  if (!loader) return "in";
  const params = paramsOf(path);
  const url = path.replace(/:(\w+)|\*/g, (whole, name: string) => params[name ?? whole] ?? "");
  const request = new Request(`http://localhost${url}${path.endsWith("appeal") ? APPEAL : ""}`);
  return outcomeOf(() => loader({ request, params, context: world.contextOf(who) }));
}

const APPEAL = "?criterion=latency-budget";

function paramsOf(path: string): Record<string, string> {
  const slugs: Record<string, string> = {
    "/learn/topics/:slug": "kv-cache",
    "/learn/tracks/:slug": "four-weeks",
  };
  const attemptIds: Record<string, string> = {
    "/drills/:attemptId": ids.openDrillId,
    "/drills/:attemptId/result": ids.doneDrillId,
  };
  return {
    attemptId: attemptIds[path] ?? ids.attemptId,
    personId: ids.personId,
    draftId: randomUUID(),
    cohortId: randomUUID(),
    token: "unknown",
    file: "answer.md",
    name: "strong",
    slug: slugs[path] ?? RAG,
    "*": "nothing.md",
  };
}
