import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { readContentOf } from "#server/content/read-content";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { check } from "../support/axe";
import { RAG, ROOT_DIR } from "../support/content";
import { describeInBrowser } from "../support/describe-in-browser";
import { moveBack } from "../support/move-back";
import { openMarking } from "../support/pages/marking";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import type { OwnAccount } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { shoot } from "../support/shoot";

await describeInBrowser("a candidate who comes back", (world) => {
  let answers: Record<string, string>;

  beforeAll(async () => {
    const content = await readContentOf(ROOT_DIR, RAG);
    const middling = content?.calibration.find(({ name }) => name === "middling");
    if (!middling) throw new Error("the middling calibration answer is missing");
    answers = middling.answers;
  });

  /** Somebody new, whose browser is in Berlin. */
  async function arrive(): Promise<{ page: Page; account: OwnAccount }> {
    const context = await world.browser.newContext({
      viewport: { width: 1280, height: 900 },
      timezoneId: "Europe/Berlin",
    });
    const page = await context.newPage();
    return { page, account: await signUpCandidate(page, world.product.url) };
  }

  async function handIn(page: Page): Promise<void> {
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    for (const section of SECTION_IDS) {
      await workspace.write(SECTION_TITLES[section], answers[section] ?? "");
    }
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await page
      .getByRole("heading", { name: "Your estimate is ready" })
      .waitFor({ timeout: 60_000 });
  }

  it("finds what they missed due the next day, at the head of their home", async () => {
    const { page, account } = await arrive();
    const { url } = world.product;
    await page.goto(url);
    await page.getByRole("heading", { name: /^Start here: / }).waitFor();
    const found = await check(page, "the home of somebody new");
    await page.goto(`${url}/progress`);
    await page.getByText("Nothing to plot yet").waitFor();
    found.push(...(await check(page, "progress, empty")));
    await page.goto(`${url}/due`);
    await page.getByText("Nothing to practice yet").waitFor();
    found.push(...(await check(page, "due, empty")));

    await handIn(page);
    await page.getByRole("link", { name: /^Mark yourself first/ }).click();
    await page.getByRole("button", { name: "Begin", exact: true }).click();
    const marking = openMarking(page);
    await marking.markFrom(1, (number) => (number % 2 === 0 ? "1" : "3"));
    await marking.finish();

    await page.goto(`${url}/due`);
    await page.getByRole("heading", { name: /^Due today: / }).waitFor();
    await moveBack(world.dataDir, account.email, 1);
    await page.goto(url);
    await page.getByRole("heading", { name: /^Due today: / }).waitFor();
    found.push(...(await check(page, "a home with something due")));
    await shoot(page, "home-due");
    await page.getByRole("link", { name: "See all" }).click();
    const start = page.getByRole("button", { name: /^Start: / }).first();
    await start.waitFor();
    found.push(...(await check(page, "due")));
    await shoot(page, "due");
    const form = page.locator('form[action="/drills"]').first();
    expect(await form.locator("[name=problem]").inputValue()).toBe(RAG);
    const criteria = await form.locator("[name=criteria]").count();
    expect(criteria).toBeGreaterThanOrEqual(1);
    expect(criteria).toBeLessThanOrEqual(3);

    await page.getByLabel("Minutes of drills").fill("5");
    await page.getByRole("button", { name: "Set" }).click();
    await page.getByText("One drill, 5 min").waitFor();

    await page.goto(`${url}/progress`);
    await page.getByRole("heading", { name: "By your own marks" }).waitFor();
    // An estimate that hasn't been opened tells nothing here either.
    expect(await page.getByRole("heading", { name: "Estimates" }).count()).toBe(0);
    for (const details of await page.locator("main details").all()) {
      await details.locator("summary").click();
    }
    found.push(...(await check(page, "progress with its figures")));
    await shoot(page, "progress-own");
    await page.setViewportSize({ width: 375, height: 800 });
    for (const path of ["/", "/due", "/progress", "/track"]) {
      await page.goto(`${url}${path}`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, path).toBe(375);
    }
    await page.goto(`${url}/learn`);
    await page
      .getByText(/^\d+ to practice$/)
      .first()
      .waitFor();
    expect(found).toEqual([]);
    await page.context().close();
  });

  it("follows a track, by keyboard, from picking it to a finished week", async () => {
    const { page } = await arrive();
    const { url } = world.product;
    await page.goto(`${url}/learn/tracks/four-weeks`);
    await page.getByRole("link", { name: "Follow this track" }).click();
    await page.getByRole("heading", { name: "Pick a track" }).waitFor();
    const found = await check(page, "picking a track");
    await shoot(page, "track-pick");
    // The week that practises the RAG problem is the second.
    const begun = new Date(Date.now() - 7 * 24 * 60 * 60_000).toISOString().slice(0, 10);
    await page.getByLabel("Day", { exact: true }).fill(begun);
    await page.getByRole("button", { name: "Follow this track" }).press("Enter");
    await page.getByText("Week 2 of 4").waitFor();
    found.push(...(await check(page, "a week")));

    const week = page.getByRole("region", { name: /^Week 2: / });
    const boxes = week.getByRole("checkbox");
    const count = await boxes.count();
    expect(count).toBeGreaterThan(8);
    // Quicker than the server answers.
    for (const box of await boxes.all()) await box.press("Enter");
    await week
      .locator('[role=checkbox][aria-checked="true"]')
      .nth(count - 1)
      .waitFor();
    // It counts what is stored: a reload before would cut the last one off.
    await week.getByText(`${count} of ${count + 1}`).waitFor();
    await page.reload();
    await week.getByText(`${count} of ${count + 1}`).waitFor();
    await shoot(page, "track-week");

    await handIn(page);
    await page.goto(url);
    await page.getByText("This week is finished.").waitFor();
    await page.goto(`${url}/track`);
    await week.getByText("This week is finished.").waitFor();
    found.push(...(await check(page, "a finished week")));

    await page.getByText("Change or drop the track").press("Enter");
    await page.getByRole("button", { name: "Drop the track" }).click();
    await page.getByRole("heading", { name: "Pick a track" }).waitFor();
    expect(found).toEqual([]);
    await page.context().close();
  });
});
