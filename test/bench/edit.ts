import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { answers, attempts } from "#server/db/tables/attempts";
import { launchBrowser } from "../support/browser";
import { openProductDatabase } from "../support/product-database";
import { signInAsCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { startProduct } from "../support/start-product";
import { measureDelays, type Delays } from "./edit/delays";
import { readWatched, watchPage } from "./edit/watch-page";
import { percentile } from "./percentile";

/** Moodle saves a quiz answer every 60 s by default (quiz | autosaveperiod). */
const MOODLE_MS = 60_000;
const MIDDLE_MS = 90_000;
const LAST_MS = 120_000;
/** The field is closed at the deadline; a key that is half pressed then is no edit. */
const STOP_BEFORE_MS = 500;
const KEY_MS = 110;
const SENTENCE = "The cache holds answers by a hash of the question and its filters. ";
const SHIFT_PX = 120;
const DRAG_STEPS = 60;
/** Beside the panel that the editor lays over the canvas while a shape is drawn. */
const BOX = { label: "Retriever", at: { x: 300, y: 160 } };

/**
 * `npm run bench:edit`: a real browser on the product as `npm start` runs it: keys are pressed
 * and a box is dragged by mouse, in the middle of an attempt and in its last two minutes. For each
 * edit: how long until it lies in IndexedDB (its transaction complete), and until the browser has
 * read that the server committed it.
 */
async function main(): Promise<void> {
  const launched = await launchBrowser();
  if (!launched.browser) throw new Error(launched.reason);
  const dataDir = await mkdtemp(join(tmpdir(), "scaleboard-edit-"));
  const product = await startProduct(dataDir);
  const database = await openProductDatabase(dataDir);
  try {
    const page = await (await launched.browser.newContext()).newPage();
    await watchPage(page);
    await signInAsCandidate(page, product.url);
    await startRagAttempt(page, product.url);
    const attemptId = page.url().split("/").at(-1) ?? "";
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    await workspace.drawBox(BOX);
    await workspace.waitUntilSaved();

    const middle = await work(page, Date.now() + MIDDLE_MS, { text: "", turn: 0 });
    await workspace.waitUntilSaved();
    const first = measureDelays(await readWatched(page));

    const deadlineAt = new Date(Date.now() + LAST_MS);
    await database.db.update(attempts).set({ deadlineAt }).where(eq(attempts.id, attemptId));
    await page.reload();
    await workspace.waitForCanvas();
    const last = await work(page, deadlineAt.getTime() - STOP_BEFORE_MS, middle);
    await workspace.waitUntilSaved();
    const second = measureDelays(await readWatched(page));

    const [stored] = await database.db
      .select({ text: answers.text })
      .from(answers)
      .where(eq(answers.attemptId, attemptId));
    if (stored?.text !== last.text) throw new Error("the database does not hold what was typed");
    console.log(
      `edit to durable, Chromium and the product on ${cpus().length} cores, load average ${(loadavg()[0] ?? 0).toFixed(1)}`,
    );
    print("in the middle of an attempt", first);
    print("in its last two minutes", second);
  } finally {
    await launched.browser.close();
    await database.close();
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** What stands in the field, and how often the box was dragged. */
type Work = { text: string; turn: number };

/** Types and drags in turn until a moment. */
async function work(page: Page, untilMs: number, before: Work): Promise<Work> {
  const field = page.getByRole("tabpanel").getByRole("textbox");
  const canvas = page.locator(".excalidraw canvas.interactive");
  let text = before.text;
  let { turn } = before;
  for (; Date.now() < untilMs;) {
    await field.click();
    await page.keyboard.press("Control+End");
    for (const key of SENTENCE) {
      if (Date.now() >= untilMs) return { text, turn };
      await page.keyboard.press(key === " " ? "Space" : key, { delay: KEY_MS });
      text += key;
    }
    if (Date.now() >= untilMs - 2_000) continue;
    await dragBox(page, await canvas.boundingBox(), turn);
    turn += 1;
  }
  return { text, turn };
}

/** Drags the box by its label, to and fro. */
async function dragBox(
  page: Page,
  area: { x: number; y: number } | null,
  turn: number,
): Promise<void> {
  if (!area) throw new Error("the canvas is not on the page");
  const atX = area.x + BOX.at.x + 60;
  const [fromX, toX] = turn % 2 === 0 ? [atX, atX + SHIFT_PX] : [atX + SHIFT_PX, atX];
  const y = area.y + BOX.at.y + 30;
  await page.mouse.move(fromX, y);
  await page.mouse.down();
  for (let step = 1; step <= DRAG_STEPS; step += 1)
    await page.mouse.move(fromX + ((toX - fromX) * step) / DRAG_STEPS, y);
  await page.mouse.up();
}

function print(title: string, { local, server }: Delays): void {
  const at = (values: readonly number[]) =>
    [0.5, 0.95, 0.99, 1]
      .map((share) => `${percentile(values, share).toFixed(0).padStart(5)} ms`)
      .join(" ");
  const p99 = percentile(server, 0.99);
  console.log(`  ${title}, ${server.length} edits        p50      p95      p99  slowest`);
  console.log(`    in IndexedDB (target 500 ms)           ${at(local)}`);
  console.log(`    committed, as the browser hears        ${at(server)}`);
  console.log(
    `    p99 ÷ Moodle's 60 s                    1/${(MOODLE_MS / p99).toFixed(0)} (target 1/20, beyond 1/60)`,
  );
}

await main();
