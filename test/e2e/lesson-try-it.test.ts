import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { check } from "../support/axe";
import { describeInBrowser } from "../support/describe-in-browser";
import { shoot } from "../support/shoot";

await describeInBrowser("a lesson's workbench", (world) => {
  async function openBench(slug: string): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${world.product.url}/learn/topics/${slug}`);
    await page.getByRole("button", { name: "Open the workbench" }).press("Enter");
    return page;
  }

  /** Reads without trouble, wide and narrow, light and dark. */
  async function lookAt(page: Page, name: string): Promise<void> {
    expect(await check(page, name)).toEqual([]);
    await shoot(page, name, { part: page.getByRole("region", { name: "Try other numbers" }) });
    await page.setViewportSize({ width: 375, height: 800 });
    const overhang = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overhang).toBe(0);
    await page.context().close();
  }

  it("rounds a matrix, by keyboard", async () => {
    const page = await openBench("quantization");
    const scale = page.getByRole("combobox", { name: "One scale for" });
    await scale.waitFor();
    expect(await scale.evaluate((it) => it === document.activeElement)).toBe(true);
    const zeros = page.getByRole("row", { name: /^Weights that became 0/ });
    expect(await zeros.textContent()).toContain("49 of 64");
    await page.keyboard.type("each group of 4");
    await expect.poll(() => zeros.textContent()).toContain("4 of 64");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("2");
    await expect.poll(() => zeros.textContent()).toContain("32 of 64");
    await page.keyboard.press("Backspace");
    await page.getByText("Enter a whole number from 2 to 8").waitFor();
    await page.keyboard.type("3");
    await expect.poll(() => zeros.textContent()).toContain("9 of 64");
    await lookAt(page, "workbench-quantization");
  });

  it("ranks a toy corpus and follows the reader's order, by keyboard", async () => {
    const page = await openBench("retrieval-evaluation");
    const query = page.getByRole("combobox", { name: "Query" });
    await query.waitFor();
    expect(await query.evaluate((it) => it === document.activeElement)).toBe(true);
    const ndcg = page.getByRole("row", { name: /^nDCG@3/ });
    expect(await ndcg.textContent()).toContain("0.319");
    const up = page.getByRole("button", { name: "Move “Refund times” up" });
    await up.focus();
    for (let times = 0; times < 4; times++) await page.keyboard.press("Enter");
    await expect.poll(() => ndcg.textContent()).toContain("0.947");
    expect(await up.evaluate((it) => it === document.activeElement)).toBe(true);
    await page.getByRole("textbox", { name: "k" }).fill("9");
    await page.getByText("Enter a whole number from 1 to 6").waitFor();
    await page.getByRole("textbox", { name: "k" }).fill("6");
    const mean = page.getByRole("row", { name: /^Mean/ });
    await expect.poll(() => mean.textContent()).toContain("0.708");
    await page.getByRole("textbox", { name: "k" }).fill("3");
    await lookAt(page, "workbench-retrieval");
  });

  it("cuts pages into chunks, by keyboard", async () => {
    const page = await openBench("chunking");
    const question = page.getByRole("combobox", { name: "Question" });
    await question.waitFor();
    expect(await question.evaluate((it) => it === document.activeElement)).toBe(true);
    const status = page.getByRole("status").filter({ hasText: "answers" });
    expect(await status.textContent()).toMatch(/^3 of 8 answers are cut/);
    await page.getByText("no chunk has all 15 words").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("24");
    await expect.poll(() => status.textContent()).toMatch(/^0 of 8 answers are cut/);
    await page.keyboard.type("0");
    await page.getByText("Enter a whole number from 0 to 30").waitFor();
    await page.keyboard.press("Backspace");
    await page.getByText("Read the pages").press("Enter");
    await page.getByText("Open the app, tap a bike on the map and scan").last().waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#try-it figure svg").first().isVisible()).toBe(true);
    await page.emulateMedia({ media: null });
    await lookAt(page, "workbench-chunking");
  });

  it("follows a word through attention, by keyboard", async () => {
    const page = await openBench("attention");
    const sentence = page.getByRole("textbox", { name: "Sentence" });
    await sentence.waitFor();
    expect(await sentence.evaluate((it) => it === document.activeElement)).toBe(true);
    const cat = page.getByRole("row", { name: /^2 cat/ });
    expect(await cat.textContent()).toContain("0.048");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("64");
    await expect.poll(() => cat.textContent()).toContain("0.272");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await expect.poll(() => cat.textContent()).toContain("0.880");
    await sentence.fill("one two three four five six seven");
    await page.getByText("Enter 1 to 6 words of at most 10 characters").waitFor();
    await sentence.fill("the cat sat because somebody moved");
    await page.getByRole("row", { name: /^6 moved/ }).waitFor();
    await page.getByRole("checkbox", { name: "Divide by √d" }).press("Space");
    await lookAt(page, "workbench-attention");
  });
});
