import { eq, sql } from "drizzle-orm";
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { readContent } from "#server/content/read-content";
import { attempts } from "#server/db/tables/attempts";
import { readAccessibility, waitUntilSaid } from "../support/accessibility";
import { describeInBrowser } from "../support/describe-in-browser";
import { RAG, ROOT_DIR } from "../support/content";
import { openWorkspace } from "../support/pages/workspace";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openProductDatabase } from "../support/product-database";

/** What is wrong with the room on a phone: beyond the window's edges, or too low for a finger. */
function listMisfits(): string[] {
  const { scrollWidth, scrollHeight } = document.documentElement;
  const targets = document.querySelectorAll("button, input, select, textarea, summary, a[href]");
  const low = Array.from(targets).filter(
    (target) =>
      target.checkVisibility({ visibilityProperty: true }) &&
      target.closest(".excalidraw, .sr-only") === null &&
      getComputedStyle(target).display !== "inline" &&
      target.getBoundingClientRect().height < 40,
  );
  return [
    ...(scrollWidth > innerWidth ? [`${scrollWidth} px wide`] : []),
    ...(scrollHeight > innerHeight ? [`${scrollHeight} px high`] : []),
    ...low.map((target) => `low: ${target.ariaLabel ?? target.textContent}`),
  ];
}

