import { sql } from "drizzle-orm";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DbHandle } from "#server/db/client";
import { readContentOf } from "#server/content/read-content";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { gradeWith } from "../integration/reviews/review-world";
import { createRecordingQueue, openReplied, saveWork, submit } from "../support/attempts";
import type { Replied } from "../support/attempts";
import { check } from "../support/axe";
import { RAG, ROOT_DIR } from "../support/content";
import { describeInBrowser } from "../support/describe-in-browser";
import { ANSWERS } from "../support/grading-fixture";
import { openReport } from "../support/pages/report";
import { openReview } from "../support/pages/review";
import { signInAsCandidate, signInAsReviewer } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { openProductDatabase } from "../support/product-database";
import { shoot } from "../support/shoot";

const QUESTION = "Where do the two seconds of a chat reply go?";
const FOUND = "Retrieval takes 200 ms of them.";
const MISSED = "Reranking takes 300 ms and the model 1.2 s.";
/** Half of it is a verdict too. */
const PARTLY = "first-checked-words";

await describeInBrowser("replies, once they are handed in", (world) => {
  let database: DbHandle;
  beforeAll(async () => {
    database = await openProductDatabase(world.dataDir);
  });
  afterAll(() => database?.close());

  async function openPage(): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    return context.newPage();
  }

  /** The demo candidate of this browser, by the name in the page's head. */
  async function signIn(page: Page): Promise<string> {
    await signInAsCandidate(page, world.product.url);
    const name = (await page.locator("header summary").innerText()).trim();
    const [person] = await database.db.execute<{ id: string }>(
      sql`select id from users where name = ${name}`,
    );
    return person?.id ?? "";
  }

  /** An interview with replies, graded as partly met by the first of them, its report opened. */
  async function handInReplied(userId: string, ...replies: Replied[]) {
    const { db } = database;
    const who = await openReplied(db, userId, ...replies);
    const words = "We look at a few chats now and then.";
    await saveWork(db, who, { answers: { ...ANSWERS, evaluation: words } });
    const { gradeId } = await submit(db, createRecordingQueue(), who);
    const place = { section: "latency_cost" as const, quote: FOUND, start: 0, end: FOUND.length };
    const evidence = [{ source: "interview" as const, turn: 1, ...place }];
    await gradeWith(db, gradeId, "not_met", { [PARTLY]: { verdict: "partial", evidence } });
    await recordOwnSight(db, who);
    return who.attemptId;
  }

  /** Follows the way from a criterion's card to the reply, and says which of its words are lit. */
  async function followToReply(page: Page, card: Locator): Promise<string[]> {
    await card.getByRole("link", { name: "in a reply" }).last().click();
    const exchange = page.locator("#follow-up-1");
    await exchange.locator("[data-lit]").first().waitFor();
    const question = exchange.getByText(QUESTION);
    const [box, height] = [await question.boundingBox(), page.viewportSize()?.height ?? 0];
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
    const lit = await exchange.locator("[data-lit]").allTextContents();
    // Without the numbers that stand at their ends.
    return lit.map((text) => text.replace(/ note [\d ]+$/, ""));
  }

  it("are pointed at in an appeal, which a reviewer reads beside the question and grants", async () => {
    const candidate = await openPage();
    const userId = await signIn(candidate);
    const said = {
      section: "latency_cost" as const,
      question: QUESTION,
      reply: `${FOUND} ${MISSED}`,
    };
    const attemptId = await handInReplied(userId, said);
    const reportUrl = `${world.product.url}/attempts/${attemptId}/report`;
    await candidate.goto(reportUrl);
    const exchange = candidate.locator("#follow-up-1");
    await exchange.getByText("This reply counts for").waitFor();
    expect(await exchange.locator("a[data-short]").count()).toBe(1);
    const note = await openReport(candidate).openNote(PARTLY);
    expect(await followToReply(candidate, note)).toEqual([FOUND]);

    await note.getByRole("link", { name: "Challenge this verdict" }).click();
    const replied = candidate.getByRole("group", { name: `Your reply to: ${QUESTION}` });
    await replied.getByRole("radio", { name: MISSED }).check();
    await candidate.getByLabel(/^A note/).fill("My reply names two more stages.");
    await candidate.getByRole("button", { name: /Ask a reviewer|Keep my mark/ }).click();
    await candidate.waitForURL(/\/report#criterion-/);

    const reviewer = await openPage();
    await signInAsReviewer(reviewer, world.product.url);
    await reviewer.locator(`[data-row][href="/review/${attemptId}"]`).click();
    await reviewer.waitForURL(`**/review/${attemptId}`);
    const card = reviewer.locator(`#criterion-${PARTLY}`);
    await card.getByRole("button", { name: /appeal/ }).click();
    await card.getByText("My reply names two more stages.").waitFor();
    expect(await card.getByText("The candidate points here").count()).toBe(1);
    // The words the judge found, and those the candidate points at.
    const lit = await followToReply(reviewer, card);
    expect(lit).toEqual([FOUND, MISSED]);
    await shoot(reviewer, "reply-appeal-review");
    expect(await check(reviewer, "an appeal at a reply")).toEqual([]);
    await card
      .getByRole("button", { name: /appeal/ })
      .first()
      .click();
    await openReview(reviewer).grantAppeal(PARTLY, "It does: three stages, each with its time.");

    await candidate.goto(`${world.product.url}/notices`);
    await candidate
      .getByRole("link", { name: /^Your challenge was granted/ })
      .first()
      .click();
    await candidate.waitForURL(/\/report/);
    await exchange.getByText("This reply counts for").waitFor();
    const settled = await openReport(candidate).openNote(PARTLY);
    await settled.getByText(/^Granted/).waitFor();
    expect(await settled.textContent()).toContain("It does: three stages, each with its time.");
    // The reply's words are underlined as what is met now, where they fell short before.
    expect(await exchange.locator("a[data-criteria]:not([data-short])").count()).toBe(1);
    await shoot(candidate, "reply-appeal-outcome");
    await Promise.all([candidate.context().close(), reviewer.context().close()]);
  });

  it("carry over into a retry, locked and counted, but for those about its section", async () => {
    const content = await readContentOf(ROOT_DIR, RAG);
    const strong = content?.calibration.find(({ head }) => head.band === "strong")?.answers;
    if (!strong) throw new Error("the strong calibration answer is missing");
    const page = await openPage();
    const userId = await signIn(page);
    const attemptId = await handInReplied(
      userId,
      {
        section: "evaluation",
        question: "How do you know it answers well?",
        reply: strong.evaluation,
      },
      { section: "scenario", question: "Who writes to the desk?", reply: "Customers at noon." },
    );
    await page.goto(`${world.product.url}/attempts/${attemptId}/retry?section=scenario`);
    await page.getByText(/Your replies about this section don’t\./).waitFor();
    await shoot(page, "retry-setup");
    await page.getByRole("button", { name: "Start the clock" }).click();
    await page.waitForURL(/\/attempts\/[0-9a-f-]+$/);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();

    const room = page.getByRole("region", { name: "Interviewer" });
    const bar = room.getByRole("button", { name: /1 reply not carried over/ });
    expect(await bar.getAttribute("aria-expanded")).toBe("false");
    await bar.click();
    await room.getByText("Customers at noon.").waitFor();
    await shoot(page, "retry-room-left", { fullPage: false });
    await workspace.write("Scenario", strong.scenario);
    await page.getByRole("tab", { name: /Evaluation/ }).click();
    await room.getByRole("button", { name: /1 reply carried over/ }).waitFor();
    await room.getByText(strong.evaluation.slice(0, 40)).waitFor();
    expect(await room.getByRole("textbox").count()).toBe(0);
    await shoot(page, "retry-room-carried", { fullPage: false });
    expect(await check(page, "a retry with replies")).toEqual([]);
    await page.getByRole("tab", { name: /Components/ }).click();
    await room.waitFor({ state: "detached" });

    await workspace.waitUntilSaved();
    await workspace.handIn();
    await openReport(page).waitUntilGraded();
    const exchange = page.locator("#follow-up-1");
    await exchange.getByText("Carried over from the earlier attempt").waitFor();
    await exchange.locator("a[data-criteria]").first().waitFor();
    await exchange.getByText("This reply counts for").waitFor();
    expect(await page.locator("#follow-up-2").count()).toBe(0);
    await shoot(page, "retry-report");
    await page.context().close();
  });
});
