import type { Page } from "playwright-core";
import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { parseScene } from "#domain/diagram/parse-scene";
import { SECTION_IDS } from "#domain/problems/scale";
import { readContentOf } from "#server/content/read-content";
import type { ContentFile } from "#server/content/read-content";
import { users } from "#server/db/tables/accounts";
import { openAttempt, saveWork } from "../support/attempts";
import { RAG, ROOT_DIR } from "../support/content";
import { describeOnOwnProduct } from "../support/describe-in-browser";
import type { InBrowser } from "../support/describe-in-browser";
import { box } from "../support/elements";
import { startFakeModel } from "../support/fake-model/start-fake-model";
import { openReport } from "../support/pages/report";
import { signUpCandidate } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { openProductDatabase } from "../support/product-database";
import { shoot } from "../support/shoot";

const content = await readRag();

/** Says of each calibration answer what its labels say; of several verdicts the first. */
const model = await startFakeModel({
  character: {
    kind: "labelled",
    statements: Object.fromEntries(content.rubric.criteria.map(({ id, text }) => [id, text])),
    answers: content.calibration.map(({ answers, head }) => ({
      phrase: answers.scenario.slice(0, 40),
      expected: Object.fromEntries(
        Object.entries(head.expected).flatMap(([id, label]) =>
          [label]
            .flat()
            .slice(0, 1)
            .map((verdict) => [id, verdict]),
        ),
      ),
    })),
  },
  canaries: Object.fromEntries(content.rubric.canaries.map(({ id, expect: right }) => [id, right])),
});
const MODEL = {
  OPENAI_BASE_URL: model.baseUrl,
  OPENAI_API_KEY: "a key for the fake",
  JUDGE_MODEL: "fake-judge-1",
};

/** Folded, at 375 px and with a debrief: about eight screens of a phone. */
const MAX_PHONE_PX = 6_600;
const PAPER = { min: 4, max: 6 };

async function readRag(): Promise<ContentFile> {
  const found = await readContentOf(ROOT_DIR, RAG);
  if (!found) throw new Error("the RAG problem is missing");
  return found;
}

function define(world: InBrowser): void {
  afterAll(() => model.close());

  /** The report of a calibration answer, graded, in a browser of its own. */
  async function openGraded(name: string, extra: unknown[] = []): Promise<Page> {
    const answer = content.calibration.find((each) => each.name === name);
    if (!answer) throw new Error(`the ${name} answer is missing`);
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const { email } = await signUpCandidate(page, world.product.url);
    const database = await openProductDatabase(world.dataDir);
    try {
      const { db } = database;
      const [person] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
      const userId = person?.id ?? "";
      const attemptId = await openAttempt(db, userId);
      const elements = [...parseScene(answer.scene).scene.elements, ...extra];
      await saveWork(db, { attemptId, userId }, { answers: answer.answers, elements });
      await page.goto(`${world.product.url}/attempts/${attemptId}`);
    } finally {
      await database.close();
    }
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    await workspace.handIn();
    await openReport(page).waitUntilGraded();
    return page;
  }

  const steps = (page: Page) => page.locator("section[aria-labelledby=next-title] > ol > li");

  /** Headings of the report, in the order in which they stand. */
  const readHeadings = (page: Page) => page.locator("main h2").allTextContents();

  it("leads a weak answer to the section of which nothing is there", async () => {
    const page = await openGraded("weak");
    const headings = (await readHeadings(page)).filter((title) => title !== "Reviewed");
    expect(headings.slice(0, 2)).toEqual(["In short", "Total"]);
    const plan = headings.findIndex((title) => /^Your next \d+ minutes$/.test(title));
    expect(plan).toBeGreaterThan(1);
    expect(headings.indexOf("Your answer, marked up")).toBeGreaterThan(plan);
    expect(await steps(page).count()).toBeLessThanOrEqual(3);
    const first = steps(page).first();
    expect(await first.textContent()).toContain("Retry a section");
    const link = first.getByRole("link", { name: "Retry this section" });
    const [path, section] = (await link.getAttribute("href"))?.split(/\?section=|&/) ?? [];
    expect(path).toMatch(/^\/attempts\/[0-9a-f-]+\/retry$/);
    expect(SECTION_IDS).toContain(section);
    await shoot(page, "weak");
    await page.context().close();
  });

  it("leads a middling answer to drills, each about something else", async () => {
    const page = await openGraded("middling");
    const drills = steps(page).locator("form[action='/drills']");
    await drills.first().waitFor();
    const ids = await drills
      .locator("input[name=criteria]")
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    expect(new Set(ids).size).toBe(ids.length);
    const known = new Set(content.rubric.criteria.map(({ id }) => id));
    for (const id of ids) expect(known).toContain(id);
    expect(await drills.first().locator("input[name=problem]").inputValue()).toBe(RAG);
    await shoot(page, "middling");
    await page.context().close();
  });

  it("folds what is met, fits a phone and a few sheets of paper, and opens what one asks for", async () => {
    const boxes = Array.from({ length: 80 }, (_, index) =>
      box(`extra-${index}`, { x: 2_000 + (index % 10) * 220, y: Math.floor(index / 10) * 140 }),
    );
    const page = await openGraded("strong", boxes);
    await shoot(page, "strong");
    const folded = page.locator("details:has(> summary:has-text('met'))");
    await folded.first().waitFor();
    expect(await folded.evaluateAll((all) => all.some((each) => each.hasAttribute("open")))).toBe(
      false,
    );
    await page.setViewportSize({ width: 375, height: 800 });
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: 1280, height: 900 });
    const paper = await page.pdf({ format: "A4", printBackground: false });
    const sheets = paper.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    console.info(`strong: ${height} px at 375, ${sheets} pages`);
    expect(height).toBeLessThan(MAX_PHONE_PX);
    expect(sheets).toBeGreaterThanOrEqual(PAPER.min);
    expect(sheets).toBeLessThanOrEqual(PAPER.max);

    const marked = page.locator("a.marked:not([data-short], [data-criteria*='.'])").first();
    const [criterionId = ""] = ((await marked.getAttribute("data-criteria")) ?? "").split(" ");
    await marked.click();
    const note = page.locator(`#criterion-${criterionId}`);
    await note.getByText("How this was decided").waitFor();
    await page.context().close();
  });

  it("says when the drawing can't be loaded, and loads it when it is asked to", async () => {
    const page = await openGraded("middling");
    await page.route("**/drawing", (route) => route.fulfill({ status: 503 }));
    await page.reload();
    const drawing = page.getByRole("region", { name: "Drawing", exact: true });
    await drawing.getByRole("alert").waitFor();
    await shoot(page, "drawing-failed", { part: drawing });
    await page.unroute("**/drawing");
    await drawing.getByRole("button", { name: "Try again" }).press("Enter");
    await drawing.locator("canvas").first().waitFor({ timeout: 60_000 });
    await shoot(page, "drawing", { part: drawing });
    await page.context().close();
  });
}

await describeOnOwnProduct("a report for a learner", define, MODEL);
