import { eq } from "drizzle-orm";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Db, DbHandle } from "#server/db/client";
import { sessions, users } from "#server/db/tables/accounts";
import { describeInBrowser } from "../support/describe-in-browser";
import { signInWithPassword, signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import type { OwnAccount } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { openProductDatabase } from "../support/product-database";
import { changeKeptRooms, countKept, listNames, waitUntilKept } from "../support/kept-in-browser";
import { getAnswers } from "#server/attempts/get-answers";
import { endTime } from "../support/read-attempt";
import { shoot } from "../support/shoot";
import { WEB_STORAGE, DATABASES } from "../../app/components/offline/kept-here";

const QUESTION = "How many conversations a day?";
const FIGURE = "60,000 conversations a day";
const MINUTE_MS = 60_000;
const STRANGERS_WORDS = "TAMPERED BY A STRANGER";
const UNSENT_WORDS = "Two million chats a day, all of them mine. Typed in a tunnel.";
const OWN_WORDS = "Two million chats a day, all of them mine.";

/** As another browser's "sign out", a new password or an admin does. */
async function endSessions(db: Db, { email }: OwnAccount): Promise<void> {
  const [person] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (!person) throw new Error("nobody has this address");
  await db.delete(sessions).where(eq(sessions.userId, person.id));
}

type Left = { page: Page; url: string; db: Db; account: OwnAccount };

/** How the owner of a room left the browser, with the page that is open after it. */
const WAYS: Record<string, (left: Left) => Promise<void>> = {
  "their session ended elsewhere": async ({ db, account }) => endSessions(db, account),
  "their session ended elsewhere and somebody looked at a page": async (left) => {
    await endSessions(left.db, left.account);
    await left.page.goto(`${left.url}/problems`);
    await waitUntilForgotten(left.page);
  },
  "the next person signed up": async (left) => {
    await endSessions(left.db, left.account);
    await signUpCandidate(left.page, left.url);
    await waitUntilForgotten(left.page);
  },
  "they deleted their account": async ({ page, url, account }) => {
    await page.goto(`${url}/account`);
    await page.getByText("Delete my account").first().click();
    const form = page.locator("form:has(input[value=delete])");
    await form.locator("input[type=password]").fill(account.password);
    await form.getByText("Delete all of it").click();
    await form.getByRole("button", { name: "Delete my account" }).click();
    await page.getByRole("link", { name: "Sign in" }).first().waitFor();
    await waitUntilForgotten(page);
  },
  "a plain form signed them out": async ({ page, url }) => {
    await page.goto(`${url}/problems`);
    await page.evaluate(() => {
      const form = document.createElement("form");
      form.method = "post";
      form.action = "/sign-out";
      document.body.append(form);
      form.submit();
    });
    await page.getByRole("link", { name: "Sign in" }).first().waitFor();
    await waitUntilForgotten(page);
  },
  "they signed out in the menu": async ({ page, url }) => {
    await page.goto(`${url}/problems`);
    await signOut(page);
    await waitUntilForgotten(page);
  },
};

async function signOut(page: Page): Promise<void> {
  await page.locator("summary").filter({ hasText: /./ }).first().click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Sign in" }).first().waitFor();
}

/** Resolves once no room, page or worker is left in the browser. */
async function waitUntilForgotten(page: Page): Promise<void> {
  await expect.poll(() => countKept(page)).toEqual({ rooms: 0, caches: 0, workers: 0 });
}

/** Whether a page shows or holds the words, in a field too. */
async function shows(page: Page, words: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const fields = [...document.querySelectorAll("textarea")].map(({ value }) => value);
    return [document.body.innerHTML, ...fields].some((text) => text.includes(wanted));
  }, words);
}

