import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SECTION_IDS, SECTION_TITLES } from "#server/problems/scale";
import { readContent } from "#server/content/read-content";
import { launchBrowser } from "../support/browser";
import { RAG, ROOT_DIR } from "../support/content";
import { openWorkspace } from "../support/pages/workspace";
import { openReview } from "../support/pages/review";
import { signInAsCandidate, signInAsReviewer, startRagAttempt } from "../support/pages/sign-in";
import { startProduct } from "../support/start-product";
import type { Product } from "../support/start-product";

const launched = await launchBrowser();
const title = launched.browser
  ? "a candidate and a reviewer"
  : `a candidate and a reviewer (${launched.reason})`;

describe.skipIf(!launched.browser)(title, () => {
  let browser: Browser;
  let dataDir: string;
  let product: Product;
  let answers: Record<string, string>;

  beforeAll(async () => {
    if (!launched.browser) return;
    browser = launched.browser;
    dataDir = await mkdtemp(join(tmpdir(), "scaleboard-review-"));
    product = await startProduct(dataDir);
    const content = (await readContent(ROOT_DIR)).find(({ slug }) => slug === RAG);
    const middling = content?.calibration.find(({ name }) => name === "middling");
    if (!middling) throw new Error("the middling calibration answer is missing");
    answers = middling.answers;
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });

  async function openPage(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    return context.newPage();
  }

  it("settles an appeal, gives a verdict beside the judge's, signs; the candidate sees it all", async () => {
    const candidate = await openPage();
    await signInAsCandidate(candidate, product.url);
    await startRagAttempt(candidate, product.url);
    const workspace = openWorkspace(candidate);
    for (const section of SECTION_IDS) {
      await workspace.write(SECTION_TITLES[section], answers[section] ?? "");
    }
    await workspace.waitUntilSaved();
    await workspace.handIn();
    const report = candidate.url();
    const appealLink = candidate.getByRole("link", { name: "I said it here" }).first();
    await candidate
      .getByText(/an estimate/i)
      .first()
      .waitFor({ timeout: 60_000 });
    if (!(await appealLink.isVisible())) {
      await candidate
        .getByRole("link", { name: /not met/i })
        .first()
        .click();
    }
    await appealLink.click();
    await candidate.getByRole("heading", { name: "I said it here" }).waitFor();
    await candidate.getByRole("radio").nth(2).check({ force: true });
    await candidate.getByLabel("A note for the reviewer").fill("This sentence says it.");
    await candidate.getByRole("button", { name: "Ask a reviewer" }).click();
    await candidate.getByText("A reviewer has not answered yet.").first().waitFor();

    const reviewer = await openPage();
    await signInAsReviewer(reviewer, product.url);
    await reviewer.getByText("1 appeal").waitFor();
    await reviewer.keyboard.press("j");
    await reviewer.keyboard.press("Enter");
    await reviewer.waitForURL(/\/review\/[0-9a-f-]+$/);
    const review = openReview(reviewer);
    await review.grantAppeal(null, "It does say so, tersely.");
    await reviewer.getByText(/with 1 verdict by people/).waitFor();
    await review.signOff();

    await candidate.goto(report);
    await candidate.getByRole("heading", { name: /^Signed off by/ }).waitFor();
    const page = candidate.locator("main");
    expect(await page.textContent()).toMatch(/it stands at [\d.]+ of 100/);
    expect(await page.textContent()).toContain("It does say so, tersely.");
  });
});
