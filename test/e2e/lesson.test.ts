import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it } from "vitest";
import { check } from "../support/axe";
import { describeInBrowser } from "../support/describe-in-browser";
import { shoot } from "../support/shoot";

await describeInBrowser("a lesson", (world) => {
  async function openLesson(slug: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await world.browser.newContext({
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    await page.goto(`${world.product.url}/learn/topics/${slug}`);
    return page;
  }

  it.each(["kv-cache", "retrieval-evaluation"])("%s is read on any screen", async (slug) => {
    const page = await openLesson(slug);
    expect(await page.locator("math").count()).toBeGreaterThan(5);
    expect(await page.locator("figure svg").count()).toBe(2);
    expect(await check(page, slug)).toEqual([]);
    await shoot(page, `lesson-${slug}`);
    await page.setViewportSize({ width: 375, height: 800 });
    const widths = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(widths[0]).toBe(widths[1]);
    await page.context().close();
  });

  it("needs no script: contents lead to their parts, and answers open", async () => {
    const page = await openLesson("kv-cache", { javaScriptEnabled: false });
    const contents = page.getByRole("navigation", { name: "On this page" });
    for (const link of await contents.getByRole("link").all()) {
      const target = page.locator((await link.getAttribute("href")) ?? "none");
      expect(await target.count()).toBe(1);
    }
    const answer = page.getByText("so a conversation needs");
    expect(await answer.isVisible()).toBe(false);
    const exercises = page.getByRole("region", { name: "Exercises" });
    await exercises.getByText("Show the answer").nth(1).click();
    await answer.waitFor();
    await page.context().close();
  });

  it("has a calculator that opens on request and is used by keyboard", async () => {
    const page = await openLesson("kv-cache");
    await page.getByRole("button", { name: "Open the workbench" }).press("Enter");
    const model = page.getByRole("combobox", { name: "Start from a model" });
    await model.waitFor();
    expect(await model.evaluate((it) => it === document.activeElement)).toBe(true);
    const fits = page.getByRole("row", { name: /^Sequences that fit/ });
    expect(await fits.textContent()).toContain("106");
    await page.keyboard.press("Tab");
    await page.keyboard.type("8");
    await expect.poll(() => fits.textContent()).toContain("213");
    const tokens = page.getByRole("textbox", { name: "Tokens per sequence" });
    await tokens.fill("16,000");
    await expect.poll(() => fits.textContent()).toContain("53");
    await tokens.fill("half");
    await page.getByText("Enter a whole number, at most 100,000,000").waitFor();
    await tokens.fill("8000");
    await model.selectOption("70B, 8 KV heads");
    await expect.poll(() => fits.textContent()).toContain("112");
    expect(await check(page, "a lesson's calculator")).toEqual([]);
    await shoot(page, "lesson-workbench");
    await page.setViewportSize({ width: 375, height: 800 });
    const overhang = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overhang).toBe(0);
    await page.context().close();
  });

  it("prints light, with no line of code cut off", async () => {
    const page = await openLesson("kv-cache", { colorScheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const looks = await page.evaluate(() => ({
      filter: getComputedStyle(document.querySelector(".drawing") ?? document.body).filter,
      text: getComputedStyle(document.querySelector(".reading") ?? document.body).color,
    }));
    expect(looks).toEqual({ filter: "none", text: "rgb(26, 35, 40)" });
    await page.setViewportSize({ width: 720, height: 1000 });
    const cut = await page
      .locator(".reading pre")
      .evaluateAll((blocks) => blocks.filter((it) => it.scrollWidth > it.clientWidth).length);
    expect(cut).toBe(0);
    await page.context().close();
  });
});