await describeInBrowser("the workspace", (world) => {
  let page: Page;

  beforeAll(async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    await openWorkspace(page).waitForCanvas();
  });

  const isOurs = () => eq(attempts.id, openWorkspace(page).readAttemptId());

  it("says the time at ten, five and one minute, politely, and shows it all the while", async () => {
    const { nodes } = await readAccessibility(page);
    expect(nodes).toContainEqual({ role: "timer", name: "Time left" });
    const database = await openProductDatabase(world.dataDir);
    try {
      for (const [minutes, words] of [
        [10, /^10 minutes left\.$/],
        [5, /^5 minutes left\.$/],
        [1, /^One minute left\.$/],
      ] as const) {
        const leftSec = minutes * 60 + 5;
        await database.db
          .update(attempts)
          .set({ deadlineAt: sql`now() + make_interval(secs => ${leftSec})` })
          .where(isOurs());
        await page.reload();
        await waitUntilSaid(page, words);
        expect((await readAccessibility(page)).assertive).toEqual([]);
      }
      await database.db
        .update(attempts)
        .set({ deadlineAt: sql`now() + interval '40 minutes'` })
        .where(isOurs());
    } finally {
      await database.close();
    }
    await page.reload();
    await openWorkspace(page).waitForCanvas();
  });

  it("says when the clock moves on to another section", async () => {
    const content = (await readContent(ROOT_DIR)).find(({ slug }) => slug === RAG);
    const share = content?.problem.head.shares.scenario ?? 0;
    const database = await openProductDatabase(world.dataDir);
    try {
      const elapsedSec = Math.round(share * 45 * 60) - 8;
      await database.db
        .update(attempts)
        .set({
          startedAt: sql`now() - make_interval(secs => ${elapsedSec})`,
          deadlineAt: sql`now() - make_interval(secs => ${elapsedSec}) + interval '45 minutes'`,
        })
        .where(isOurs());
    } finally {
      await database.close();
    }
    await page.reload();
    await waitUntilSaid(page, /^Time for Components\.$/);
  });

  it("says which section was opened by its key, with the focus in its field", async () => {
    await page.locator(".excalidraw").first().focus();
    await page.keyboard.press("Alt+Shift+Digit2");
    await waitUntilSaid(page, /^Components, section 2 of 5, 0 words\b/);
    const focused = page.locator("textarea:focus");
    expect(await focused.getAttribute("data-section")).toBe("components");
    await page.keyboard.type("A retriever? Yes.");
    expect(await focused.inputValue()).toBe("A retriever? Yes.");
    await page.keyboard.press("Alt+Shift+Digit1");
    await waitUntilSaid(page, /^Scenario, section 1 of 5, 0 words\b/);
  });

  it("says that the work is kept here while offline, and once when it is saved again", async () => {
    const workspace = openWorkspace(page);
    await workspace.waitUntilSaved();
    await page.context().setOffline(true);
    await workspace.write("Evaluation", "Measured weekly.");
    await waitUntilSaid(page, /^Offline, kept here$/);
    await page.context().setOffline(false);
    await waitUntilSaid(page, /^Saved again$/, 60_000);
    await workspace.write("Evaluation", "Measured weekly, by hand.");
    await workspace.waitUntilSaved();
  });

  it("gives one side all by key or button, and remembers it over a reload", async () => {
    const answers = page.getByRole("tablist", { name: "Sections" });
    const divider = page.getByRole("separator");
    await page.keyboard.press("Alt+Shift+KeyD");
    await answers.waitFor({ state: "hidden" });
    await page.reload();
    await openWorkspace(page).waitForCanvas();
    await answers.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Drawing and answers" }).click();
    await answers.waitFor();
    const before = Number(await divider.getAttribute("aria-valuenow"));
    await divider.focus();
    await page.keyboard.press("ArrowLeft");
    expect(Number(await divider.getAttribute("aria-valuenow"))).toBeLessThan(before);
    await page.getByRole("button", { name: "Answers only" }).click();
    await page.getByRole("button", { name: "Shapes", exact: true }).waitFor({ state: "hidden" });
    await page.keyboard.press("Alt+Shift+KeyS");
    await page.getByRole("combobox", { name: "Find a shape" }).waitFor();
    await page.keyboard.press("Escape");
  });

  it("lists its keys on a question mark, but not while one writes", async () => {
    const dialog = page.getByRole("dialog", { name: "Keys" });
    await page.locator(".excalidraw").first().focus();
    await page.keyboard.press("Shift+Slash");
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("tabpanel").getByRole("textbox").focus();
    await page.keyboard.type("?");
    expect(await dialog.count()).toBe(0);
    await page.keyboard.press("Alt+Shift+Slash");
    await dialog.waitFor();
    await dialog.getByRole("button", { name: "All canvas keys" }).click();
    await page.locator(".HelpDialog").first().waitFor();
  });

  it("takes words typed as soon as there is a field, and opens all the same", async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const first = await context.newPage();
    await signUpCandidate(first, world.product.url);
    await startRagAttempt(first, world.product.url);
    const address = first.url();
    await first.close();
    let expected = "";
    for (const word of ["one", "two", "three", "four"]) {
      const page = await context.newPage();
      await page.goto(address, { waitUntil: "commit" });
      await page.locator("textarea[data-section=scenario]").focus();
      await page.keyboard.press("Control+End");
      await page.keyboard.type(`Typed early, ${word}. `);
      expected += `Typed early, ${word}. `;
      await openWorkspace(page).waitForCanvas();
      await openWorkspace(page).waitUntilSaved();
      expect(await openWorkspace(page).readSection("Scenario")).toBe(expected);
      await page.close();
    }
    await context.close();
  });

  it("fits a phone, with all that can be opened in it", async () => {
    const context = await world.browser.newContext({ viewport: { width: 375, height: 812 } });
    const phone = await context.newPage();
    const misfits = () => phone.evaluate(listMisfits);
    await signUpCandidate(phone, world.product.url);
    await phone.goto(`${world.product.url}/problems/${RAG}`);
    await phone.getByRole("button", { name: "Start the clock" }).click();
    const sides = phone.getByRole("group", { name: "Shown side" });
    const statement = phone.getByRole("region", { name: "Statement" });
    await statement.waitFor();
    await phone.locator(".board[data-ready]").waitFor({ state: "attached", timeout: 60_000 });
    expect(await misfits(), "the problem").toEqual([]);
    // It has the pane to itself until one turns to a side.
    expect(await phone.getByRole("tablist", { name: "Sections" }).isVisible()).toBe(false);
    await sides.getByRole("button", { name: "Answers" }).click();
    await statement.waitFor({ state: "detached" });
    await phone.getByRole("region", { name: "Interviewer", exact: true }).waitFor();
    expect(await misfits(), "a section").toEqual([]);
    await phone.getByRole("tab", { name: /Latency/ }).click();
    await phone.getByRole("button", { name: /^Worksheet/ }).click();
    for (const noun of ["model call", "line", "stage"])
      await phone.getByRole("button", { name: `Add a ${noun}` }).click();
    expect(await misfits(), "the worksheet").toEqual([]);

    await sides.getByRole("button", { name: "Drawing" }).click();
    await phone.getByRole("button", { name: "Draw with text" }).click();
    await phone.getByRole("textbox", { name: "Lines" }).fill("App -> Gateway\nGateway -> Model");
    await phone.getByRole("button", { name: "Add to the drawing" }).click();
    await phone.getByText(/^Added 3 /).waitFor();
    expect(await misfits(), "drawing with text").toEqual([]);
    for (const name of [/^Shapes$/, /^What the grader reads/]) {
      await phone.getByRole("button", { name }).click();
      await phone.locator("#room-dock aside").waitFor();
      expect(await misfits(), String(name)).toEqual([]);
    }
    await openWorkspace(phone).waitUntilSaved();
    await phone.getByRole("button", { name: "Hand in" }).click();
    await phone.getByRole("dialog").waitFor();
    expect(await misfits(), "handing in").toEqual([]);

    // The canvas is hidden while it loads; once shown, all of the drawing is in sight.
    await phone.addInitScript(() => localStorage.removeItem("board-views"));
    await phone.reload();
    await phone.locator(".board[data-ready]").waitFor({ state: "attached", timeout: 60_000 });
    await sides.getByRole("button", { name: "Drawing" }).click();
    await phone.getByRole("button", { name: "Draw with text" }).waitFor();
    const zoom = () =>
      phone.evaluate(() => {
        const [[, , , kept] = []] = JSON.parse(localStorage.getItem("board-views") ?? "[]") as [
          number[],
        ];
        return kept ?? 0;
      });
    await expect.poll(zoom).toBeGreaterThan(0.3);
    await context.close();
  });
});
