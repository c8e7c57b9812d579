import { EventEmitter, once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { DbHandle } from "#server/db/client";
import { describeOnOwnProduct } from "../support/describe-in-browser";
import { openProductDatabase } from "../support/product-database";
import { endTime, readLastAttempt } from "../support/read-attempt";
import { signInWithPassword, signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import type { OwnAccount } from "../support/pages/sign-in";
import type { WorkspacePage } from "../support/pages/workspace";

const BOX = { label: "Vector store", at: { x: 320, y: 240 } };
const OTHER_BOX = { label: "Gateway", at: { x: 560, y: 240 } };
const DAY_MS = 86_400_000;

await describeOnOwnProduct("nothing is lost", (world) => {
  let database: DbHandle;
  let context: BrowserContext;
  let account: OwnAccount;

  beforeAll(async () => {
    database = await openProductDatabase(world.dataDir);
  });
  afterAll(async () => {
    await database?.close();
  });
  beforeEach(async () => {
    context = await world.browser.newContext();
  });
  afterEach(() => context?.close());

  async function replaceContext(options: BrowserContextOptions): Promise<BrowserContext> {
    await context.close();
    return world.browser.newContext(options);
  }

  /** A fresh attempt of a candidate of its own, so that no test finds another's, with its canvas ready. */
  async function begin(page: Page): Promise<WorkspacePage> {
    account = await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    return workspace;
  }

  async function reopen(address: string): Promise<{ page: Page; workspace: WorkspacePage }> {
    const page = await context.newPage();
    await page.goto(address);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    return { page, workspace };
  }

  /** Resolves once the browser's own store holds the text: from then on it may not be lost. */
  async function waitUntilKept(page: Page, text: string): Promise<void> {
    await page.waitForFunction(async (wanted) => {
      const opened = indexedDB.open("scaleboard");
      await new Promise((resolve) => (opened.onsuccess = resolve));
      const all = opened.result.transaction("drafts").objectStore("drafts").getAll();
      await new Promise((resolve) => (all.onsuccess = resolve));
      opened.result.close();
      return JSON.stringify(all.result).includes(wanted);
    }, text);
  }

  /** Nothing of the page runs any more, not even what a page does when it is closed. */
  async function crash(page: Page): Promise<void> {
    const crashed = page.waitForEvent("crash");
    const devtools = await context.newCDPSession(page);
    // It is never answered: the one who would answer is gone.
    void devtools.send("Page.crash").catch(() => undefined);
    await crashed;
    await page.close();
  }

  async function expectHandedIn(wanted: { scenario: string; labels: string[] }): Promise<void> {
    const attempt = await readLastAttempt(database.db);
    expect(attempt.status).toBe("submitted");
    expect(attempt.answers.scenario).toBe(wanted.scenario);
    expect(attempt.labels.sort()).toEqual([...wanted.labels].sort());
  }

  it("survives a refresh in the middle of a word", async () => {
    const page = await context.newPage();
    const workspace = await begin(page);
    await workspace.drawBox(BOX);
    await workspace.write("Scenario", "Two million chats a d");
    // At once, before the browser's store can have taken the last key.
    await page.reload();
    await workspace.waitForCanvas();
    expect(await workspace.readSection("Scenario")).toBe("Two million chats a d");
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await expectHandedIn({ scenario: "Two million chats a d", labels: [BOX.label] });
  });

  it("waits for a page that is slow to go when it is reloaded", async () => {
    const page = await context.newPage();
    const workspace = await begin(page);
    const other = await context.newPage();
    await other.goto(world.product.url);
    const pageId = await page.evaluate(() => sessionStorage.getItem("scaleboard-page"));
    // Next in line for what tells a page that runs from one that is gone, and in no hurry.
    await other.evaluate((id) => {
      const linger = () => new Promise((resolve) => setTimeout(resolve, 1_000));
      void navigator.locks.request(`scaleboard-page-${id}`, linger);
    }, pageId);
    await workspace.write("Scenario", "Two million chats a d");
    await page.reload();
    await workspace.waitForCanvas();
    expect(await workspace.readSection("Scenario")).toBe("Two million chats a d");
  });

  it("shows what was saved while the reloaded page was on its way", async () => {
    // What a service worker asks for can't be held up.
    context = await replaceContext({ serviceWorkers: "block" });
    const page = await context.newPage();
    const workspace = await begin(page);
    await workspace.drawBox(BOX);
    await workspace.waitUntilSaved();
    // The page is answered before the save, and arrives after it.
    const news = new EventEmitter();
    const [isAnswered, isSaved] = [once(news, "answered"), once(news, "saved")];
    await page.route(/\/save$/, async (route) => {
      await isAnswered;
      await route.fulfill({ response: await route.fetch() });
      news.emit("saved");
    });
    await page.route(page.url(), async (route) => {
      const response = await route.fetch();
      news.emit("answered");
      await isSaved;
      // Time for a page that would take its local copy away now.
      await wait(500);
      await route.fulfill({ response });
    });
    await workspace.write("Scenario", "Two million chats a d");
    await page.reload();
    await workspace.waitForCanvas();
    expect(await workspace.readSection("Scenario")).toBe("Two million chats a d");
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await expectHandedIn({ scenario: "Two million chats a d", labels: [BOX.label] });
  });

  it("brings back what a killed tab had kept while it was offline", async () => {
    const page = await context.newPage();
    const workspace = await begin(page);
    await workspace.drawBox(BOX);
    await workspace.write("Scenario", "On the train.");
    await workspace.waitUntilSaved();
    const address = page.url();
    await context.setOffline(true);
    await workspace.drawBox(OTHER_BOX);
    await workspace.write("Scenario", "On the train. In the tunnel.");
    await waitUntilKept(page, "In the tunnel.");
    await waitUntilKept(page, OTHER_BOX.label);
    await crash(page);
    await context.setOffline(false);
    const next = await reopen(address);
    expect(await next.workspace.readSection("Scenario")).toBe("On the train. In the tunnel.");
    await next.workspace.waitUntilSaved();
    await next.workspace.handIn();
    await expectHandedIn({
      scenario: "On the train. In the tunnel.",
      labels: [BOX.label, OTHER_BOX.label],
    });
  });

  it.each([
    { killed: "web process", findPid: async () => world.product.findPid("web") },
    {
      killed: "database",
      findPid: async () => {
        const pidFile = join(world.dataDir, "postgres", "postmaster.pid");
        return Number((await readFile(pidFile, "utf8")).split("\n")[0]);
      },
    },
  ])("goes on when the $killed was killed under a candidate who types", async ({ findPid }) => {
    const page = await context.newPage();
    const workspace = await begin(page);
    await workspace.write("Scenario", "Before.");
    await workspace.waitUntilSaved();
    process.kill(await findPid(), "SIGKILL");
    await workspace.write("Scenario", "Before. During.");
    await workspace.drawBox(BOX);
    await workspace.write("Scenario", "Before. During. After.");
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await expectHandedIn({ scenario: "Before. During. After.", labels: [BOX.label] });
  });

  it("keeps five minutes offline and sends them when the connection is back", async () => {
    const page = await context.newPage();
    await page.clock.install();
    const workspace = await begin(page);
    await workspace.write("Scenario", "Online.");
    await workspace.waitUntilSaved();
    await context.setOffline(true);
    await workspace.write("Scenario", "Online. Minute one.");
    await page.getByText("Offline, kept here").first().waitFor();
    await page.clock.fastForward("04:00");
    await workspace.write("Scenario", "Online. Minute one. Minute five.");
    await workspace.drawBox(BOX);
    await page.clock.fastForward("01:00");
    expect((await readLastAttempt(database.db)).answers.scenario).toBe("Online.");
    await context.setOffline(false);
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await expectHandedIn({ scenario: "Online. Minute one. Minute five.", labels: [BOX.label] });
  });

  it("shows both texts when two machines wrote the same section, and keeps both", async () => {
    const page = await context.newPage();
    const workspace = await begin(page);
    const elsewhere = await world.browser.newContext({
      storageState: await context.storageState(),
    });
    const other = await elsewhere.newPage();
    await other.goto(page.url());
    await openWorkspace(other).waitForCanvas();
    await workspace.write("Scenario", "From the desk.");
    await workspace.waitUntilSaved();
    await openWorkspace(other).write("Scenario", "From the laptop.");
    await other.getByRole("button", { name: "Keep both, one after the other" }).click();
    await openWorkspace(other).waitUntilSaved();
    await openWorkspace(other).handIn();
    await expectHandedIn({ scenario: "From the desk.\n\nFrom the laptop.", labels: [] });
    await elsewhere.close();
  });

  it("lets a second tab of the same browser follow the first", async () => {
    const page = await context.newPage();
    const workspace = await begin(page);
    const second = await reopen(page.url());
    await workspace.write("Scenario", "By the first tab.");
    await workspace.waitUntilSaved();
    await second.page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>("[data-section=scenario]")?.value !== "",
    );
    await second.workspace.write("Scenario", "By the first tab. And the second.");
    await second.workspace.waitUntilSaved();
    await second.workspace.handIn();
    await expectHandedIn({ scenario: "By the first tab. And the second.", labels: [] });
  });

  it("hands in at the deadline while the machine sleeps, and shows what was kept as late", async () => {
    const page = await context.newPage();
    await page.clock.install();
    const workspace = await begin(page);
    await workspace.write("Scenario", "In time.");
    await workspace.waitUntilSaved();
    await context.setOffline(true);
    await workspace.write("Scenario", "In time. And a last thought.");
    await waitUntilKept(page, "a last thought");
    await endTime(database.db, (await readLastAttempt(database.db)).id);
    await page.clock.fastForward("50:00");
    await context.setOffline(false);
    await page.waitForURL(/\/report$/, { timeout: 60_000 });
    await page.getByRole("heading", { name: "Work received after the end" }).waitFor();
    await page.locator("summary", { hasText: "Scenario" }).last().click();
    await page.getByText("In time. And a last thought.").waitFor();
    await expectHandedIn({ scenario: "In time.", labels: [] });
  });

  it("sends from the report what a tab left behind that never came back", async () => {
    const page = await context.newPage();
    const workspace = await begin(page);
    await workspace.write("Scenario", "In time.");
    await workspace.waitUntilSaved();
    const address = page.url();
    await context.setOffline(true);
    await workspace.write("Scenario", "In time. Left in the browser.");
    await waitUntilKept(page, "Left in the browser");
    await crash(page);
    await endTime(database.db, (await readLastAttempt(database.db)).id);
    await context.setOffline(false);
    await expect
      .poll(async () => (await readLastAttempt(database.db)).status, { timeout: 30_000 })
      .toBe("submitted");
    const next = await context.newPage();
    await next.goto(address);
    await next.waitForURL(/\/report$/);
    await next.getByRole("heading", { name: "Work received after the end" }).waitFor();
    await next.locator("summary", { hasText: "Scenario" }).last().click();
    await next.getByText("In time. Left in the browser.").waitFor();
    await expectHandedIn({ scenario: "In time.", labels: [] });
  });

  it("shows what only the browser has when it comes too late to be taken, and keeps it", async () => {
    const page = await context.newPage();
    const workspace = await begin(page);
    await workspace.write("Scenario", "In time.");
    await workspace.waitUntilSaved();
    const address = page.url();
    await context.setOffline(true);
    await workspace.write("Scenario", "In time. Two days late.");
    await waitUntilKept(page, "Two days late");
    await crash(page);
    const { id } = await readLastAttempt(database.db);
    await endTime(database.db, id);
    await expect
      .poll(async () => (await readLastAttempt(database.db)).status, { timeout: 30_000 })
      .toBe("submitted");
    await database.db.execute(
      sql`update attempts set submitted_at = now() - interval '2 days' where id = ${id}`,
    );
    await context.setOffline(false);
    const next = await context.newPage();
    // Opened again, it says the same: what was refused is not thrown away.
    for (let visit = 1; visit <= 2; visit += 1) {
      await next.goto(`${address}/report`);
      await next.getByText("nothing more is accepted. What was saved before is kept.").waitFor();
      await next.locator("summary", { hasText: "only in this browser" }).click();
      await next.getByText("In time. Two days late.").waitFor();
    }
    await expectHandedIn({ scenario: "In time.", labels: [] });
  });

  it.each([
    ["a day behind", -DAY_MS],
    ["a day ahead", DAY_MS],
  ])("counts by the server's clock on a machine that is %s", async (_name, offsetMs) => {
    const page = await context.newPage();
    await page.clock.install({ time: Date.now() + offsetMs });
    const workspace = await begin(page);
    expect(await page.getByRole("timer").textContent()).toMatch(/^4[45]:/);
    await workspace.write("Scenario", "Whatever the date.");
    await workspace.waitUntilSaved();
    await page.reload();
    await workspace.waitForCanvas();
    expect(await page.getByRole("timer").textContent()).toMatch(/^4[45]:/);
    await workspace.handIn();
    await expectHandedIn({ scenario: "Whatever the date.", labels: [] });
  });

  it("saves to the server where the browser forbids its store, and warns before a loss", async () => {
    await context.addInitScript(() => {
      const forbid = () => {
        throw new DOMException("forbidden", "SecurityError");
      };
      Object.defineProperty(window, "indexedDB", { get: forbid });
      Object.defineProperty(window, "BroadcastChannel", { value: forbid });
    });
    const page = await context.newPage();
    const workspace = await begin(page);
    await workspace.write("Scenario", "Without a store.");
    await workspace.waitUntilSaved();
    await context.setOffline(true);
    await workspace.write("Scenario", "Without a store. Unsent.");
    await page.getByText(/This browser can't store your work/).waitFor();
    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await context.setOffline(false);
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await expectHandedIn({ scenario: "Without a store. Unsent.", labels: [] });
  });

  it("comes back after a sign-in when the session ended, with what was typed", async () => {
    const page = await context.newPage();
    const workspace = await begin(page);
    await database.db.execute(sql`delete from sessions`);
    await workspace.write("Scenario", "Signed out while typing.");
    await page.waitForURL(/\/sign-in/);
    await signInWithPassword(await context.newPage(), world.product.url, account);
    await page.getByRole("button", { name: "Take it in" }).click();
    await expect.poll(() => workspace.readSection("Scenario")).toBe("Signed out while typing.");
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await expectHandedIn({ scenario: "Signed out while typing.", labels: [] });
  });
});
