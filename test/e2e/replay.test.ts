import { sql } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DbHandle } from "#server/db/client";
import { askQuestion } from "#server/attempts/ask-question";
import { openHint } from "#server/attempts/open-hint";
import { readContentOf } from "#server/content/read-content";
import { parseScene } from "#domain/diagram/parse-scene";
import { SECTION_IDS } from "#domain/problems/scale";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { spreadOut, Tab } from "../integration/replay/replay-world";
import { gradeWith } from "../integration/reviews/review-world";
import { createRecordingQueue, openAttempt, submit, throwIt } from "../support/attempts";
import { check } from "../support/axe";
import { RAG, ROOT_DIR } from "../support/content";
import { describeInBrowser } from "../support/describe-in-browser";
import { signInAsCandidate } from "../support/pages/sign-in";
import { openProductDatabase } from "../support/product-database";
import { shoot } from "../support/shoot";

/** Saves of a text, and elements with each save of the drawing; a save is a minute. */
const SAVES_A_TEXT = 5;
const ELEMENTS_A_SAVE = 12;

await describeInBrowser("a replay", (world) => {
  let database: DbHandle;
  beforeAll(async () => {
    database = await openProductDatabase(world.dataDir);
  });
  afterAll(() => database?.close());

  /** An interview of the demo candidate of this browser, graded and opened. */
  async function handInSession(page: Page): Promise<{ attemptId: string; drawn: number }> {
    const { db } = database;
    await signInAsCandidate(page, world.product.url);
    const name = (await page.locator("header summary").innerText()).trim();
    const [person] = await db.execute<{ id: string }>(
      sql`select id from users where name = ${name}`,
    );
    const userId = person?.id ?? "";
    const content = await readContentOf(ROOT_DIR, RAG);
    const strong = content?.calibration.find((answer) => answer.name === "strong");
    if (!strong) throw new Error("the strong calibration answer is missing");
    const { elements } = parseScene(strong.scene).scene;
    const attemptId = await openAttempt(db, userId, { isPractice: true, hasCurveball: true });
    const who = { attemptId, userId };
    await openHint(db, { ...who, section: "components", step: 1 });
    const ask = { askKey: "key-of-a-question", question: "what latency do you need?" };
    await askQuestion(db, createRecordingQueue(), { ...who, ask, hasModel: false }, throwIt);
    const tab = new Tab(db, who);
    for (const section of SECTION_IDS) {
      const text = strong.answers[section];
      for (let part = 1; part <= SAVES_A_TEXT; part += 1) {
        const end = Math.ceil((text.length * part) / SAVES_A_TEXT);
        await tab.save({ texts: { [section]: text.slice(0, end) } });
      }
      if (section !== "architecture") continue;
      for (let at = 0; at < elements.length; at += ELEMENTS_A_SAVE) {
        await tab.save({ elements: elements.slice(at, at + ELEMENTS_A_SAVE) });
      }
    }
    const { gradeId } = await submit(db, createRecordingQueue(), who);
    await gradeWith(db, gradeId, "met");
    await quoteSomething(gradeId, attemptId);
    await spreadOut(db, attemptId);
    await db.execute(sql`update attempt_hints set opened_at = attempts.started_at
      + interval '8 minutes' from attempts where id = attempt_id and attempt_id = ${attemptId}`);
    await db.execute(sql`update attempt_questions set asked_at = attempts.started_at
      + interval '150 seconds' from attempts where attempts.id = attempt_id
        and attempt_id = ${attemptId}`);
    await recordOwnSight(db, who);
    return { attemptId, drawn: elements.filter(({ isDeleted }) => !isDeleted).length };
  }

  /** Each criterion rests on the end of its section's text. */
  async function quoteSomething(gradeId: string, attemptId: string): Promise<void> {
    await database.db.execute(sql`
      insert into evidence (criterion_verdict_id, position, section, quote, start_offset, end_offset)
      select verdicts.id, 0, verdicts.section, right(text, 40), length(text) - 40, length(text)
      from criterion_verdicts as verdicts
      join answers on answers.attempt_id = ${attemptId} and answers.section = verdicts.section
      where verdicts.grade_id = ${gradeId}`);
  }

  it("is played by keyboard alone: text, drawing, hint, curveball and what won criteria", async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const { attemptId, drawn } = await handInSession(page);
    await page.goto(`${world.product.url}/attempts/${attemptId}/report`);
    await page.getByRole("link", { name: "Replay", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Replay", level: 1 }).waitFor();
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();

    const position = page.locator("[data-position]");
    const last = page.locator("[data-last]");
    const board = page.locator("[data-drawn]");
    const answer = page.getByRole("tabpanel");
    const goes = async (key: string, time: string): Promise<void> => {
      await page.keyboard.press(key);
      await expect.poll(() => position.innerText()).toBe(time);
    };
    const goToCurveball = async (): Promise<void> => {
      while (!(await last.innerText()).includes("The requirements changed")) {
        const before = await position.innerText();
        await page.keyboard.press("Shift+ArrowRight");
        await expect.poll(() => position.innerText()).not.toBe(before);
      }
    };
    expect(await position.innerText()).toBe("0:00");
    expect(await board.getAttribute("data-drawn")).toBe("0");
    await answer.getByText("Nothing is written yet.").waitFor();

    // From event to event.
    await goes("Shift+ArrowRight", "2:30");
    expect(await last.innerText()).toContain("Asked: what latency do you need?");
    await goes("Shift+ArrowRight", "5:00");
    expect(await last.innerText()).toMatch(/^5:00 Met/);
    await goes("Shift+ArrowRight", "8:00");
    expect(await last.innerText()).toContain("Hint 1 for Components");
    await goes("Shift+ArrowLeft", "5:00");
    await goToCurveball();
    expect(await page.locator("p[role=status]").innerText()).toMatch(
      /^Paused at \d+:\d\d of 40:00\..* Drawing: \d+ shapes\. Last: The requirements changed$/,
    );

    // By steps, sections and ends.
    await goes("End", "40:00");
    expect(await board.getAttribute("data-drawn")).toBe(String(drawn));
    await page.keyboard.press("1");
    const words = page.locator("[data-words]");
    const all = await words.innerText();
    await goes("Home", "0:00");
    await answer.getByText("Nothing is written yet.").waitFor();
    await goes("ArrowRight", "0:05");
    await goes("ArrowLeft", "0:00");
    await page.getByRole("slider", { name: "Position" }).focus();
    await goes("End", "40:00");
    expect(await words.innerText()).toBe(all);

    // Played to its end, at sixteen times the speed.
    await page.getByLabel("Speed").focus();
    await page.keyboard.press("End");
    await page.getByRole("slider", { name: "Position" }).focus();
    for (let seconds = 55; seconds >= 30; seconds -= 5) await goes("ArrowLeft", `39:${seconds}`);
    await page.keyboard.press(" ");
    await page.getByRole("button", { name: "Pause" }).waitFor();
    expect(await page.locator("p[role=status]").getAttribute("aria-live")).toBe("off");
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    await expect.poll(() => position.innerText()).toBe("40:00");
    expect(await last.innerText()).toContain("Handed in");

    // Every control and every event is reached by Tab.
    const reached = new Set<string>();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (let press = 0; press < 90; press += 1) {
      await page.keyboard.press("Tab");
      reached.add(
        await page.evaluate(() => {
          const element = document.activeElement;
          return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
        }),
      );
    }
    for (const name of ["Play", "Position", "Scenario"]) expect([...reached]).toContain(name);
    expect([...reached].some((name) => name.includes("go to “The requirements changed”"))).toBe(
      true,
    );

    await page.getByRole("slider", { name: "Position" }).focus();
    await goes("Home", "0:00");
    await goToCurveball();
    await page.locator("[data-drawn] canvas").first().waitFor();
    await shoot(page, "replay");
    expect(await check(page, "a replay")).toEqual([]);
    await context.close();
  });
});
