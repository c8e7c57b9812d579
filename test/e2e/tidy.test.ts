import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { describeInBrowser } from "../support/describe-in-browser";
import { openCanvas } from "../support/pages/canvas";
import type { CanvasPage } from "../support/pages/canvas";
import { openWorkspace } from "../support/pages/workspace";
import { signUpCandidate, startAttempt } from "../support/pages/sign-in";
import { RAG } from "../support/content";

await describeInBrowser("text onto a drawing, and order in it", (world) => {
  let page: Page;
  let canvas: CanvasPage;

  beforeAll(async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await startAttempt(page, world.product.url, RAG);
    await openWorkspace(page).waitForCanvas();
    canvas = openCanvas(page);
    await canvas.insertShapes(["Gateway", "LLM"]);
    await canvas.waitForReading(/2 components · 1 connection/);
  });

  it("names the line that can't be drawn, draws the others, and draws nothing twice", async () => {
    await page.getByRole("button", { name: "Draw with text" }).click();
    const panel = page.getByRole("complementary", { name: "Draw with text" });
    const lines = page.getByRole("textbox", { name: "Lines" });
    await lines.fill(
      "Serving {\nRetriever -> Reranker\n}\nLLM -> Retriever: search\nbad line without arrow",
    );
    await page.keyboard.press("Control+Enter");
    await page.getByText(/Line 5: not an arrow or a component: “bad line without arrow”/).waitFor();
    await canvas.waitForReading(/4 components · 3 connections · 1 boundary/);
    await lines.fill("Serving {\nRetriever -> Reranker\n}\nLLM -> Retriever: search\nLLM -> Log");
    await page.keyboard.press("Control+Enter");
    await canvas.waitForReading(/5 components · 4 connections · 1 boundary/);
    await page.keyboard.press("Escape");
    expect(await panel.count()).toBe(0);
  });

  it("lists the boundary with what is in it", async () => {
    await page.getByRole("button", { name: /What the grader reads/ }).click();
    await page
      .getByRole("button", { name: /^Serving: (Retriever, Reranker|Reranker, Retriever)$/ })
      .waitFor();
    await page.getByRole("button", { name: /What the grader reads/ }).click();
  });

  it("tidies up by keyboard, in one step that Ctrl+Z takes back, and finds nothing the second time", async () => {
    const button = page.getByRole("button", { name: "Tidy up" });
    await button.focus();
    await page.keyboard.press("Enter");
    await canvas.waitForNotice(/The drawing was tidied up\./);
    await canvas.waitForReading(/5 components · 4 connections · 1 boundary/);
    await canvas.clearNotices();
    await button.click();
    await canvas.waitForNotice(/Everything is tidy already\./);
    await canvas.clearNotices();
    await page.locator(".excalidraw").first().focus();
    await page.keyboard.press("Control+Z");
    await button.click();
    await canvas.waitForNotice(/The drawing was tidied up\./);
  });
});
