import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { readContent } from "#server/content/read-content";
import { describeInBrowser } from "../support/describe-in-browser";
import { RAG, ROOT_DIR } from "../support/content";
import { openWorkspace } from "../support/pages/workspace";
import { openReport } from "../support/pages/report";
import { openReview } from "../support/pages/review";
import { signUpCandidate, signInAsReviewer, startRagAttempt } from "../support/pages/sign-in";

await describeInBrowser("a candidate and a reviewer", (world) => {
  let answers: Record<string, string>;

  beforeAll(async () => {
    const content = (await readContent(ROOT_DIR)).find(({ slug }) => slug === RAG);
    const middling = content?.calibration.find(({ name }) => name === "middling");
    if (!middling) throw new Error("the middling calibration answer is missing");
    answers = middling.answers;
  });

  async function openPage(): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    return context.newPage();
  }

  /** A reason begun at one criterion is there again after a look at another, and after a reload. */
  async function keepsHalfAReason(page: Page): Promise<void> {
    const half = "Half a reason, and";
    const cards = page.locator("#criteria article");
    const [card, other] = [cards.nth(1), cards.nth(2)];
    const reason = card.getByLabel("Reason (the candidate reads it)");
    await card.getByRole("button").first().click();
    await card.getByRole("radio", { name: "Not met", exact: true }).check({ force: true });
    await reason.fill(half);
    await other.getByRole("button").first().click();
    await reason.waitFor({ state: "detached" });
    await card.getByRole("button").first().click();
    expect(await reason.inputValue()).toBe(half);
    expect(await card.getByRole("radio", { name: "Not met", exact: true }).isChecked()).toBe(true);
    await page.reload();
    await card.getByRole("button").first().click();
    await card.getByText("This is what you had written.").waitFor();
    expect(await reason.inputValue()).toBe(half);
    await card.getByRole("button", { name: "Clear it" }).click();
    expect(await reason.inputValue()).toBe("");
    await page.reload();
    await card.getByRole("button").first().click();
    await reason.waitFor();
    expect(await reason.inputValue()).toBe("");
    await card.getByRole("button").first().click();
    await reason.waitFor({ state: "detached" });
  }

  /** Down the queue by its key, past the attempts of others. */
  async function goDownTo(page: Page, attemptId: string): Promise<void> {
    const row = page.locator(`[data-row][href="/review/${attemptId}"]`);
    await page.getByRole("listitem").filter({ has: row }).getByText("1 appeal").waitFor();
    for (let left = await page.locator("[data-row]").count(); left > 0; left -= 1) {
      await page.keyboard.press("j");
      if (await row.evaluate((link) => link === document.activeElement)) return;
    }
    throw new Error("j never came to the attempt");
  }

  it("settles an appeal, gives a verdict beside the judge's, signs; the candidate sees it all", async () => {
    const candidate = await openPage();
    await signUpCandidate(candidate, world.product.url);
    await startRagAttempt(candidate, world.product.url);
    const workspace = openWorkspace(candidate);
    for (const section of SECTION_IDS) {
      await workspace.write(SECTION_TITLES[section], answers[section] ?? "");
    }
    await workspace.waitUntilSaved();
    await workspace.handIn();
    const report = candidate.url();
    const attemptId = workspace.readAttemptId();
    const appealLink = candidate.getByRole("link", { name: "Challenge this verdict" }).first();
    await openReport(candidate).waitUntilGraded();
    await candidate
      .getByRole("button", { name: /not found/i, expanded: false })
      .first()
      .click();
    await appealLink.click();
    await candidate.getByRole("heading", { name: "Challenge this verdict" }).waitFor();
    await candidate.getByRole("radio").nth(2).check({ force: true });
    await candidate.getByLabel(/^A note/).fill("This sentence says it.");
    await candidate.getByRole("button", { name: /Ask a reviewer|Keep my mark/ }).click();
    await candidate
      .getByText(/Waiting for a reviewer|^It changes no score\.$/)
      .first()
      .waitFor();

    const reviewer = await openPage();
    await signInAsReviewer(reviewer, world.product.url);
    await goDownTo(reviewer, attemptId);
    await reviewer.keyboard.press("Enter");
    await reviewer.waitForURL(`**/review/${attemptId}`);
    const review = openReview(reviewer);
    await keepsHalfAReason(reviewer);
    await review.grantAppeal(null, "It does say so, tersely.");
    await reviewer.getByText(/includes 1 reviewer verdict/).waitFor();
    await review.signOff();

    await candidate.goto(report);
    await candidate.getByRole("heading", { name: /^Signed off by/ }).waitFor();
    const page = candidate.locator("main");
    expect(await page.textContent()).toMatch(/With a reviewer’s verdicts; the estimate was/);
    expect(await page.textContent()).toContain("It does say so, tersely.");
  });
});
