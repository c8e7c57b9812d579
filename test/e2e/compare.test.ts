import type { Page } from "playwright-core";
import { afterEach, expect, it } from "vitest";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { check } from "../support/axe";
import { describeInBrowser } from "../support/describe-in-browser";
import { ANSWERS } from "../support/grading-fixture";
import { openReport } from "../support/pages/report";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { shoot } from "../support/shoot";

const WEAK = "We look at a few chats now and then, and release when they read well.";
const REPLY = "Support tells us when customers complain, and we look into it then.";
const REWRITTEN =
  "We label 600 chats by hand and measure recall at six on them before each release. A drop of two points blocks it. Online, five percent of the traffic compares the old with the new.";

await describeInBrowser("comparing two attempts", (world) => {
  const complaints: string[] = [];
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });

  async function handInWeak(): Promise<{ page: Page; attemptId: string }> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    await workspace.drawBox({ label: "Customer chat", at: { x: 260, y: 320 } });
    for (const section of SECTION_IDS) {
      const text = section === "evaluation" ? WEAK : ANSWERS[section];
      await workspace.write(SECTION_TITLES[section], text);
    }
    const room = page.getByRole("region", { name: "Interviewer" });
    await room.getByRole("button", { name: /done with this section/ }).click();
    await room.getByRole("textbox").fill(REPLY);
    await workspace.waitUntilSaved();
    const attemptId = workspace.readAttemptId();
    await workspace.handIn();
    await openReport(page).waitUntilGraded();
    return { page, attemptId };
  }

  /** Evaluation anew, and one more box. */
  async function retryEvaluation(page: Page): Promise<void> {
    await page
      .locator("#section-evaluation")
      .getByRole("link", { name: /Retry this section/ })
      .click();
    await page.getByRole("heading", { name: "Retry Evaluation" }).waitFor();
    await page.getByRole("radio", { name: /Editable/ }).check({ force: true });
    await page.getByRole("button", { name: "Start the clock" }).click();
    await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    await workspace.drawBox({ label: "Eval runner", at: { x: 260, y: 520 } });
    await workspace.write("Evaluation", REWRITTEN);
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await openReport(page).waitUntilGraded();
  }

  it("leads from a retry to the criterion that moved and the edit that moved it", async () => {
    const { page, attemptId } = await handInWeak();
    await retryEvaluation(page);
    await page.getByRole("link", { name: "Compare the two" }).click();
    await page.waitForURL(/\/compare$/);
    await page.getByRole("heading", { level: 1, name: /^Compare: / }).waitFor();

    // Two estimates: ranges, and no difference of theirs.
    const scores = page.getByRole("region", { name: "Scores" });
    expect(await scores.getByText(/^estimate/).count()).toBe(2);
    await scores.getByText("Both are estimates").waitFor();

    const moved = page.getByRole("region", { name: "Ideas that came and went" });
    const won = moved
      .getByRole("article")
      .filter({ hasText: "Evaluation" })
      .filter({ has: page.locator("ins", { hasText: "label 600 chats by hand" }) });
    await won.first().waitFor();
    expect(await won.first().textContent()).toMatch(/before: Not found.*now: Idea found/);
    await won.first().getByText("The edit, in Evaluation").waitFor();

    const texts = page.getByRole("region", { name: "What changed in the text" });
    await texts.getByRole("heading", { name: "Evaluation" }).waitFor();
    await texts.getByText("Unchanged: Scenario, Components").waitFor();
    expect(await texts.locator("del").allTextContents()).toEqual([
      expect.stringContaining("look at a few chats"),
    ]);

    const followUps = page.getByRole("region", { name: "What the interviewer asked" });
    await followUps.getByRole("heading", { name: "About Evaluation" }).waitFor();
    const [earlier, later] = ["Earlier", "Later"].map((name) =>
      followUps.getByRole("group", { name }),
    );
    await earlier?.getByText(REPLY).waitFor();
    await later?.getByText("No follow-up about this section.").waitFor();

    const drawing = page.getByRole("region", { name: "What changed in the drawing" });
    const added = drawing.getByRole("button", { name: "Eval runner" });
    await drawing.locator("[data-rings='1']").waitFor({ timeout: 60_000 });
    await drawing.locator("[data-rings='0']").waitFor({ timeout: 60_000 });
    await added.focus();
    await page.keyboard.press("Enter");
    expect(await added.getAttribute("aria-pressed")).toBe("true");
    await shoot(page, "compare");
    expect(await check(page, "compare")).toEqual([]);
    await page.setViewportSize({ width: 375, height: 900 });
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 900 });

    // The same from the list and from the problem's page.
    await page.goto(`${world.product.url}/attempts`);
    expect(await page.getByRole("link", { name: /^Compare/ }).count()).toBe(2);
    await shoot(page, "compare-list");
    await page
      .getByRole("link", { name: /^Compare/ })
      .last()
      .click();
    await page.waitForURL(new RegExp(`/attempts/${attemptId}/compare$`));
    await page.getByRole("heading", { level: 1, name: /^Compare: / }).waitFor();
    await page.goto(`${world.product.url}/problems/rag-customer-support`);
    await page.getByRole("link", { name: "Compare two attempts" }).click();
    await page.getByRole("region", { name: "Scores" }).waitFor();
    await page.context().close();
  });

  it("says that there is nothing to compare with yet", async () => {
    const { page, attemptId } = await handInWeak();
    expect(await page.getByRole("link", { name: "Compare the two" }).count()).toBe(0);
    await page.goto(`${world.product.url}/attempts/${attemptId}/compare`);
    await page.getByText("There is nothing to compare yet").waitFor();
    await shoot(page, "compare-none");
    await page.context().close();
  });
});
