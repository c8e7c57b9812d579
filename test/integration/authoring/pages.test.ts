import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppLoadContext } from "@remix-run/node";
import { createSession } from "#server/accounts/sessions";
import type { Role } from "#domain/accounts/roles";
import { createDraft } from "#server/authoring/create-draft";
import * as answerPage from "~/routes/admin/drafts-answer";
import * as draftPage from "~/routes/admin/drafts-draft";
import * as drawing from "~/routes/admin/drafts-drawing";
import * as problemsPage from "~/routes/admin/problems";
import * as file from "~/routes/admin/problems-file";
import * as problemPage from "~/routes/admin/problems-problem";
import { createRecordingQueue } from "../../support/attempts";
import { RAG } from "../../support/content";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { openAuthorWorld, requireDraft } from "./author-world";
import type { AuthorWorld } from "./author-world";

type Args = { request: Request; params: Record<string, string>; context: AppLoadContext };
type Handler = (args: Args) => unknown;

let world: AuthorWorld;
let pages: PageWorld;
let draftId: string;
const queue = createRecordingQueue();

beforeAll(async () => {
  world = await openAuthorWorld();
  pages = createPageWorld(world.database, queue);
  const draft = await createDraft(world.db, { slug: RAG, userId: world.admin.id });
  draftId = draft.draftId;
});
afterAll(async () => {
  await pages.close();
  await world.close();
});

async function contextOf(role: Role | null): Promise<AppLoadContext> {
  const person = role && (await createPerson(world.db, role));
  return pages.contextFor(person && (await createSession(world.db, person.id)).token);
}

/** What a handler answers, be it returned or thrown, and with which status. */
async function ask(handler: Handler, args: Args): Promise<{ status: number; body: unknown }> {
  const answer: unknown = await Promise.resolve()
    .then(() => handler(args))
    .catch((error: unknown) => error);
  if (answer instanceof Response) return { status: answer.status, body: await answer.text() };
  if (answer instanceof Error) throw answer;
  const init =
    typeof answer === "object" && answer !== null && "init" in answer ? answer.init : null;
  if (typeof init === "object" && init !== null && "status" in init && "data" in Object(answer)) {
    return { status: Number(init.status), body: (answer as { data: unknown }).data };
  }
  return { status: 200, body: answer };
}

const get = (path: string) => new Request(`http://localhost${path}`);

async function post(fields: Record<string, string>, as: Role | null = "admin") {
  return ask(draftPage.action as Handler, {
    request: postForm(`/admin/drafts/${draftId}`, fields),
    params: { draftId },
    context: await contextOf(as),
  });
}

function visits(): [string, Handler, Omit<Args, "context">][] {
  const path = `problems/${RAG}/problem.md`;
  const intents = ["check", "save", "dry-run", "rebase", "publish", "discard"];
  return [
    ["list", problemsPage.loader as Handler, { request: get("/admin/problems"), params: {} }],
    [
      "new problem",
      problemsPage.action as Handler,
      { request: postForm("/admin/problems", { slug: "mine", intent: "new" }), params: {} },
    ],
    [
      "history",
      problemPage.loader as Handler,
      { request: get(`/admin/problems/${RAG}`), params: { slug: RAG } },
    ],
    [
      "rollback",
      problemPage.action as Handler,
      { request: postForm(`/admin/problems/${RAG}`, {}), params: { slug: RAG } },
    ],
    [
      "file",
      file.loader as Handler,
      { request: get(`/admin/problems/${RAG}/files/${path}`), params: { slug: RAG, "*": path } },
    ],
    [
      "drawing",
      drawing.loader as Handler,
      { request: get(`/admin/drafts/${draftId}/drawing`), params: { draftId } },
    ],
    [
      "answer",
      answerPage.loader as Handler,
      { request: get(`/admin/drafts/${draftId}/answer?name=weak`), params: { draftId } },
    ],
    ...["save", "remove", "restore", "keep-edit", "keep-file"].map(
      (intent): [string, Handler, Omit<Args, "context">] => [
        `answer: ${intent}`,
        answerPage.action as Handler,
        {
          request: postForm(`/admin/drafts/${draftId}/answer`, { intent, name: "weak" }),
          params: { draftId },
        },
      ],
    ),
    [
      "draft",
      draftPage.loader as Handler,
      { request: get(`/admin/drafts/${draftId}`), params: { draftId } },
    ],
    ...intents.map((intent): [string, Handler, Omit<Args, "context">] => [
      intent,
      draftPage.action as Handler,
      { request: postForm(`/admin/drafts/${draftId}`, { intent }), params: { draftId } },
    ]),
  ];
}

