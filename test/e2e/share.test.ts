import { eq, sql } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { erasePerson } from "#server/accounts/erase-person";
import type { DbHandle } from "#server/db/client";
import { attempts } from "#server/db/tables/attempts";
import { shareLinks } from "#server/db/tables/shares";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { gradeWith } from "../integration/reviews/review-world";
import { createRecordingQueue, openAttempt, saveWork, submit } from "../support/attempts";
import { check } from "../support/axe";
import { describeInBrowser } from "../support/describe-in-browser";
import { box } from "../support/elements";
import { signInAsCandidate } from "../support/pages/sign-in";
import { openProductDatabase } from "../support/product-database";
import { shoot } from "../support/shoot";

const SCENARIO = "The desk takes 40 questions a second at noon. Answers must come in 2 s.";

await describeInBrowser("a shared report", (world) => {
  let database: DbHandle;
  beforeAll(async () => {
    database = await openProductDatabase(world.dataDir);
  });
  afterAll(() => database?.close());

  async function openBrowser(): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    return context.newPage();
  }

  /** A demo candidate of this browser, with an attempt that a judge has graded and they have opened. */
  async function openOwnReport(): Promise<{ page: Page; attemptId: string; userId: string }> {
    const { db } = database;
    const page = await openBrowser();
    await signInAsCandidate(page, world.product.url);
    const name = (await page.locator("header summary").innerText()).trim();
    const [person] = await db.execute<{ id: string }>(
      sql`select id from users where name = ${name}`,
    );
    const userId = person?.id ?? "";
    const attemptId = await openAttempt(db, userId);
    await saveWork(
      db,
      { attemptId, userId },
      { answers: { scenario: SCENARIO }, elements: [box("a"), box("b", { x: 300 })] },
    );
    const { gradeId } = await submit(db, createRecordingQueue(), { attemptId, userId });
    await gradeWith(db, gradeId, "not_met");
    await recordOwnSight(db, { attemptId, userId });
    await page.goto(`${world.product.url}/attempts/${attemptId}/report`);
    return { page, attemptId, userId };
  }

  /** Makes a link in the report's dialog, and closes it. */
  async function makeLink(page: Page): Promise<string> {
    await page.getByRole("link", { name: "Share" }).click();
    const dialog = page.getByRole("dialog", { name: "Share this report" });
    await dialog.getByRole("button", { name: "Create a link" }).click();
    const url = await dialog.locator("code").innerText();
    expect(url).toMatch(/\/shared\/[A-Za-z0-9_-]{43}$/);
    await dialog
      .getByText(/^Created .* works until .* without a name$/)
      .first()
      .waitFor();
    return url;
  }

  it("is read by a stranger, until it is revoked, ends or its owner is gone", async () => {
    const { page, attemptId, userId } = await openOwnReport();
    const first = await makeLink(page);
    const found = await check(page, "the dialog with a new link");
    await shoot(page, "share-dialog", { fullPage: false });
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await page.evaluate(() => document.activeElement?.textContent?.includes("Share"))).toBe(
      true,
    );

    const stranger = await openBrowser();
    const answer = await stranger.goto(first);
    expect(answer?.status()).toBe(200);
    expect(answer?.headers()).toMatchObject({
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
      "cache-control": "no-store",
    });
    await stranger.getByText(/A shared report, available until/).waitFor();
    await stranger.getByText("The desk takes 40 questions a second").first().waitFor();
    await stranger.locator("canvas").first().waitFor();
    for (const name of ["Markdown", "JSON", "Share", "Worked solution", "Challenge this verdict"]) {
      expect(await stranger.getByText(name, { exact: true }).count(), name).toBe(0);
    }
    expect(await stranger.content()).not.toContain(attemptId);
    found.push(...(await check(stranger, "the shared report")));
    await shoot(stranger, "shared-report");
    await stranger.setViewportSize({ width: 375, height: 800 });
    expect(await stranger.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    // From a page that tells no referrer, forms still reach us.
    await signInAsCandidate(stranger, world.product.url);
    await stranger.goto(first);
    await stranger.locator("header summary").click();
    await stranger.getByRole("button", { name: "Sign out" }).click();
    await stranger.getByRole("link", { name: "Sign in" }).waitFor();

    // Revoked.
    await page.getByRole("link", { name: "Share" }).click();
    await page.getByRole("button", { name: "Revoke" }).click();
    await page.getByText(/revoked; would have expired/).waitFor();
    await page.keyboard.press("Escape");
    expect((await stranger.goto(first))?.status()).toBe(404);
    const words = await stranger.locator("main").innerText();
    expect(words).toMatch(/This link doesn’t work/);

    // Ended: the clock is moved in the database.
    const second = await makeLink(page);
    expect((await stranger.goto(second))?.status()).toBe(200);
    await database.db
      .update(shareLinks)
      .set({ expiresAt: sql`now() - interval '1 minute'` })
      .where(eq(shareLinks.attemptId, attemptId));
    expect((await stranger.goto(second))?.status()).toBe(404);
    expect(await stranger.locator("main").innerText()).toBe(words);

    // The owner is gone.
    await page.keyboard.press("Escape");
    await page.reload();
    const third = await makeLink(page);
    expect((await stranger.goto(third))?.status()).toBe(200);
    await database.db.transaction((tx) => erasePerson(tx, userId));
    expect(await database.db.$count(attempts, eq(attempts.id, attemptId))).toBe(0);
    expect((await stranger.goto(third))?.status()).toBe(404);
    expect(await stranger.locator("main").innerText()).toBe(words);
    expect(found).toEqual([]);
    for (const open of [page, stranger]) await open.context().close();
  });

  it("is made and revoked without JavaScript too", async () => {
    const { page, attemptId } = await openOwnReport();
    const { cookies } = await page.context().storageState();
    const plain = await world.browser.newContext({
      javaScriptEnabled: false,
      storageState: { cookies, origins: [] },
    });
    const bare = await plain.newPage();
    await bare.goto(`${world.product.url}/attempts/${attemptId}/report`);
    await bare.getByRole("link", { name: "Share" }).click();
    await bare.getByLabel("The link expires after").selectOption("7");
    await bare.getByLabel("Show my name").check();
    await bare.getByRole("button", { name: "Create a link" }).click();
    const url = await bare.locator("code").innerText();
    const stranger = await openBrowser();
    await stranger.goto(url);
    await stranger.getByText(/^Shared by Demo candidate \d+, available until/).waitFor();
    await bare.getByRole("button", { name: "Revoke" }).click();
    await bare.getByText(/revoked; would have expired/).waitFor();
    expect((await stranger.goto(url))?.status()).toBe(404);
    await shoot(page, "share-page");
    for (const each of [page.context(), plain, stranger.context()]) await each.close();
  });
});
