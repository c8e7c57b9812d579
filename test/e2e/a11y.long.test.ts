import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { eq, sql } from "drizzle-orm";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { attempts } from "#server/db/tables/attempts";
import { check } from "../support/axe";
import { describeInBrowser } from "../support/describe-in-browser";
import { waitUntilKept } from "../support/kept-in-browser";
import { RAG } from "../support/content";
import { openCanvas } from "../support/pages/canvas";
import { openWorkspace } from "../support/pages/workspace";
import { openChoices, signUpCandidate, startAttempt } from "../support/pages/sign-in";
import { openProductDatabase } from "../support/product-database";
import { withoutAnswers } from "../support/without-answers";

/** Everything a candidate meets besides the workspace, signed in. */
const PAGES = [
  "/",
  "/problems",
  `/problems/${RAG}`,
  "/attempts",
  "/due",
  "/progress",
  "/track",
  "/notices",
  "/learn",
  "/how-grading-works",
];

await describeInBrowser("axe finds nothing", (world) => {
  async function openPage(width = 1280): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width, height: 800 } });
    return context.newPage();
  }

  /** Critical violations with the one name taken away that we give to the editor's own controls. */
  async function countCriticalOfStock(page: Page): Promise<number> {
    const menu = page.locator(".main-menu-trigger").first();
    const name = await menu.getAttribute("aria-label");
    await menu.evaluate((button) => button.removeAttribute("aria-label"));
    const { violations } = await new AxeBuilder({ page }).include(".board").analyze();
    await menu.evaluate((button, words) => button.setAttribute("aria-label", words ?? ""), name);
    return violations.filter(({ impact }) => impact === "critical").length;
  }

  it("in the workspace, whatever it shows, and on the report", async () => {
    const page = await openPage();
    await signUpCandidate(page, world.product.url);
    await page.goto(`${world.product.url}/problems/${RAG}`);
    await page.getByRole("button", { name: "Start the clock" }).click();
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    const found = await check(page, "the problem, open");
    await page.getByRole("button", { name: "Close the problem" }).click();
    found.push(...(await check(page, "empty")));
    // The editor as it comes has a menu button without a name: axe would see it, were it not named.
    expect(await countCriticalOfStock(page)).toBe(1);

    const canvas = openCanvas(page);
    await canvas.insertShapes(["Gateway", "LLM"]);
    await workspace.write("Scenario", "40 questions a second.");
    await canvas.waitForReading(/2 components · 1 connection/);
    found.push(...(await check(page, "with work, a box selected")));

    await page.getByRole("button", { name: "Shapes", exact: true }).click();
    await page.getByRole("combobox", { name: "Find a shape" }).fill("vec");
    found.push(...(await check(page, "shapes, searching")));
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Draw with text" }).click();
    await page.getByRole("textbox", { name: "Lines" }).fill("A -> -> B");
    await page.keyboard.press("Control+Enter");
    await page.getByText(/Nothing was drawn/).waitFor();
    found.push(...(await check(page, "draw with text, a mistake")));
    await page.keyboard.press("Escape");

    await canvas.paste('<svg xmlns="x"></svg>');
    await canvas.waitForNotice(/SVG/);
    // They come to the middle of the view: one above what is drawn there, one below.
    const box = { type: "rectangle", x: 9_000, width: 90, height: 60 };
    const boxes = [
      { ...box, id: "above", y: 0 },
      { ...box, id: "below", y: 460 },
    ];
    await canvas.paste(JSON.stringify({ type: "excalidraw", version: 2, elements: boxes }));
    await canvas.waitForReading(/A box without a name/);
    await page.getByRole("button", { name: /What the grader reads/ }).click();
    await page.getByRole("textbox", { name: "Name of this box" }).first().waitFor();
    found.push(...(await check(page, "notices, the reading with something to fix")));
    await canvas.clearNotices();
    await page.getByRole("button", { name: /What the grader reads/ }).click();

    await page.keyboard.press("Alt+Shift+Slash");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    found.push(...(await check(page, "keys")));
    await page.keyboard.press("Escape");
    for (const layout of ["Answers only", "Drawing only", "Drawing and answers"]) {
      await page.getByRole("button", { name: layout, exact: true }).click();
      found.push(...(await check(page, layout)));
    }
    await page.getByRole("button", { name: "Hand in" }).click();
    await page.getByRole("dialog", { name: /Hand in/ }).waitFor();
    found.push(...(await check(page, "handing in")));
    await page.keyboard.press("Escape");

    await page.context().setOffline(true);
    await workspace.write("Scenario", "Written offline.");
    await page.getByText("Offline, kept here").first().waitFor();
    found.push(...(await check(page, "offline")));
    await page.context().setOffline(false);
    await workspace.waitUntilSaved();

    await page.setViewportSize({ width: 375, height: 760 });
    found.push(...(await check(page, "narrow, one side")));
    await page
      .getByRole("group", { name: "Shown side" })
      .getByRole("button", { pressed: false })
      .click();
    found.push(...(await check(page, "narrow, the other side")));

    await page.setViewportSize({ width: 1280, height: 800 });
    await workspace.handIn();
    await page.getByRole("heading", { name: "Estimate", exact: true }).waitFor({ timeout: 60_000 });
    found.push(...(await check(page, "the report")));
    expect(found).toEqual([]);
    await page.context().close();
  });

  it("in a workspace without a clock, and once the time is up", async () => {
    const page = await openPage();
    await signUpCandidate(page, world.product.url);
    await page.goto(`${world.product.url}/problems/voice-agent`);
    await openChoices(page);
    await page.getByRole("radio", { name: "Untimed" }).check({ force: true });
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await openWorkspace(page).waitForCanvas();
    await page.getByRole("button", { name: "Close the problem" }).click();
    const found = await check(page, "untimed");

    await startAttempt(page, world.product.url, "code-completion");
    await openWorkspace(page).waitForCanvas();
    const database = await openProductDatabase(world.dataDir);
    try {
      await database.db
        .update(attempts)
        .set({ deadlineAt: sql`now() + interval '10 seconds'` })
        .where(eq(attempts.id, openWorkspace(page).readAttemptId()));
    } finally {
      await database.close();
    }
    await page.reload();
    await page
      .getByText(/time is up/i)
      .first()
      .waitFor();
    found.push(...(await check(page, "time up")));
    expect(found).toEqual([]);
    await page.context().close();
  });

  it("in a room out of this browser, and where the browser has none", async () => {
    const page = await openPage();
    await signUpCandidate(page, world.product.url);
    await startAttempt(page, world.product.url, RAG);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    await workspace.write("Scenario", "At the station.");
    await workspace.waitUntilSaved();
    await waitUntilKept(page, "At the station.");
    const found: string[] = [];
    await page.context().setOffline(true);
    // Where the server answers, both lead back to it.
    await page.reload();
    await page.getByText("Opened from this browser.").waitFor();
    await workspace.waitForCanvas();
    found.push(...(await check(page, "a room out of this browser")));
    await withoutAnswers(world.product, async () => {
      await page.goto(`${world.product.url}/attempts/${randomUUID()}`);
      await page.getByText("We can’t reach the server").waitFor();
    });
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 800 });
      found.push(...(await check(page, `no room, at ${width}`)));
    }
    expect(found).toEqual([]);
    await page.context().close();
  });

  it("on the other pages of candidates, wide and narrow", async () => {
    const page = await openPage();
    await signUpCandidate(page, world.product.url);
    const found: string[] = [];
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 800 });
      for (const path of PAGES) {
        await page.goto(world.product.url + path);
        await page.locator("main").waitFor();
        found.push(...(await check(page, `${path} at ${width}`)));
      }
    }
    expect(found).toEqual([]);
    await page.context().close();
  });
});
