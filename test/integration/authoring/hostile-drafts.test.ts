import { once } from "node:events";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDraft } from "#server/authoring/create-draft";
import type { DraftTexts } from "#domain/authoring/draft.schema";
import { getDraft, getDraftPreview } from "#server/authoring/get-draft";
import { publishDraft } from "#server/authoring/publish-draft";
import { saveDraft } from "#server/authoring/save-draft";
import { createDraftChecker, createDraftDrawer } from "#server/threads/draft-threads";
import type { Threads } from "#server/threads/open-threads";
import { openPlanted } from "../../support/threads/open-planted";
import { PLANTED } from "../../support/threads/planted-thread";
import { openAuthorWorld, requireDraft } from "./author-world";
import type { AuthorWorld } from "./author-world";
import { RAG } from "../../support/content";

const TIMEOUT_MS = 240_000;
/** Short, so that the test of a text that never ends does. */
const DEADLINE_MS = 2_000;

let world: AuthorWorld;
let threads: Threads;
let server: Server;
let health: string;
let draftId: string;
let texts: DraftTexts;

beforeAll(async () => {
  world = await openAuthorWorld();
  threads = openPlanted();
  const app = express();
  app.get("/healthz", (_request, response) => void response.json({ status: "ok" }));
  server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  health = `http://127.0.0.1:${(server.address() as AddressInfo).port}/healthz`;
  ({ draftId } = await createDraft(world.db, { slug: RAG, userId: world.admin.id }));
  ({ texts } = await requireDraft(world.db, draftId));
});
afterAll(async () => {
  await threads.close();
  server.close();
  await world.close();
});

const HOSTILE: Record<string, Partial<DraftTexts>> = {
  "40,000 keys of YAML": {
    rubric: Array.from({ length: 40_000 }, (_, i) => `key${i}: 1`).join("\n"),
  },
  "brackets in brackets": { rubric: "[".repeat(390_000) },
};

describe("a hostile draft", { timeout: TIMEOUT_MS }, () => {
  it.each(Object.entries(HOSTILE))("of %s is answered with what is wrong", async (_, part) => {
    const check = createDraftChecker(threads, { deadlineMs: DEADLINE_MS });
    const preview = getDraftPreview(world.db, check, draftId, { ...texts, ...part });
    expect((await fetch(health)).status).toBe(200);
    expect((await preview)?.errors.length).toBeGreaterThan(0);
  });

  it.each([
    ["emphasis without end", "*a_ ".repeat(97_000)],
    ["quotes in quotes", ">".repeat(200_000)],
  ])("of %s is drawn as it was written, and says why", async (_, solution) => {
    const check = createDraftChecker(threads, { deadlineMs: TIMEOUT_MS });
    const preview = await getDraftPreview(world.db, check, draftId, { ...texts, solution });
    expect(preview?.errors).toEqual([]);
    const draw = createDraftDrawer(threads, TIMEOUT_MS);
    const drawn = await draw({
      statementMarkdown: null,
      solutionMarkdown: solution,
      sceneText: texts.scene,
    });
    expect(drawn.solutionHtml).toContain("shown as it was written");
  });

  it("that can't be read in time keeps no page waiting, can be opened, and can't be published", async () => {
    const check = createDraftChecker(threads, { deadlineMs: DEADLINE_MS });
    const { revision } = await requireDraft(world.db, draftId);
    const by = { draftId, userId: world.admin.id };
    const save = { ...texts, solution: `${texts.solution}\n${PLANTED.spin}`, revision };
    const saved = await saveDraft(world.db, { ...by, save });
    expect(saved.status).toBe("saved");
    const looking = getDraft(world.db, check, draftId);
    const first = await Promise.race([fetch(health).then(() => "health"), looking]);
    expect(first).toBe("health");
    const draft = await looking;
    expect(draft?.errors.map(({ message }) => message)).toEqual([
      expect.stringContaining("so it was not checked"),
    ]);
    expect(draft?.texts.solution).toBe(save.solution);
    expect(draft?.content).toMatchObject({ statement: null, solutionMarkdown: "", rubric: null });
    const publishing = publishDraft(world.db, check, {
      ...by,
      revision: draft?.revision ?? 0,
      reason: "a reason that is long enough to be taken for one",
    });
    await expect(publishing).rejects.toMatchObject({ code: "conflict" });
  });

  it("is refused with words where too many wait", async () => {
    const full = openPlanted({ maxWaiting: 1 });
    const check = createDraftChecker(full, { deadlineMs: TIMEOUT_MS });
    const hostile = { ...texts, solution: PLANTED.spin };
    const around = { slugs: [], answers: [] };
    const waiting = [check(RAG, hostile, around), check(RAG, texts, around)];
    await expect(check(RAG, texts, around)).rejects.toMatchObject({
      code: "unavailable",
      status: 503,
      userMessage: expect.stringContaining("try again in a moment"),
    });
    const ended = Promise.allSettled(waiting);
    await full.close();
    const ends = await ended;
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});
