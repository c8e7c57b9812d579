import { expect, it } from "vitest";
import { readContent } from "#server/content/read-content";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { describeInBrowser } from "../support/describe-in-browser";
import { RAG, ROOT_DIR } from "../support/content";
import { openChoices, signUpCandidate } from "../support/pages/sign-in";
import { openReport } from "../support/pages/report";
import { openWorkspace } from "../support/pages/workspace";
import { shoot } from "../support/shoot";

await describeInBrowser("the thinking aids", (world) => {
  it("lead from the worksheet, a question and a hint to the report", async () => {
    const content = (await readContent(ROOT_DIR)).find(({ slug }) => slug === RAG);
    const middling = content?.calibration.find(({ head }) => head.band === "middling");
    if (!middling) throw new Error("the middling calibration answer is missing");
    const page = await (await world.browser.newContext()).newPage();
    await signUpCandidate(page, world.product.url);
    await page.goto(`${world.product.url}/problems/${RAG}`);
    await openChoices(page);
    await page
      .getByLabel(/practice/i)
      .first()
      .check();
    await page.getByRole("button", { name: "Start the clock" }).click();
    await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);

    await page.getByRole("button", { name: "Ask the interviewer" }).click();
    await page.getByLabel("Your question").fill("what latency do you need?");
    await page.keyboard.press("Enter");
    await page.getByText("Nobody has set a target").waitFor();
    await page.getByRole("button", { name: "Close the problem" }).click();

    const workspace = openWorkspace(page);
    for (const section of SECTION_IDS)
      await workspace.write(SECTION_TITLES[section], middling.answers[section]);
    await page.getByRole("tab", { name: /Latency/ }).click();
    await page.getByRole("button", { name: /Show a hint/ }).click();
    await page.getByText("Write down the tokens that go in").waitFor();

    await page.getByRole("button", { name: /Worksheet/ }).click();
    const fill = (label: string, value: string) =>
      page.getByLabel(label, { exact: true }).first().fill(value);
    await fill("Users or sessions per day", "80k");
    await fill("Requests from each", "3");
    await fill("Override", "40");
    await page.getByText("Your figure is 14.4 times the product").waitFor();
    await page.getByText("240,000 requests a day, 2.78 requests per second").waitFor();
    await page.getByText("My own figure for the average: 40 requests per second.").waitFor();
    await page.getByText("Your figure is 14.4 times").scrollIntoViewIfNeeded();
    await shoot(page, "worksheet-override", { fullPage: false });
    await fill("Override", "");
    await fill("Name of stage 1", "retrieval");
    await fill("Milliseconds of stage 1", "150");
    await page.getByLabel("Milliseconds of stage 1").press("Alt+ArrowDown");
    expect(await page.getByLabel("Milliseconds of stage 2").inputValue()).toBe("150");
    await workspace.waitUntilSaved();
    await page.reload();
    await page.getByRole("tab", { name: /Latency/ }).click();
    await page.getByRole("button", { name: /Worksheet/ }).click();
    expect(await page.getByLabel("Users or sessions per day").inputValue()).toBe("80k");

    await workspace.waitForCanvas();
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await openReport(page).waitUntilGraded();
    await page.getByRole("heading", { name: "Questions and hints" }).waitFor();
    const report = page.getByRole("main");
    await report.getByText("240,000 requests a day").filter({ visible: true }).first().waitFor();
    await report.getByText("Nobody has set a target").waitFor();
    await report.getByText("Latency & Cost, hint 1").waitFor();
  });
});
