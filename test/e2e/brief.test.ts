import { expect, it } from "vitest";
import { readContent } from "#server/content/read-content";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { describeInBrowser } from "../support/describe-in-browser";
import { RAG, ROOT_DIR } from "../support/content";
import { openReport } from "../support/pages/report";
import { openChoices, signUpCandidate } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { shoot } from "../support/shoot";

/** Stands in the case alone, and in what the interviewer answers. */
const FIGURE = /60,000 conversations a day/;
const CASE = /1,100 agents answer them/;

await describeInBrowser("an interview", (world) => {
  it("begins with a few lines, has its figures asked for, and ends in a report with both briefs", async () => {
    const content = (await readContent(ROOT_DIR)).find(({ slug }) => slug === RAG);
    const middling = content?.calibration.find(({ head }) => head.band === "middling");
    if (!middling) throw new Error("the middling calibration answer is missing");
    const page = await (await world.browser.newContext()).newPage();
    await signUpCandidate(page, world.product.url);
    await page.goto(`${world.product.url}/problems/${RAG}`);
    const main = page.getByRole("main");
    await main.getByText("Design a chat assistant").waitFor();
    expect(await main.getByText(CASE).isVisible()).toBe(false);
    await shoot(page, "brief-problem");
    await page.getByText("Read the case").click();
    await main.getByText(CASE).waitFor();
    await shoot(page, "brief-problem-case");
    await openChoices(page);
    expect(await page.getByRole("radio", { name: /^Interview/ }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Start the clock" }).click();
    await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);

    const panel = page.getByRole("complementary", { name: "Problem" });
    await panel.getByText("Design a chat assistant").waitFor();
    expect(await panel.getByText(CASE).count()).toBe(0);
    await page.getByText(/interview brief/).waitFor();
    await shoot(page, "brief-workspace", { fullPage: false });
    await page.getByRole("button", { name: "Ask the interviewer" }).click();
    await page.getByLabel("Your question").fill("How many conversations a day?");
    await page.keyboard.press("Enter");
    await panel.getByText(FIGURE).waitFor();
    await shoot(page, "brief-workspace-asked", { fullPage: false });
    await page.getByRole("button", { name: "Close the problem" }).click();

    // What the interviewer knows is not to be read on the problem's page meanwhile.
    const other = await page.context().newPage();
    await other.goto(`${world.product.url}/problems/${RAG}`);
    await other.getByText("Your attempt is running").waitFor();
    await other.getByText(/interview brief/).waitFor();
    expect(await other.getByText(CASE).count()).toBe(0);
    await shoot(other, "brief-problem-running");
    await other.close();

    const workspace = openWorkspace(page);
    for (const section of SECTION_IDS)
      await workspace.write(SECTION_TITLES[section], middling.answers[section]);
    await workspace.waitForCanvas();
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await openReport(page).waitUntilGraded();
    const report = page.getByRole("main");
    await report.getByText(/interview brief ·/).waitFor();
    await page.getByRole("heading", { name: "The brief" }).waitFor();
    await report.getByText(FIGURE).filter({ visible: true }).first().waitFor();
    await report.getByText("Read the case").click();
    await report.getByText(CASE).waitFor();
    await shoot(page, "brief-report");
    await page.goto(`${world.product.url}/attempts`);
    await page.getByText("Interview brief").waitFor();
    await shoot(page, "brief-attempts");
  });
});

await describeInBrowser("the catalogue", (world) => {
  it("finds problems by words, keeps them in the address, and offers to clear what finds none", async () => {
    const page = await (await world.browser.newContext()).newPage();
    await page.goto(`${world.product.url}/problems`);
    await page.getByText(/^\d+ problems$/).waitFor();
    await shoot(page, "catalogue");
    const field = page.getByLabel("Search by product, topic or technique");
    await field.fill("semantic cache");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=semantic\+cache/);
    await page.getByText(/^\d+ of \d+ problems$/).waitFor();
    expect(await page.getByRole("heading", { level: 2 }).first().textContent()).toMatch(/\w/);
    await shoot(page, "catalogue-search");
    await field.fill("zeppelin");
    await page.keyboard.press("Enter");
    await page.getByText("No problem matches “zeppelin”").waitFor();
    await shoot(page, "catalogue-empty");
    await page.getByRole("link", { name: "Clear the filters" }).last().click();
    await page.getByText(/^\d+ problems$/).waitFor();
    expect(await field.inputValue()).toBe("");
  });
});
