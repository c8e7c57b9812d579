import { expect, it } from "vitest";
import type { Locator, Page } from "playwright-core";
import { describeInBrowser } from "../support/describe-in-browser";
import { RAG } from "../support/content";
import { changeKeptRooms, waitUntilKept } from "../support/kept-in-browser";
import { openChoices, signUpCandidate } from "../support/pages/sign-in";
import { shoot } from "../support/shoot";
import { withoutAnswers } from "../support/without-answers";

const VOLUME = "How many customers and conversations are there?";
const FIGURE = /60,000 conversations a day/;

/** All of it is seen: between the edges of what scrolls, and above the line to ask in. */
async function expectInView(what: Locator, panel: Locator): Promise<void> {
  async function look(): Promise<string> {
    const [seen, line, scrolled] = await Promise.all([
      what.boundingBox(),
      panel.locator("form").boundingBox(),
      panel.locator("xpath=..").boundingBox(),
    ]);
    if (!seen || !line || !scrolled) return "not there";
    if (seen.y < scrolled.y) return "above the edge";
    if (line.y + line.height > scrolled.y + scrolled.height + 1) return "the line is below it";
    return seen.y + seen.height <= line.y ? "in view" : "under the line";
  }
  // An answer comes from the server, which may be busy.
  await expect.poll(look, { timeout: 15_000 }).toBe("in view");
}

const expectFocusInLine = (page: Page) =>
  expect
    .poll(() => page.getByLabel("Your question").evaluate((one) => one === document.activeElement))
    .toBe(true);

