import type { Page } from "playwright-core";
import { afterEach, expect, it } from "vitest";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { describeInBrowser } from "../support/describe-in-browser";
import { ANSWERS } from "../support/grading-fixture";
import { openReport } from "../support/pages/report";
import { openWorkspace } from "../support/pages/workspace";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { shoot } from "../support/shoot";

const DRILLED =
  "A message takes 2,800 tokens in at $0.15 per million and 180 tokens out at $0.60 per million, so it costs about $0.0005.";
const REWRITTEN =
  "We label 600 chats by hand and measure recall at six on them before each release. A drop of two points blocks it. Online, five percent of the traffic compares the old with the new.";

await describeInBrowser("coming back from a report", (world) => {
  const complaints: string[] = [];
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });

  /** An estimated report of a weak answer, by somebody who has just signed up. */
  async function openWeakReport(): Promise<{ page: Page; attemptId: string }> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    await workspace.drawBox({ label: "Customer chat", at: { x: 240, y: 320 } });
    for (const section of SECTION_IDS.filter((id) => id !== "evaluation")) {
      await workspace.write(SECTION_TITLES[section], ANSWERS[section]);
    }
    await workspace.waitUntilSaved();
    const attemptId = workspace.readAttemptId();
    await workspace.handIn();
    await openReport(page).waitUntilGraded();
    return { page, attemptId };
  }

  it("drills a criterion: the words of before beside, a result of its own, and again", async () => {
    const { page, attemptId } = await openWeakReport();
    const section = page.locator("#section-latency_cost");
    // One that can be estimated, as no model is connected here.
    const note = section.locator("article:visible", {
      hasText: "Computes the cost of one message",
    });
    await note.locator("button[aria-expanded=false]").click();
    await note.getByRole("button", { name: "Drill it" }).click();
    await page.waitForURL(/\/drills\/[0-9a-f-]+$/);
    await page.getByRole("heading", { name: "Drill: Latency & Cost" }).waitFor();
    await page.getByText("Of 300 ms we spend 40 on the gateway").waitFor();
    const field = page.getByRole("textbox", { name: /Your answer/ });
    await field.waitFor();
    await page.locator("[data-save-state=saved]").waitFor();
    // Nothing can't be handed in; what was typed survives a reload.
    await page.getByRole("button", { name: "Hand in" }).click();
    await page.getByText("There is nothing to hand in yet.").waitFor();
    await field.fill(DRILLED);
    await page.locator("[data-save-state=saved]").waitFor();
    await shoot(page, "drill-room");
    await page.reload();
    await page.waitForFunction(
      (text) => document.querySelector("textarea")?.value === text,
      DRILLED,
    );
    await page.locator("[data-save-state=saved]").waitFor();
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType("resource").map(({ name }) => name),
    );
    expect(loaded.length).toBeGreaterThan(0);
    expect(loaded.filter((name) => /board\.client|excalidraw/i.test(name))).toEqual([]);
    await field.press("Control+Enter");
    await page.waitForURL(/\/drills\/[0-9a-f-]+\/result$/);
    const result = page.getByRole("region", { name: "Result" });
    await result.waitFor({ timeout: 60_000 });
    expect(
      await result
        .getByRole("listitem")
        .filter({ has: page.getByRole("heading") })
        .count(),
    ).toBe(1);
    await result.getByText(/before:/).waitFor();
    await page.getByText(DRILLED).last().waitFor();
    await shoot(page, "drill-result");

    await page.goto(`${world.product.url}/attempts?show=drills`);
    await page.getByRole("link", { name: "Latency & Cost, 1 criterion" }).waitFor();
    await shoot(page, "drill-list");
    await page.getByRole("link", { name: "Interviews" }).click();
    await page.waitForURL(/\/attempts$/);
    expect(
      await page
        .getByRole("listitem")
        .filter({ has: page.getByRole("heading") })
        .count(),
    ).toBe(1);

    await page.goBack();
    await page.getByRole("link", { name: "Latency & Cost, 1 criterion" }).click();
    await page.getByRole("button", { name: "Again" }).click();
    await page.waitForURL(/\/drills\/[0-9a-f-]+$/);
    await page.getByRole("link", { name: "Back to the report" }).click();
    await page.waitForURL(new RegExp(`/attempts/${attemptId}/report$`));
    await page.context().close();
  });

  it("retries a section: the rest is there and locked, and the report leads back", async () => {
    const { page, attemptId } = await openWeakReport();
    await shoot(page, "report-to-drill");
    await page
      .locator("#section-evaluation")
      .getByRole("link", { name: /Retry this section/ })
      .click();
    await page.getByRole("heading", { name: "Retry Evaluation" }).waitFor();
    await shoot(page, "retry-setup");
    await page.getByRole("button", { name: "Start the clock" }).click();
    await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    const open = page.getByRole("tabpanel").getByRole("textbox");
    expect(await open.inputValue()).toBe("");
    await open.fill(REWRITTEN);
    await workspace.waitUntilSaved();
    await page.getByText(/^1 component/).waitFor();
    await shoot(page, "retry-room", { fullPage: false });
    expect(await workspace.readSection("Scenario")).toBe(ANSWERS.scenario);
    expect(await open.getAttribute("readonly")).not.toBeNull();
    await page.getByText("Carried over from your earlier attempt. Locked.").first().waitFor();
    await workspace.handIn();
    await openReport(page).waitUntilGraded();
    await page.getByText("Retry of Evaluation").waitFor();
    await shoot(page, "retry-report", { fullPage: false });
    await page.getByRole("link", { name: "The earlier report" }).click();
    await page.waitForURL(new RegExp(`/attempts/${attemptId}/report$`));
    await page.context().close();
  });
});
