import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { readContentOf } from "#server/content/read-content";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { check } from "../support/axe";
import { describeInBrowser } from "../support/describe-in-browser";
import { RAG, ROOT_DIR } from "../support/content";
import { openMarking } from "../support/pages/marking";
import { openReport } from "../support/pages/report";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { shoot } from "../support/shoot";

await describeInBrowser("a candidate who marks themselves", (world) => {
  let answers: Record<string, string>;
  let criteria: number;

  beforeAll(async () => {
    const content = await readContentOf(ROOT_DIR, RAG);
    const middling = content?.calibration.find(({ name }) => name === "middling");
    if (!middling) throw new Error("the middling calibration answer is missing");
    answers = middling.answers;
    criteria = content?.rubric.criteria.length ?? 0;
  });

  async function handIn(): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    for (const section of SECTION_IDS) {
      await workspace.write(SECTION_TITLES[section], answers[section] ?? "");
    }
    await workspace.waitUntilSaved();
    await workspace.handIn();
    return page;
  }

  it("does so by keyboard before they see the estimate; both stand in the report", async () => {
    const page = await handIn();
    const attempt = page.url().replace(/\/report$/, "");
    await page
      .getByRole("heading", { name: "Your estimate is ready" })
      .waitFor({ timeout: 60_000 });
    const found = await check(page, "asked before the first look");
    await shoot(page, "mark-first");
    await page.getByRole("link", { name: /^Mark yourself first, about \d+ minutes$/ }).click();
    await page.getByRole("button", { name: "Begin", exact: true }).waitFor();
    found.push(...(await check(page, "before it begins")));
    await shoot(page, "mark-intro");
    await page.getByRole("button", { name: "Begin", exact: true }).focus();
    await page.keyboard.press("Enter");

    const marking = openMarking(page);
    await marking.waitForCriterion(1);
    expect(await page.locator("blockquote").count()).toBeGreaterThan(0);
    found.push(...(await check(page, "the first criterion")));
    await page.setViewportSize({ width: 375, height: 800 });
    found.push(...(await check(page, "the first criterion, narrow")));
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(scrollWidth).toBe(375);
    await page.setViewportSize({ width: 1280, height: 900 });
    await shoot(page, "mark-open");
    // Nothing opens before this one has a mark.
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await marking.waitForCriterion(1);
    await marking.mark("1");
    await page.keyboard.press("Enter");
    await marking.waitForCriterion(2);
    await marking.mark("2");
    await page.keyboard.press("ArrowLeft");
    await marking.waitForCriterion(1);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("criterion-title");
    await marking.mark("3");

    // Everything is there after a reload, and the next one is open.
    await page.goto(`${attempt}/mark`);
    await marking.waitForCriterion(3);
    await page.getByRole("link", { name: "Criterion 1, not met" }).waitFor();
    await page.getByRole("link", { name: "Criterion 2, partly" }).waitFor();
    await marking.markFrom(3, (number) => (number % 2 === 0 ? "1" : "3"));
    await shoot(page, "mark-last");
    await page.keyboard.press("Enter");
    found.push(...(await check(page, "finishing")));
    await page.getByRole("button", { name: "Go back" }).click();
    await page.getByRole("heading", { level: 2 }).focus();
    await marking.finish();
    found.push(...(await check(page, "finished")));
    await shoot(page, "mark-finished");

    await page.getByRole("link", { name: "Open the report" }).click();
    await page.getByRole("heading", { name: "Estimate", exact: true }).waitFor();
    await page.getByRole("heading", { name: "Your own marks" }).waitFor();
    await page.getByText(/An estimate can’t show how well you knew/).waitFor();
    const count = await page.locator("[id^=criterion-]").getByText("You", { exact: true }).count();
    expect(count).toBe(criteria);
    expect(await page.getByRole("link", { name: "Mark it yourself" }).count()).toBe(0);
    found.push(...(await check(page, "the report with own marks")));
    await page.getByRole("heading", { name: "Your own marks" }).scrollIntoViewIfNeeded();
    await shoot(page, "mark-report", { fullPage: false });
    expect(found).toEqual([]);
    await page.context().close();
  });

  it("may look first; the page says what that means", async () => {
    const page = await handIn();
    await openReport(page).waitUntilGraded();
    await page.getByRole("link", { name: "Mark it yourself" }).click();
    await page.getByText("You have seen the grade").waitFor();
    await page.context().close();
  });
});
