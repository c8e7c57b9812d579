import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { check } from "../support/axe";
import { describeInBrowser } from "../support/describe-in-browser";
import {
  signInAsCandidate,
  signInWithPassword,
  signUpCandidate,
  startRagAttempt,
} from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { shoot } from "../support/shoot";

await describeInBrowser("the work of a demo candidate", (world) => {
  async function openBrowser(): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    return context.newPage();
  }

  async function readName(page: Page): Promise<string> {
    return (await page.locator("header summary").innerText()).trim();
  }

  it("becomes an account in place, and the next visit signs in", async () => {
    const { url } = world.product;
    const [page, elsewhere] = [await openBrowser(), await openBrowser()];
    const { email: taken } = await signUpCandidate(elsewhere, url);
    await elsewhere.context().clearCookies();

    const warnings: string[] = [];
    page.on("console", (message) => {
      if (/Permissions-Policy/.test(message.text())) warnings.push(message.text());
    });
    await signInAsCandidate(page, url);
    await page.goto(url);
    await page.getByText(/deleted after a week without a visit/).waitFor();
    await startRagAttempt(page, url);
    const workspace = openWorkspace(page);
    await workspace.write("Scenario", "Three thousand people ask, and the answer is due in 2 s.");
    await workspace.waitUntilSaved();
    await page.goto(url);
    await page.getByText(/stays on this server until you delete it/).waitFor();
    await page.goBack();
    await workspace.handIn();
    await page.waitForURL(/\/report$/);
    const report = page.url();
    await page.locator("header summary").click();
    await page.locator("header").getByRole("link", { name: "Keep this work" }).waitFor();
    await shoot(page, "keep-menu");
    await page.keyboard.press("Escape");
    await page.locator("main").getByRole("link", { name: "Keep this work" }).click();
    await page.waitForURL(/\/account\/keep/);
    const found = await check(page, "keeping a demo account");

    const form = page.locator("form:has(input[name=password])");
    const account = { email: `${randomUUID()}@example.org`, password: `words of ${randomUUID()}` };
    await form.locator("input[name=name]").fill("Ana Keeper");
    await form.locator("input[name=email]").fill(taken);
    await form.locator("input[name=password]").fill(account.password);
    await form.getByRole("button", { name: "Keep this work" }).click();
    await page.getByText(/already an account with this address/).waitFor();
    await shoot(page, "keep-taken");
    expect(await readName(page)).toMatch(/^Demo candidate/);
    await form.locator("input[name=email]").fill(account.email);
    await form.locator("input[name=password]").fill(account.password);
    await form.getByRole("button", { name: "Keep this work" }).click();
    await page.getByRole("heading", { name: "Your work is in your account" }).waitFor();
    found.push(...(await check(page, "a demo account that was kept")));
    await shoot(page, "keep-kept");
    expect(await readName(page)).toBe("Ana Keeper");
    await page.getByRole("link", { name: "Continue" }).click();
    await page.waitForURL(report);
    expect(await page.getByRole("link", { name: "Keep this work" }).count()).toBe(0);

    await signInWithPassword(elsewhere, url, account);
    expect((await elsewhere.goto(report))?.status()).toBe(200);
    // The browser itself leads back to nobody.
    await page.locator("header summary").click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("link", { name: "Sign in" }).waitFor();
    await signInAsCandidate(page, url);
    expect((await page.goto(report))?.status()).toBe(404);
    expect(found).toEqual([]);
    expect(warnings).toEqual([]);
    for (const browser of [page, elsewhere]) await browser.context().close();
  });

  it("is deleted by a tick, and the browser forgets its person", async () => {
    const page = await openBrowser();
    await signInAsCandidate(page, world.product.url);
    const name = await readName(page);
    await page.goto(`${world.product.url}/account`);
    await page.getByText("Delete my account").first().click();
    await shoot(page, "account-demo-delete");
    await page.getByText("Delete all of it").click();
    await page.getByRole("button", { name: "Delete my account" }).click();
    await page.getByRole("button", { name: "Try it now" }).waitFor();
    await signInAsCandidate(page, world.product.url);
    expect(await readName(page)).not.toBe(name);
    await page.context().close();
  });
});
