import { eq, sql } from "drizzle-orm";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { getExchanges } from "#server/attempts/get-exchanges";
import { PROBE_WAIT_MS } from "#server/attempts/list-turns";
import type { DbHandle } from "#server/db/client";
import { attemptTurns } from "#server/db/tables/turns";
import { RAG } from "../support/content";
import { describeOnOwnProduct } from "../support/describe-in-browser";
import { startFakeModel } from "../support/fake-model/start-fake-model";
import type { Character } from "../support/fake-model/character";
import { openChoices, signUpCandidate } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import type { WorkspacePage } from "../support/pages/workspace";
import { openProductDatabase } from "../support/product-database";
import { readLastAttempt } from "../support/read-attempt";

const WRITTEN = `The gateway passes a message to the assistant, which searches the index, pgvector, and answers
from the passages it finds. Pages go from the CMS through a worker into the index every night.`;
const OWN_WORDS = "You said pgvector. At what size do you leave it?";
const REPLY = "At fifty million vectors I leave it: the index no longer fits in memory.";
const ASKING: Character = { kind: "interviewing", reply: { question: OWN_WORDS } };
/** Beyond the time that is waited for a worker, until the page has looked. */
const LOOK_MS = 5_000;

const model = await startFakeModel({ character: ASKING });
afterAll(() => model.close());

await describeOnOwnProduct(
  "no turn of an interview is lost",
  (world) => {
    let database: DbHandle;
    let context: BrowserContext;

    beforeAll(async () => {
      database = await openProductDatabase(world.dataDir);
    });
    afterAll(async () => {
      await database?.close();
    });
    beforeEach(async () => {
      model.setCharacter(ASKING);
      context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    });
    afterEach(() => context?.close());

    /** Somebody new in the middle of the architecture, with an interviewer who waits to be asked. */
    async function begin(page: Page): Promise<{ workspace: WorkspacePage; room: Locator }> {
      await signUpCandidate(page, world.product.url);
      await page.goto(`${world.product.url}/problems/${RAG}`);
      await openChoices(page);
      await page.getByRole("radio", { name: /^When I ask/ }).check({ force: true });
      await page.getByRole("button", { name: "Start the clock" }).click();
      await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);
      const workspace = openWorkspace(page);
      await workspace.waitForCanvas();
      await workspace.write("Architecture", WRITTEN);
      await workspace.waitUntilSaved();
      const room = page.getByRole("region", { name: "Interviewer" });
      await room.getByText("take me through your design").waitFor();
      return { workspace, room };
    }

    const ask = (room: Locator) =>
      room.getByRole("button", { name: "Ask me about this section" }).click();

    /** Waits for the n-th question, from 0, and gives the field of its reply. */
    async function questionOf(room: Locator, at: number): Promise<Locator> {
      const field = room.getByRole("textbox").nth(at);
      await field.waitFor({ timeout: PROBE_WAIT_MS + LOOK_MS });
      return field;
    }

    async function listTurns(attemptId: string) {
      return database.db
        .select({
          text: attemptTurns.text,
          writtenBy: attemptTurns.writtenBy,
          waitedMs: sql<number>`(extract(epoch from written_at - asked_at) * 1000)::float8`,
        })
        .from(attemptTurns)
        .where(eq(attemptTurns.attemptId, attemptId))
        .orderBy(attemptTurns.seq)
        .then((rows) => rows.slice(1));
    }

    /** What was handed in: each question with its reply. */
    async function expectHandedIn(replies: string[]): Promise<void> {
      const attempt = await readLastAttempt(database.db);
      expect(attempt.status).toBe("submitted");
      expect(attempt.answers.architecture).toBe(WRITTEN);
      const asked = (await listTurns(attempt.id)).map(({ text }) => text);
      expect(await getExchanges(database.db, attempt.id)).toEqual(
        replies.map((reply, at) => ({
          turn: at + 1,
          section: "architecture",
          question: asked[at],
          reply,
          isDeclined: false,
        })),
      );
    }

    async function killWorker(): Promise<void> {
      // It may be on its way back from the last time.
      await expect.poll(() => world.product.findPid("worker"), { timeout: 30_000 }).toBeTruthy();
      process.kill(world.product.findPid("worker"), "SIGKILL");
    }

    it("asks in the author's words, in time, when the worker is killed under the question", async () => {
      const page = await context.newPage();
      const { workspace, room } = await begin(page);
      model.setCharacter({ kind: "hanging" });
      const before = model.requests.length;
      await ask(room);
      await model.waitForRequests(before + 1);
      await killWorker();
      const field = await questionOf(room, 0);
      const { id } = await readLastAttempt(database.db);
      const [turn] = await listTurns(id);
      expect(turn?.writtenBy).toBe("authored");
      expect(turn?.text).not.toBe(OWN_WORDS);
      expect(turn?.waitedMs).toBeLessThan(PROBE_WAIT_MS + LOOK_MS);

      // Under the reply it is killed again.
      await field.fill(REPLY.slice(0, 30));
      await killWorker();
      await field.fill(REPLY);
      await workspace.waitUntilSaved();
      await page.reload();
      await workspace.waitForCanvas();
      await page.getByRole("tab", { name: /Architecture/ }).click();
      expect(await (await questionOf(room, 0)).inputValue()).toBe(REPLY);
      await workspace.handIn();
      await expectHandedIn([REPLY]);
    });

    it("goes on without the model while it is away, and with it when it is back", async () => {
      const page = await context.newPage();
      const { workspace, room } = await begin(page);
      model.setCharacter({ kind: "failing", status: 503 });
      await ask(room);
      await (await questionOf(room, 0)).fill(REPLY);
      await workspace.waitUntilSaved();
      model.setCharacter(ASKING);
      await ask(room);
      await (await questionOf(room, 1)).fill("Then I split it by country.");
      await workspace.waitUntilSaved();
      const { id } = await readLastAttempt(database.db);
      expect(await listTurns(id)).toMatchObject([
        { writtenBy: "authored" },
        { writtenBy: "model", text: OWN_WORDS },
      ]);
      // Handing in needs no model either.
      model.setCharacter({ kind: "failing", status: 503 });
      await workspace.handIn();
      await expectHandedIn([REPLY, "Then I split it by country."]);
    });

    it("keeps a reply of five minutes offline, and asks once for all that is pressed meanwhile", async () => {
      const page = await context.newPage();
      await page.clock.install();
      const { workspace, room } = await begin(page);
      await ask(room);
      const field = await questionOf(room, 0);
      await field.fill("At fifty million");
      await workspace.waitUntilSaved();
      await context.setOffline(true);
      await field.fill(REPLY.slice(0, 30));
      await page.getByText("Offline, kept here").first().waitFor();
      await page.clock.fastForward("04:00");
      await field.fill(REPLY);
      await ask(room);
      await room.getByRole("status").filter({ hasText: /\w/ }).waitFor();
      await page.clock.fastForward("01:00");
      const { id } = await readLastAttempt(database.db);
      expect(await getExchanges(database.db, id)).toMatchObject([{ reply: "At fifty million" }]);
      await context.setOffline(false);
      await workspace.waitUntilSaved();
      await ask(room);
      await (await questionOf(room, 1)).fill("Then I split it by country.");
      await workspace.waitUntilSaved();
      expect(await listTurns(id)).toHaveLength(2);
      await workspace.handIn();
      await expectHandedIn([REPLY, "Then I split it by country."]);
    });
  },
  {
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: "a key for the fake",
    JUDGE_MODEL: "fake-interviewer",
    JUDGE_MAX_USD_PER_DAY: "5",
  },
);