await describeInBrowser("a room on a shared computer", (world) => {
  let database: DbHandle;
  let context: BrowserContext;
  beforeAll(async () => {
    database = await openProductDatabase(world.dataDir);
  });
  afterAll(() => database?.close());
  beforeEach(async () => {
    context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
  });
  afterEach(() => context?.close());

  /** Somebody new with a room that this browser has kept. */
  async function keepRoom() {
    const page = await context.newPage();
    const account = await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    await page.getByRole("button", { name: "Problem", exact: true }).click();
    await page.getByRole("button", { name: "Ask the interviewer" }).click();
    await page.getByLabel("Your question").fill(QUESTION);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^Pin: / }).click();
    await page.getByRole("button", { name: "Close the problem" }).click();
    await workspace.write("Scenario", OWN_WORDS);
    await workspace.waitUntilSaved();
    await waitUntilKept(page, OWN_WORDS);
    await waitUntilKept(page, FIGURE);
    return { page, account, address: page.url() };
  }

  it.each(Object.entries(WAYS))("is closed after %s", async (_name, leave) => {
    const { page, account, address } = await keepRoom();
    const { url } = world.product;
    await leave({ page, url, db: database.db, account });
    const next = await context.newPage();
    await next.goto(`${url}/offline?room=${new URL(address).pathname}`);
    await next.waitForLoadState("networkidle");
    expect(await shows(next, OWN_WORDS)).toBe(false);
    expect(await shows(next, FIGURE)).toBe(false);
    await waitUntilForgotten(next);
    expect((await listNames(next)).filter((name) => name.includes("room-pins"))).toEqual([]);

    await context.setOffline(true);
    await expect(next.goto(address)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/);
    await context.setOffline(false);
  });

  const offerIn = (page: Page) =>
    page.getByText("Written in this browser while you were signed out");
  const readAnswers = (address: string) => getAnswers(database.db, idOf(address));

  it("is left by its open tab once its person signs out in another", async () => {
    const { page, account, address } = await keepRoom();
    const other = await context.newPage();
    await other.goto(`${world.product.url}/problems`);
    await signOut(other);
    await page.waitForURL(/\/sign-in/);
    expect(await shows(page, OWN_WORDS)).toBe(false);
    await waitUntilForgotten(page);
    // It comes back by itself with the one who left it.
    await signInWithPassword(other, world.product.url, account);
    await page.waitForURL(address);
    expect(await openWorkspace(page).readSection("Scenario")).toBe(OWN_WORDS);
  });

  it("is left at the first word after its session ended elsewhere, which its owner is asked about", async () => {
    const { page, account, address } = await keepRoom();
    await endSessions(database.db, account);
    await openWorkspace(page).write("Scenario", STRANGERS_WORDS);
    await page.waitForURL(/\/sign-in/);
    await waitUntilForgotten(page);
    await signInWithPassword(await context.newPage(), world.product.url, account);
    await page.waitForURL(address);
    await offerIn(page).waitFor();
    expect(await openWorkspace(page).readSection("Scenario")).toBe(OWN_WORDS);
    expect((await readAnswers(address)).scenario).toBe(OWN_WORDS);
  });

  it("is left when it is looked at again after its session ended elsewhere", async () => {
    const { page, account } = await keepRoom();
    await endSessions(database.db, account);
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await page.waitForURL(/\/sign-in/);
    await waitUntilForgotten(page);
  });

  it("takes nothing from whoever wrote in it while its owner was signed out", async () => {
    const { page, account, address } = await keepRoom();
    await page.close();
    await endSessions(database.db, account);
    // Nobody has opened a page since, so that this browser can't know.
    await context.setOffline(true);
    const stranger = await context.newPage();
    await stranger.goto(address);
    await stranger.getByText("Opened from this browser.").waitFor();
    await openWorkspace(stranger).waitForCanvas();
    await openWorkspace(stranger).write("Scenario", STRANGERS_WORDS);
    await stranger.getByText("Offline, kept here").first().waitFor();
    await stranger.close();
    await context.setOffline(false);

    const owner = await context.newPage();
    await signInWithPassword(owner, world.product.url, account);
    await owner.goto(address);
    await offerIn(owner).waitFor();
    await openWorkspace(owner).waitForCanvas();
    expect(await openWorkspace(owner).readSection("Scenario")).toBe(OWN_WORDS);
    await shoot(owner, "written-while-signed-out", { fullPage: false });
    await owner.getByRole("button", { name: "Delete it" }).click();
    await owner.getByRole("button", { name: "Delete it for good" }).click();
    await offerIn(owner).waitFor({ state: "detached" });
    await owner.reload();
    await openWorkspace(owner).waitForCanvas();
    expect(await offerIn(owner).count()).toBe(0);
    expect((await readAnswers(address)).scenario).toBe(OWN_WORDS);
  });

  /** Unsent work of an owner whose session ended, after another person had the browser. */
  async function leaveUnsent() {
    const { page, account, address } = await keepRoom();
    await context.setOffline(true);
    await openWorkspace(page).write("Scenario", UNSENT_WORDS);
    await page.getByText("Offline, kept here").first().waitFor();
    await page.close();
    await endSessions(database.db, account);
    await context.setOffline(false);
    const next = await context.newPage();
    await signUpCandidate(next, world.product.url);
    await next.goto(`${world.product.url}/offline?room=${new URL(address).pathname}`);
    await next.waitForLoadState("networkidle");
    expect(await shows(next, UNSENT_WORDS)).toBe(false);
    await next.goto(`${world.product.url}/problems`);
    await signOut(next);
    return { page: next, account, address };
  }

  it("keeps unsent work for its owner, who takes it in after signing in again", async () => {
    const { page, account, address } = await leaveUnsent();
    await signInWithPassword(page, world.product.url, account);
    await page.goto(address);
    await offerIn(page).waitFor();
    expect(await openWorkspace(page).readSection("Scenario")).toBe(OWN_WORDS);
    await page.getByRole("button", { name: "Take it in" }).click();
    await expect
      .poll(async () => (await readAnswers(address)).scenario, { timeout: 30_000 })
      .toBe(UNSENT_WORDS);
    await openWorkspace(page).waitUntilSaved();
    expect(await offerIn(page).count()).toBe(0);
  });

  it("keeps unsent work for its owner when the attempt is over", async () => {
    const { page, account, address } = await leaveUnsent();
    await endTime(database.db, idOf(address));
    await signInWithPassword(page, world.product.url, account);
    await expect
      .poll(async () => (await page.goto(address))?.url(), { timeout: 60_000 })
      .toMatch(/\/report$/);
    await offerIn(page).waitFor();
    await page.locator("summary", { hasText: "Scenario" }).last().click();
    await page.getByText(UNSENT_WORDS).waitFor();
    await shoot(page, "late-work-offered", { fullPage: true });
    await page.getByRole("button", { name: "Keep it as late work" }).click();
    await page.getByText("Kept as you left it but not graded").waitFor();
    expect(await offerIn(page).count()).toBe(0);
    await page.reload();
    await page.locator("summary", { hasText: "Scenario" }).last().click();
    await page.getByText(UNSENT_WORDS).waitFor();
  });

  it("keeps no unsent work of an account that was deleted here", async () => {
    const { page, account, address } = await leaveUnsent();
    await signInWithPassword(page, world.product.url, account);
    await WAYS["they deleted their account"]?.({
      page,
      url: world.product.url,
      db: database.db,
      account,
    });
    await expect.poll(async () => (await listNames(page)).join()).not.toContain(idOf(address));
  });

  it.each([
    { olderByMs: 43 * MINUTE_MS, isUntimed: false, isOpen: true },
    { olderByMs: 46 * MINUTE_MS, isUntimed: false, isOpen: false },
    { olderByMs: 23 * 60 * MINUTE_MS, isUntimed: true, isOpen: true },
    { olderByMs: 25 * 60 * MINUTE_MS, isUntimed: true, isOpen: false },
  ])("ends with its time of 45 minutes, or after a day: %o", async ({ isOpen, ...change }) => {
    const { page, address } = await keepRoom();
    await page.goto(`${world.product.url}/problems`);
    await changeKeptRooms(page, change);
    await context.setOffline(true);
    await page.goto(address);
    const words = isOpen ? "Opened from this browser." : "We can’t reach the server";
    await page.getByText(words).waitFor();
    await expect.poll(() => shows(page, OWN_WORDS)).toBe(isOpen);
    await expect.poll(async () => (await countKept(page)).rooms > 0).toBe(isOpen);
  });

  it("leaves nothing in the browser that kept-here.ts doesn't list, nor that should be gone", async () => {
    const { page, account } = await keepRoom();
    await openWorkspace(page).drawBox({ label: "Gateway", at: { x: 320, y: 240 } });
    await openWorkspace(page).waitUntilSaved();
    await openWorkspace(page).handIn();
    const during = await listNames(page);
    expect(during.filter((name) => ruleOf(name) === undefined)).toEqual([]);
    expect(during.filter((name) => ruleOf(name) === "person").length).toBeGreaterThan(0);
    await page.goto(`${world.product.url}/problems`);
    await signOut(page);
    await waitUntilForgotten(page);
    const after = await listNames(page);
    expect(after.filter((name) => ruleOf(name) === "person")).toEqual([]);
    expect(after.filter((name) => name.includes(account.email))).toEqual([]);
  });
});

/** When something of this name goes, as kept-here.ts says. */
function ruleOf(name: string): string | undefined {
  const [place = "", key = ""] = name.split(" ");
  if (place === "web") return WEB_STORAGE.find(({ start }) => key.startsWith(start))?.goes;
  return DATABASES.find(({ name: database, store }) => place === `${database}/${store}`)?.goes;
}

function idOf(address: string): string {
  return new URL(address).pathname.split("/").at(-1) ?? "";
}