describe("the author's pages", () => {
  it.each([
    ["a visitor", null, 302],
    ["a candidate", "candidate", 403],
    ["a reviewer", "reviewer", 403],
  ] as const)("is closed to %s, whatever they ask", async (_, role, status) => {
    const before = await requireDraft(world.db, draftId);
    const context = await contextOf(role);
    for (const [name, handler, args] of visits()) {
      expect([name, (await ask(handler, { ...args, context })).status]).toEqual([name, status]);
    }
    expect(await requireDraft(world.db, draftId)).toEqual(before);
    expect(queue.dryRunIds).toEqual([]);
  });

  it("says 404 for a draft, problem, file or version that is not there", async () => {
    const context = await contextOf("admin");
    const request = get("/");
    const statusOf = async (handler: unknown, params: Record<string, string>) =>
      (await ask(handler as Handler, { request, params, context })).status;
    expect(await statusOf(draftPage.loader, { draftId: "no-uuid" })).toBe(404);
    expect(await statusOf(draftPage.loader, { draftId: crypto.randomUUID() })).toBe(404);
    expect(await statusOf(problemPage.loader, { slug: "nothing" })).toBe(404);
    expect(await statusOf(file.loader, { slug: RAG, "*": "problems/../secret" })).toBe(404);
  });

  it("takes an answer as its form posts it, and says what it lacks", async () => {
    const context = await contextOf("admin");
    const send = (fields: [string, string][]) => {
      const path = `/admin/drafts/${draftId}/answer`;
      const body = new URLSearchParams([["intent", "save"], ["name", "own"], ...fields]);
      const request = new Request(`http://localhost${path}`, { method: "POST", body });
      return ask(answerPage.action as Handler, { request, params: { draftId }, context });
    };
    const scene = '{"type":"excalidraw","elements":[]}';
    const head: [string, string][] = [
      ["band", "weak"],
      ["level", "mid"],
      ["scenario", "One\r\ntwo"],
      ["label", "user-outcome met"],
      ["label", "user-outcome not_met"],
      ["label", "scale-rate not_met"],
    ];
    expect(await send([...head, ["scene", scene]])).toMatchObject({
      status: 400,
      body: { kind: "invalid", errors: { note: [expect.any(String)] } },
    });
    const whole: [string, string][] = [...head, ["note", "Short."], ["scene", scene]];
    expect(await send([...head, ["note", "Short."], ["scene", "no"]])).toMatchObject({
      body: { kind: "invalid", errors: { others: [expect.stringContaining("not JSON")] } },
    });
    expect(await send(whole)).toMatchObject({ status: 302 });
    expect(await send(whole)).toMatchObject({ status: 409, body: { kind: "conflict" } });
    const request = get(`/admin/drafts/${draftId}/answer?name=own`);
    const { body } = await ask(answerPage.loader as Handler, {
      request,
      params: { draftId },
      context,
    });
    expect(body).toMatchObject({
      answer: {
        head: { expected: { "user-outcome": ["met", "not_met"], "scale-rate": "not_met" } },
        answers: { scenario: "One\ntwo" },
      },
    });
  });

  it("compares two versions and lists the files", async () => {
    const request = get(`/admin/problems/${RAG}?of=rubric&from=1&to=1`);
    const args = { request, params: { slug: RAG }, context: await contextOf("admin") };
    const { body } = await ask(problemPage.loader as Handler, args);
    expect(body).toMatchObject({ diffs: [{ name: "rubric.yaml", hunks: [] }] });
    expect(body).toHaveProperty("files", expect.arrayContaining([`rubrics/${RAG}.yaml`]));
  });

  it("checks and draws what is not saved yet, without saving it", async () => {
    const { texts } = await requireDraft(world.db, draftId);
    const problem = texts.problem.replace("difficulty: core", "difficulty: odd");
    const { body } = await post({ ...texts, problem, intent: "check" });
    expect(body).toMatchObject({
      kind: "preview",
      checked: { errors: [{ draftFile: "problem", field: "difficulty" }] },
      drawn: { statement: null, rubric: { bars: { mid: expect.any(Number) } } },
    });
    expect((await requireDraft(world.db, draftId)).texts).toEqual(texts);
  });

  it("saves as browsers post it, and keeps both texts where two save", async () => {
    const { texts, revision } = await requireDraft(world.db, draftId);
    const fields = { ...texts, revision: String(revision), intent: "save" };
    const mine = `${texts.solution}\r\nMine.\r\n`;
    const theirs = `${texts.solution}\nTheirs.\n`;
    expect(await post({ ...fields, solution: theirs })).toMatchObject({ status: 200 });
    const lost = await post({ ...fields, solution: mine });
    expect(lost.status).toBe(409);
    expect(lost.body).toMatchObject({
      kind: "conflict",
      revision: revision + 1,
      texts: { solution: theirs },
      mine: { solution: mine.replace(/\r\n/g, "\n") },
    });
    const again = { ...fields, solution: mine, revision: String(revision + 1) };
    expect((await post(again)).status).toBe(200);
    const saved = await requireDraft(world.db, draftId);
    expect(saved.texts.solution).toBe(mine.replace(/\r\n/g, "\n"));
  });

  it("tells the author why a draft can't be published yet", async () => {
    const { revision } = await requireDraft(world.db, draftId);
    const fields = { intent: "publish", revision: String(revision) };
    expect(await post({ ...fields, reason: "" })).toMatchObject({
      status: 409,
      body: { kind: "not-published", message: expect.stringContaining("No dry run") },
    });
    expect(await post({ ...fields, reason: "short" })).toMatchObject({
      status: 400,
      body: { kind: "reason" },
    });
  });

  it("asks the worker for a dry run, and leads away from a draft that was discarded", async () => {
    expect(await post({ intent: "dry-run" })).toMatchObject({ status: 200 });
    expect(queue.dryRunIds).toHaveLength(1);
    expect(await post({ intent: "discard" })).toMatchObject({ status: 302 });
    expect(await post({ intent: "discard" })).toMatchObject({ status: 410 });
  });
});