await describeInBrowser("the interviewer", (world) => {
  async function openPanel({
    isPractice,
    width,
  }: {
    isPractice: boolean;
    width: number;
  }): Promise<Page> {
    const viewport = { width, height: 900 };
    const page = await (await world.browser.newContext({ viewport })).newPage();
    await signUpCandidate(page, world.product.url);
    await page.goto(`${world.product.url}/problems/${RAG}`);
    await openChoices(page);
    await page
      .getByLabel(/practice/i)
      .first()
      .setChecked(isPractice);
    await page.getByRole("button", { name: "Start the clock" }).click();
    await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);
    const opener = page.getByRole("button", { name: "Ask the interviewer" });
    await opener.click();
    return page;
  }

  async function ask(page: Page, question: string): Promise<void> {
    await page.getByLabel("Your question").fill(question);
    await page.keyboard.press("Enter");
    await page.getByText(question, { exact: true }).waitFor();
  }

  it("answers, offers two, names topics, has nothing or declines, and hides its list", async () => {
    const page = await openPanel({ isPractice: false, width: 1280 });
    const panel = page.getByRole("region", { name: "Questions to the interviewer" });
    expect(await panel.getByText("What the interviewer can answer").count()).toBe(0);
    await ask(page, "chats per day, and at peak?");
    await panel.getByText("Did you mean one of these two?").waitFor();
    expect(await panel.getByText(FIGURE).count()).toBe(0);
    await expectInView(panel.getByText("Did you mean one of these two?"), panel);
    // By keyboard alone: back from the field to the two, and the second one of them.
    await page.keyboard.press("Shift+Tab");
    expect(
      await panel
        .getByRole("button", { name: VOLUME })
        .evaluate((one) => one === document.activeElement),
    ).toBe(true);
    await page.keyboard.press("Enter");
    await panel.getByText(FIGURE).waitFor();
    expect(await panel.getByRole("button", { name: VOLUME, exact: true }).count()).toBe(0);
    await expectFocusInLine(page);
    await ask(page, "Does it see the customer's account or only the public help pages?");
    await panel.getByText("I'm not sure I have that.").waitFor();
    await panel.getByText("I can tell you about these:").waitFor();
    const unsure = panel.locator("li", { hasText: "Does it see the customer's account" });
    expect(await unsure.getByRole("button").count()).toBe(3);
    await shoot(page, "questions-topics", { fullPage: false });
    const topic = unsure.getByRole("button").last();
    const named = await topic.innerText();
    await topic.click();
    // Its answer stands where the offer was, and the focus went on to the line.
    await unsure.getByRole("button", { name: named, exact: true }).waitFor({ state: "detached" });
    await unsure.getByText(named, { exact: true }).waitFor();
    await expectFocusInLine(page);
    await ask(page, "Do the owners play golf?");
    await panel.getByText("I don't have that. Make an assumption and state it.").waitFor();
    await ask(page, "Should I use pgvector or Pinecone?");
    await panel.getByText("That's for you to decide.").waitFor();
    await panel.getByRole("button", { name: "Ask", exact: true }).scrollIntoViewIfNeeded();
    await shoot(page, "questions-interview", { fullPage: false });
    await page.reload();
    // The room is untouched but for the questions, so that it opens with the problem.
    await panel.getByText(FIGURE).waitFor();
  });

  it("keeps ten answers offline for five minutes, in the panel and pinned, and over a reload", async () => {
    const page = await openPanel({ isPractice: true, width: 1280 });
    const panel = page.getByRole("region", { name: "Questions to the interviewer" });
    const room = page.getByRole("complementary", { name: "Problem" });
    await panel.getByText("What the interviewer can answer").click();
    const list = panel.locator("details ul button");
    const questions = [...(await list.allInnerTexts()).slice(0, 9), VOLUME];
    for (const question of questions) {
      await list.filter({ hasText: question }).click();
      const newest = panel.locator("[data-asked]", { hasText: question });
      await newest.waitFor();
      await expectInView(newest, panel);
    }
    // Also where the room becomes smaller after the answer came, as under a banner.
    await page.setViewportSize({ width: 1280, height: 840 });
    await expectInView(panel.locator("[data-asked]", { hasText: VOLUME }), panel);
    await page.setViewportSize({ width: 1280, height: 900 });
    await panel.getByRole("button", { name: `Pin: ${VOLUME}` }).click();
    const figures = page.getByRole("region", { name: "Figures you have" });
    await figures.getByText(FIGURE).waitFor();
    const answers = await panel.locator("[data-asked]").allInnerTexts();
    await waitUntilKept(page, "60,000 conversations a day");
    await page.locator("[data-save-state=saved]").waitFor();

    await page.context().setOffline(true);
    await room.getByRole("button", { name: "Close the problem" }).click();
    await figures.getByText(FIGURE).waitFor();
    await page.getByRole("button", { name: "Problem", exact: true }).click();
    expect(await panel.locator("[data-asked]").allInnerTexts()).toEqual(answers);
    // As if five minutes had gone by.
    await changeKeptRooms(page, { olderByMs: 5 * 60_000 });
    await withoutAnswers(world.product, async () => {
      await page.reload();
      await page.getByText("Opened from this browser.").waitFor();
    });
    await figures.getByText(FIGURE).waitFor();
    await panel.locator("[data-asked]").nth(9).waitFor();
    expect(await panel.locator("[data-asked]").allInnerTexts()).toEqual(answers);
    await shoot(page, "questions-offline", { fullPage: false });

    // With the server, what it has is the same, and nothing is there twice.
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Reconnect" }).click();
    await page.getByText("Opened from this browser.").waitFor({ state: "detached" });
    await expect
      .poll(() => panel.locator("[data-asked]").allInnerTexts(), { timeout: 15_000 })
      .toEqual(answers);
  });

  it("shows its list in practice, on request, also on a phone", async () => {
    const page = await openPanel({ isPractice: true, width: 375 });
    const panel = page.getByRole("region", { name: "Questions to the interviewer" });
    expect(await panel.getByRole("button", { name: VOLUME }).isVisible()).toBe(false);
    await panel.getByText("What the interviewer can answer").click();
    await panel.getByRole("button", { name: VOLUME }).click();
    await panel.getByText(FIGURE).waitFor();
    await shoot(page, "questions-practice", { fullPage: false });
  });
});
