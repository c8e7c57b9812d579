import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { check } from "../support/axe";
import { describeInBrowser } from "../support/describe-in-browser";
import { openChoices, signInAsCandidate, signInAsReviewer } from "../support/pages/sign-in";
import { shoot } from "../support/shoot";

await describeInBrowser("the first five minutes", (world) => {
  async function openBrowser(): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    return context.newPage();
  }

  /** From the first point to its words and back by keyboard: the point has the focus, and the light. */
  async function goToWordsAndBack(page: Page): Promise<void> {
    await page.locator("#fix-1 blockquote a").first().press("Enter");
    await waitUntilStill(page);
    await page.locator("#section-architecture a.marked:focus").press("Enter");
    await page.locator("#fix-1:focus").waitFor();
    await waitUntilStill(page);
    expect(await page.locator("#fix-1:focus[data-lit]").count()).toBe(1);
  }

  /** The page scrolls smoothly: until its place is the same for twenty frames. */
  async function waitUntilStill(page: Page): Promise<void> {
    await page.waitForFunction(async () => {
      const before = scrollY;
      for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
      return scrollY === before;
    });
  }

  async function readName(page: Page): Promise<string> {
    return (await page.locator("header summary").innerText()).trim();
  }

  it("gives each browser a person of its own, with a first round to start with", async () => {
    const [first, second] = [await openBrowser(), await openBrowser()];
    await first.goto(world.product.url);
    const found = await check(first, "the home of a visitor");
    await shoot(first, "home-visitor");
    await signInAsCandidate(first, world.product.url);
    await signInAsCandidate(second, world.product.url);
    const names = [await readName(first), await readName(second)];
    expect(names[0]).toMatch(/^Demo candidate \d+$/);
    expect(names[1]).not.toBe(names[0]);

    await first.goto(`${world.product.url}/attempts`);
    found.push(...(await check(first, "no attempts yet")));
    await shoot(first, "attempts-empty");
    await first.goto(`${world.product.url}/problems`);
    await shoot(first, "problems-new");
    await first.getByRole("link", { name: "Start here" }).click();
    await first.waitForURL(/\/problems\/[a-z-]+\?minutes=30&practice=true$/);
    await first.getByText(/^30 minutes, senior level, .*Practice, with hints/).waitFor();
    await openChoices(first);
    expect(await first.getByRole("radio", { name: "30 min" }).isChecked()).toBe(true);
    expect(await first.getByRole("checkbox", { name: "Practice mode" }).isChecked()).toBe(true);
    await shoot(first, "set-up");
    await first.getByText("Untimed", { exact: true }).click();
    await first.getByText(/An untimed round is practice/).waitFor();
    const practice = first.getByRole("checkbox", { name: "Practice mode" });
    expect([await practice.isChecked(), await practice.isDisabled()]).toEqual([true, true]);
    const curveball = first.getByRole("checkbox", { name: "Curveball" });
    expect([await curveball.isChecked(), await curveball.isDisabled()]).toEqual([false, true]);
    await first.getByText("Timed rounds only").waitFor();
    await shoot(first, "set-up-untimed");
    await first.getByText("30 min", { exact: true }).click();
    expect([await practice.isChecked(), await practice.isDisabled()]).toEqual([true, false]);
    await first.getByRole("button", { name: "Start the clock" }).click();
    await first.waitForURL(/\/attempts\/[0-9a-f-]+$/);
    const attempt = first.url();

    await second.goto(`${world.product.url}/attempts`);
    await second.getByText("Your interviews appear here").waitFor();
    expect((await second.goto(attempt))?.status()).toBe(404);

    // The same browser is the same person, also after signing out.
    await first.goto(`${world.product.url}/account`);
    await first.getByText(/belongs to this browser/).waitFor();
    await first.locator("header summary").click();
    await first.getByRole("button", { name: "Sign out" }).click();
    await first.getByRole("link", { name: "Sign in" }).waitFor();
    await signInAsCandidate(first, world.product.url);
    expect(await readName(first)).toBe(names[0]);
    expect((await first.goto(attempt))?.status()).toBe(200);
    expect(found).toEqual([]);
    for (const page of [first, second]) await page.context().close();
  });

  it("leads from the first page to one question in two presses, and marks its sentences", async () => {
    const page = await openBrowser();
    await page.goto(world.product.url);
    await page.getByRole("button", { name: "Answer one question" }).click();
    await page.getByRole("button", { name: "Start the 5 minutes" }).waitFor();
    const found = await check(page, "the taster's page");
    const words = (await page.locator("main").innerText()).split(/\s+/);
    expect(words.length).toBeLessThanOrEqual(90);
    await shoot(page, "taster");
    await page.getByRole("button", { name: "Start the 5 minutes" }).click();
    await page.getByRole("heading", { name: "One question: Evaluation" }).waitFor();
    await page.locator("[data-save-state=saved]").waitFor();
    await page.getByText("How good is your search, and how can you tell?").waitFor();
    await page.getByText("The drawing", { exact: true }).click();
    await page.locator("aside canvas").first().waitFor();
    found.push(...(await check(page, "the taster's room")));
    await page
      .getByRole("textbox", { name: /Your answer/ })
      .fill(
        "Two agents label the right page for 400 real questions, and the search needs recall@5 of 0.9.",
      );
    await shoot(page, "taster-room");
    await page.getByRole("button", { name: "Hand in" }).click();
    const result = page.getByRole("region", { name: "Result" });
    await result.locator("blockquote", { hasText: "recall@5 of 0.9" }).first().waitFor();
    await page.locator(".marked", { hasText: "recall@5 of 0.9" }).first().waitFor();
    found.push(...(await check(page, "the taster's result")));
    await shoot(page, "taster-result");
    await page.getByRole("link", { name: "Do the whole round" }).click();
    await page.waitForURL(/\/problems\/rag-customer-support$/);
    expect(found).toEqual([]);
    await page.context().close();
  });

  it("shows a visitor two sample reports, by keyboard too, and staff the way in at the foot", async () => {
    const page = await openBrowser();
    await page.goto(world.product.url);
    await page.getByRole("link", { name: "a weak answer" }).click();
    await page.waitForURL(/\/sample\/weak$/);
    await page.getByText("Marked with the rubric’s own labels").waitFor();
    const found = await check(page, "the weak sample");
    await shoot(page, "sample-weak");
    await page.locator("[data-ink=drawn]").first().waitFor();
    // What scrolls under a pointer at rest, here the second point, takes nothing from the focus.
    await page.mouse.move(200, 640);
    await goToWordsAndBack(page);
    await page.locator("#fix-2:hover").waitFor();
    expect(await page.locator("#fix-1:focus[data-lit]").count()).toBe(1);
    await page.mouse.move(205, 645);
    await page.locator("#fix-2[data-lit]").waitFor();
    await page.getByRole("link", { name: "Compare it with a strong answer" }).press("Enter");
    await page.waitForURL(/\/sample\/strong$/);
    await page.getByRole("heading", { name: /^A strong answer: / }).waitFor();
    await page.locator("[data-ink=drawn]").first().waitFor();
    // The strong answer's own drawing, not the one that was on the canvas before.
    await page.getByText("The drawing in words").click();
    await page.getByText(/Pinecone/).waitFor({ state: "detached" });
    found.push(...(await check(page, "the strong sample")));
    const note = page.locator("article[id^=criterion-]:visible").first().getByRole("button");
    await note.press("Enter");
    expect(await note.getAttribute("aria-expanded")).toBe("true");
    await page.getByText("Decided by a person.").first().waitFor({ state: "attached" });
    await shoot(page, "sample-strong");
    await page.setViewportSize({ width: 375, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    expect(found).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await signInAsReviewer(page, world.product.url);
    await page.context().close();
  });
});
