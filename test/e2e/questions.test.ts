import { expect, it } from "vitest";
import type { Page } from "playwright-core";
import { describeInBrowser } from "../support/describe-in-browser";
import { RAG } from "../support/content";
import { openChoices, signUpCandidate } from "../support/pages/sign-in";
import { shoot } from "../support/shoot";

const VOLUME = "How many customers and conversations are there?";
const FIGURE = /60,000 conversations a day/;

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
    // By keyboard alone: back from the field to the two, and the second one of them.
    await page.keyboard.press("Shift+Tab");
    expect(
      await panel
        .getByRole("button", { name: VOLUME })
        .evaluate((one) => one === document.activeElement),
    ).toBe(true);
    await page.keyboard.press("Enter");
    await panel.getByText(FIGURE).waitFor();
    expect(await panel.getByRole("button", { name: VOLUME }).count()).toBe(0);
    await ask(page, "Does it see the customer's account or only the public help pages?");
    await panel.getByText("I'm not sure I have that.").waitFor();
    await panel.getByText("I can tell you about these:").waitFor();
    const unsure = panel.locator("li", { hasText: "I can tell you about these:" });
    expect(await unsure.getByRole("button").count()).toBe(3);
    await shoot(page, "questions-topics", { fullPage: false });
    const topic = unsure.getByRole("button").last();
    const named = await topic.innerText();
    await topic.click();
    await panel.getByText(`${named} (answered below)`).waitFor();
    await ask(page, "Do the owners play golf?");
    await panel.getByText("I don't have that. Make an assumption and state it.").waitFor();
    await ask(page, "Should I use pgvector or Pinecone?");
    await panel.getByText("That's for you to decide.").waitFor();
    await panel.getByRole("button", { name: "Ask", exact: true }).scrollIntoViewIfNeeded();
    await shoot(page, "questions-interview", { fullPage: false });
    await page.reload();
    await page.getByRole("button", { name: "Show answers and ask more" }).click();
    await panel.getByText(FIGURE).waitFor();
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
