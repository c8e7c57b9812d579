import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { check } from "../support/axe";
import { describeInBrowser } from "../support/describe-in-browser";
import { shoot } from "../support/shoot";

await describeInBrowser("workbenches about load and cost", (world) => {
  /** By keyboard, and with the cursor in the first field. */
  async function open(lesson: string, first: string): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${world.product.url}/learn/topics/${lesson}`);
    await page.getByRole("button", { name: "Open the workbench" }).press("Enter");
    const field = page.getByLabel(first);
    await field.waitFor();
    expect(await field.evaluate((it) => it === document.activeElement)).toBe(true);
    return page;
  }

  function readRow(page: Page, name: RegExp): Promise<string | null> {
    return page.getByRole("row", { name }).textContent();
  }

  async function look(page: Page, name: string): Promise<void> {
    expect(await check(page, name)).toEqual([]);
    await shoot(page, name);
    await page.setViewportSize({ width: 375, height: 800 });
    const overhang = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overhang).toBe(0);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("#try-it figure svg").first().isVisible()).toBe(true);
    await page.context().close();
  }

  it("a server's batching is simulated", async () => {
    const page = await open("continuous-batching", "Start from");
    expect(await readRow(page, /^Slots in use/)).toBe("Slots in use27%60%");
    await page.keyboard.press("Tab");
    await page.keyboard.type("All");
    await expect.poll(() => readRow(page, /^TTFT, p95/)).toBe("TTFT, p951.85 s53.4 ms");
    const slots = page.getByRole("textbox", { name: "Slots" });
    await slots.fill("none");
    await page.getByText("Enter a whole number, at most 256").waitFor();
    await page.getByRole("status").getByText("Fix the marked numbers").waitFor();
    await slots.fill("32");
    await page.getByLabel("Answer lengths").selectOption("Exponential");
    await expect.poll(() => readRow(page, /^TTFT, p95/)).toBe("TTFT, p9566.1 s51.8 ms");
    await look(page, "workbench-batching");
  });

  it("a query's cost is computed", async () => {
    const page = await open("agents", "Start from");
    expect(await readRow(page, /^Per query/)).toBe("Per query$0.32");
    expect(await readRow(page, /^Per solved query/)).toBe("Per solved query$0.58");
    const hits = page.getByRole("textbox", { name: "Calls that find the prefix cached, %" });
    await hits.fill("0");
    await expect.poll(() => readRow(page, /^Per query/)).toBe("Per query$1.32");
    await hits.fill("101");
    await page.getByText("Enter a number from 0 to 100").waitFor();
    await page.getByRole("status").getByText("Fix the marked numbers").waitFor();
    await page.getByLabel("Start from").selectOption("RAG with a check, 2 calls");
    await page.getByRole("status").getByText("A query costs").waitFor();
    await look(page, "workbench-cost");
  });
});
