import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { readContent } from "#server/content/read-content";
import { RAG, ROOT_DIR } from "../support/content";
import { describeInBrowser } from "../support/describe-in-browser";
import { openReport } from "../support/pages/report";
import { openChoices, signUpCandidate } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { shoot } from "../support/shoot";

/** More stops than the room has. */
const MAX_TABS = 150;
const BEGUN =
  "We test the assistant before launch and watch it afterwards, with people from support who know the questions well and look at what comes out of it every week.";

await describeInBrowser("an interviewer who asks", (world) => {
  /** Presses Tab until the focus is on what has this role and name. */
  async function tabTo(page: Page, role: string, name: RegExp): Promise<void> {
    for (let count = 0; count < MAX_TABS; count += 1) {
      await page.keyboard.press("Tab");
      const focused = page.locator("*:focus");
      if ((await focused.count()) !== 1) continue;
      const snapshot = await focused.ariaSnapshot();
      if (snapshot.replace(/^- '?/, "").startsWith(role) && name.test(snapshot)) return;
    }
    throw new Error(`Tab never came to the ${role} ${name.source}`);
  }

  it("is replied to by keyboard, survives an outage and a reload, and the reply is lit in the report", async () => {
    const content = (await readContent(ROOT_DIR)).find(({ slug }) => slug === RAG);
    const strong = content?.calibration.find(({ head }) => head.band === "strong")?.answers;
    if (!strong) throw new Error("the strong calibration answer is missing");
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await page.goto(`${world.product.url}/problems/${RAG}`);
    await openChoices(page);
    expect(await page.getByRole("radio", { name: /^After each section/ }).isChecked()).toBe(true);
    await shoot(page, "interviewer-setup");
    await page.getByRole("button", { name: "Start the clock" }).click();
    await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    const room = page.getByRole("region", { name: "Interviewer" });
    await room.getByText("take me through your design").waitFor();
    for (const section of SECTION_IDS)
      await workspace.write(
        SECTION_TITLES[section],
        section === "evaluation" ? BEGUN : strong[section],
      );
    await workspace.waitUntilSaved();

    // From the field on by keyboard alone.
    await tabTo(page, "button", /done with this section/);
    await page.keyboard.press("Enter");
    const reply = room.getByRole("textbox");
    await reply.waitFor({ timeout: 15_000 });
    const question = (await reply.getAttribute("id")) ?? "";
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(question);
    await shoot(page, "interviewer-asked", { fullPage: false });

    await context.setOffline(true);
    await page.keyboard.insertText(strong.evaluation);
    await page
      .getByText(/Offline/)
      .first()
      .waitFor();
    await context.setOffline(false);
    await workspace.waitUntilSaved();
    await page.reload();
    await workspace.waitForCanvas();
    await page.getByRole("tab", { name: /Evaluation/ }).click();
    expect(await room.getByRole("textbox").inputValue()).toBe(strong.evaluation);
    // What was replied can't be declined, and its field has grown with it.
    expect(await room.getByRole("button", { name: "Decline" }).count()).toBe(0);
    const grown = await room.getByRole("textbox").boundingBox();
    expect(grown?.height).toBeGreaterThan(150);
    await shoot(page, "interviewer-replied", { fullPage: false });

    await tabTo(page, "button", /done with this section/);
    await page.keyboard.press("Enter");
    await room.getByRole("textbox").nth(1).waitFor({ timeout: 15_000 });
    // It is the next stop after the field, where the focus is.
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await room.getByText("You declined this question.").waitFor();
    await room.getByRole("button", { name: "Undo" }).click();
    await room.getByRole("textbox").nth(1).waitFor();
    await room.getByRole("button", { name: "Decline" }).last().click();
    await room.getByText("You declined this question.").waitFor();

    await workspace.waitUntilSaved();
    await workspace.handIn();
    await openReport(page).waitUntilGraded();
    const section = page.locator("#section-evaluation");
    await section.getByRole("heading", { name: "The interviewer asked" }).waitFor();
    const exchange = page.locator("#follow-up-1");
    const marked = exchange.locator("a[data-criteria]").first();
    await marked.waitFor();
    await exchange.getByText("This reply counts for").waitFor();
    await page.locator("#follow-up-2").getByText("Declined.").waitFor();
    await exchange.getByRole("link").filter({ hasNotText: strong.evaluation }).last().click();
    await exchange.locator("a[data-lit]").first().waitFor();
    await shoot(page, "interviewer-report");
    const said = await page.locator("[id^=criterion-]").getByText("in a reply").count();
    expect(said).toBeGreaterThan(0);

    // A verdict that misses what was replied is challenged by pointing at the reply.
    const challenge = page.locator("a", { hasText: "Challenge this verdict" }).first();
    await page.goto(`${world.product.url}${await challenge.getAttribute("href")}`);
    const summary = page.locator("summary", { hasText: "Evaluation" });
    if ((await page.locator("details[open]", { has: summary }).count()) === 0)
      await summary.click();
    const replied = page.getByRole("group", { name: /^Your reply to: / });
    await replied.getByRole("radio").first().check();
    // The declined follow-up has none to point at.
    expect(await replied.count()).toBe(1);
    await shoot(page, "interviewer-appeal");
    await page.getByRole("button", { name: /Ask a reviewer|Keep my mark/ }).click();
    await page.waitForURL(/\/report#criterion-/);
    await page.getByText("It changes no score").first().waitFor({ state: "attached" });
    await context.close();
  });

  it("has nobody to ask where that was chosen, and follow-ups still", async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await page.goto(`${world.product.url}/problems/${RAG}`);
    await openChoices(page);
    const asking = page.getByRole("group", { name: "Questions to the interviewer" });
    expect(await asking.getByRole("radio", { name: /^In my own words/ }).isChecked()).toBe(true);
    await page.getByRole("checkbox", { name: "Practice mode" }).check();
    expect(await asking.getByRole("radio", { name: /^From a list too/ }).isChecked()).toBe(true);
    await asking.getByRole("radio", { name: /^Not at all/ }).check({ force: true });
    await page.getByRole("button", { name: "Start the clock" }).click();
    await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);
    await openWorkspace(page).waitForCanvas();
    await page.getByRole("region", { name: "Interviewer", exact: true }).waitFor();
    await page.getByRole("heading", { name: "The problem" }).waitFor();
    expect(await page.getByRole("button", { name: "Ask the interviewer" }).count()).toBe(0);
    await context.close();
  });
});
