import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { BrowserContext, Page } from "playwright-core";
import { expect, it } from "vitest";
import { check } from "../support/axe";
import { describeInBrowser } from "../support/describe-in-browser";
import { ANSWERS } from "../support/grading-fixture";
import { openWorkspace } from "../support/pages/workspace";
import { signInWithPassword, signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import type { OwnAccount } from "../support/pages/sign-in";
import { openProductDatabase } from "../support/product-database";
import { shoot } from "../support/shoot";

const bellOf = (page: Page, words: string) => page.getByRole("link", { name: words, exact: true });

/** The tabs that hold an event stream, by their requests as they begin and end. */
function watchStreams(context: BrowserContext): () => Page[] {
  const open = new Map<object, Page>();
  context.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname === "/api/events") open.set(request, request.frame().page());
  });
  const end = (request: object) => void open.delete(request);
  context.on("requestfinished", end);
  context.on("requestfailed", end);
  return () => [...open.values()].filter((page) => !page.isClosed());
}

await describeInBrowser("notices", (world) => {
  async function arrive(): Promise<{ context: BrowserContext; page: Page; account: OwnAccount }> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    return { context, page, account: await signUpCandidate(page, world.product.url) };
  }

  async function openTab(context: BrowserContext, path: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(world.product.url + path);
    return page;
  }

  /** An answer that is saved, in a workspace that is left. */
  async function write(page: Page): Promise<string> {
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    await workspace.write("Scenario", ANSWERS.scenario);
    await workspace.waitUntilSaved();
    const attemptId = workspace.readAttemptId();
    await page.goto(`${world.product.url}/learn`);
    return attemptId;
  }

  /**
   * Hands in as the workspace's form does, from wherever this page is, without going on to the report:
   * where the grading is quicker, its notice would have been read there.
   */
  async function handIn(page: Page, attemptId: string): Promise<void> {
    const submitKey = randomUUID();
    const answer = await page.evaluate(
      async ([path, key]) => {
        const body = new URLSearchParams({ submitKey: key });
        return (await fetch(path, { method: "POST", body, redirect: "manual" })).type;
      },
      [`/attempts/${attemptId}`, submitKey] as const,
    );
    expect(answer).toBe("opaqueredirect");
  }

  it("reach every tab over one stream, which another tab takes over", async () => {
    const { context, page, account } = await arrive();
    const attemptId = await write(page);
    await page.close();

    const streaming = watchStreams(context);
    const tabs = [
      await openTab(context, "/problems"),
      await openTab(context, "/attempts"),
      await openTab(context, "/learn"),
    ];
    const [first, second, third] = tabs as [Page, Page, Page];
    await expect.poll(streaming).toHaveLength(1);
    expect(streaming()).toEqual([first]);
    // The others have loaded what would open one.
    for (const tab of tabs) {
      await tab.getByRole("status").last().waitFor({ state: "attached" });
    }
    expect(streaming()).toEqual([first]);

    await first.close();
    await expect.poll(streaming, { timeout: 2_000 }).toHaveLength(1);
    await handIn(third, attemptId);
    for (const tab of [second, third]) {
      await bellOf(tab, "Notices, 1 unread").waitFor({ timeout: 30_000 });
      await tab.getByRole("link", { name: /^Your report is ready: / }).waitFor();
    }
    expect(streaming()).toHaveLength(1);
    await shoot(second, "notice-arrives", { fullPage: false });

    // Read in one tab, it is read in the other.
    await second.getByRole("link", { name: /^Your report is ready/ }).click();
    await second.waitForURL(/\/report$/);
    await bellOf(second, "Notices").waitFor();
    await bellOf(third, "Notices").waitFor();
    await third.getByRole("link", { name: /^Your report is ready/ }).waitFor({ state: "detached" });

    // Whoever signs in next in this browser shares nothing with the tabs that are left.
    await second.goto(`${world.product.url}/account`);
    await second.locator("summary", { hasText: "A candidate" }).click();
    await second.getByRole("button", { name: "Sign out", exact: true }).click();
    await second.getByRole("link", { name: "Sign in" }).waitFor();
    const next = await signUpCandidate(second, world.product.url);
    await tell(next, 2);
    await bellOf(second, "Notices, 2 unread").waitFor();
    expect(await bellOf(third, "Notices").count()).toBe(1);
    expect(account.email).not.toBe(next.email);
    await context.close();
  });

  it("leave somebody alone who works under the clock", async () => {
    const { context, page, account } = await arrive();
    const streaming = watchStreams(context);
    await startRagAttempt(page, world.product.url);
    await openWorkspace(page).waitForCanvas();
    await tell(account, 1);
    const other = await openTab(context, "/learn");
    await bellOf(other, "Notices, 1 unread").waitFor();
    await expect.poll(streaming).toEqual([other]);
    await tell(account, 1);
    await bellOf(other, "Notices, 2 unread").waitFor();
    expect(await page.getByText("was due").count()).toBe(0);
    expect(await page.getByRole("link", { name: /^Notices/ }).count()).toBe(0);
    await context.close();
  });

  it("are listed, also without JavaScript, and read one by one or all at once", async () => {
    const { context, page, account } = await arrive();
    const { url } = world.product;
    await page.goto(`${url}/notices`);
    await page.getByText("No notices yet").waitFor();
    // Mark, bell, theme and name share a line on a phone.
    await page.setViewportSize({ width: 375, height: 900 });
    const places = await Promise.all(
      [page.locator("header a").first(), page.locator("header summary")].map((part) =>
        part.boundingBox(),
      ),
    );
    const [mark, name] = places.map((box) => (box ? box.y + box.height / 2 : Number.NaN));
    expect(Math.abs((mark ?? Number.NaN) - (name ?? Number.NaN))).toBeLessThan(10);
    await page.setViewportSize({ width: 1280, height: 900 });
    await shoot(page, "notices-empty");
    const found = await check(page, "notices, empty");
    await handIn(page, await write(page));
    await bellOf(page, "Notices, 1 unread").waitFor({ timeout: 60_000 });
    await tell(account, 2);
    await page.goto(`${url}/notices`);
    expect(await page.getByText("Unread:").count()).toBe(3);
    await page.getByRole("link", { name: "Unread: 3 drills were due." }).first().click();
    await page.waitForURL(/\/due$/);
    await page.goto(`${url}/notices`);
    expect(await page.getByText("Unread:").count()).toBe(1);
    await shoot(page, "notices");
    found.push(...(await check(page, "notices")));

    const plain = await world.browser.newContext({
      javaScriptEnabled: false,
      storageState: await context.storageState(),
    });
    const still = await plain.newPage();
    await still.goto(`${url}/notices`);
    await bellOf(still, "Notices, 1 unread").waitFor();
    await still.getByRole("button", { name: "Mark all as read" }).click();
    await bellOf(still, "Notices").waitFor();
    expect(await still.getByText("Unread:").count()).toBe(0);
    await plain.close();
    // The other window of this person hears of it.
    await bellOf(page, "Notices").waitFor();
    expect(found).toEqual([]);
    await context.close();
  });

  it("stop in a tab whose session has ended, and come back with the next", async () => {
    const { context, page, account } = await arrive();
    const elsewhere = await world.browser.newContext();
    const other = await elsewhere.newPage();
    await signInWithPassword(other, world.product.url, account);
    await page.goto(`${world.product.url}/learn`);
    const streaming = watchStreams(context);
    await page.reload();
    await expect.poll(streaming).toHaveLength(1);
    await other.goto(`${world.product.url}/account`);
    const endOthers = other.getByRole("button", { name: /^Sign out everywhere else/ });
    await endOthers.click();
    await endOthers.waitFor({ state: "detached" });
    await tell(account, 1);
    await bellOf(other, "Notices, 1 unread").waitFor();
    await expect.poll(streaming, { timeout: 20_000 }).toEqual([]);
    expect(await bellOf(page, "Notices").count()).toBe(1);
    await signInWithPassword(page, world.product.url, account);
    await bellOf(page, "Notices, 1 unread").waitFor();
    await expect.poll(streaming).toEqual([page]);
    await elsewhere.close();
    await context.close();
  });

  /** Tells an account that drills were due, on as many days. */
  async function tell({ email }: OwnAccount, count: number): Promise<void> {
    const { db, close } = await openProductDatabase(world.dataDir);
    await db.execute(sql`
      with told as (
        insert into notices (user_id, kind, key, drills)
        select id, 'due', gen_random_uuid()::text, 3
        from users, generate_series(1, ${count}::int) where email = ${email} returning user_id)
      select pg_notify('notices_changed', user_id::text) from told`);
    await close();
  }
});
