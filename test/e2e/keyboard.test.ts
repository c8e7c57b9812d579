import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { describeInBrowser } from "../support/describe-in-browser";
import { RAG } from "../support/content";
import { openWorkspace } from "../support/pages/workspace";
import { signUpCandidate } from "../support/pages/sign-in";

/** More stops than any page of ours has. */
const MAX_TABS = 150;
const LINES = [
  "Customer -> Gateway: question",
  "Gateway -> Retriever",
  "Retriever -> Vector index [store]: search",
  "Retriever -> LLM: best 6",
  "LLM -> Customer: answer with sources",
];
const MERMAID = "flowchart LR\n  gateway[Gateway] -->|log| log[(Audit log)]";

await describeInBrowser("an interview by keyboard alone", (world) => {
  /** Presses Tab until the focus is on what has this role and name. */
  async function tabTo(page: Page, role: string, name: RegExp): Promise<void> {
    for (let count = 0; count < MAX_TABS; count += 1) {
      await page.keyboard.press("Tab");
      const focused = page.locator("*:focus");
      if ((await focused.count()) !== 1) continue;
      const snapshot = await focused.ariaSnapshot();
      // A name with a colon stands in quotes.
      if (snapshot.replace(/^- '?/, "").startsWith(role) && name.test(snapshot)) return;
    }
    throw new Error(`Tab never came to the ${role} ${name.source}`);
  }

  it("starts, draws, names, writes, hands in and reads the report", async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await page.goto(`${world.product.url}/problems/${RAG}`);
    await tabTo(page, "button", /Start the clock/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    await page.keyboard.press("Escape");

    await tabTo(page, "button", /Draw with text/);
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Lines" }).waitFor();
    for (const line of LINES) {
      await page.keyboard.type(line);
      await page.keyboard.press("Enter");
    }
    await page.keyboard.press("Control+Enter");
    await page.getByText("Added 5 components and 5 connections.").waitFor();
    await page.keyboard.insertText(MERMAID);
    await page.keyboard.press("Control+Enter");
    await page.getByText("Added 1 component and 1 connection.").waitFor();
    await page.keyboard.type("A -> -> B");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Line 1: a name is missing. Nothing was drawn.").waitFor();

    await tabTo(page, "textbox", /Name of LLM/);
    await page.keyboard.press("End");
    await page.keyboard.type(" 8B");
    await page.keyboard.press("Enter");
    await page.getByText("LLM is now LLM 8B.").waitFor();
    await tabTo(page, "button", /Remove the connection Gateway → Audit log/);
    await page.keyboard.press("Enter");
    await page.getByText("6 components · 5 connections").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("*:focus").ariaSnapshot()).toContain("Draw with text");

    await tabTo(page, "tab", /Scenario/);
    for (const section of SECTION_IDS) {
      await page.getByRole("tab", { name: SECTION_TITLES[section], selected: true }).waitFor();
      await tabTo(page, "textbox", new RegExp(SECTION_TITLES[section].slice(0, 7)));
      await page.keyboard.insertText(`What I say about ${section}: 40 questions a second.`);
      for (;;) {
        await page.keyboard.press("Shift+Tab");
        if ((await page.locator("*:focus").getAttribute("role")) === "tab") break;
      }
      await page.keyboard.press("ArrowRight");
    }
    await workspace.waitUntilSaved();
    await tabTo(page, "button", /Hand in/);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await tabTo(page, "button", /Hand in/);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/report$/, { timeout: 30_000 });
    await page
      .getByRole("heading", { name: "Your estimate is ready" })
      .waitFor({ timeout: 60_000 });
    await tabTo(page, "button", /Show the report/);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Estimate", exact: true }).waitFor();
    expect(await page.locator("main").textContent()).toContain("40 questions a second");
  });
});
