import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { openCanvas } from "../support/pages/canvas";
import type { CanvasPage } from "../support/pages/canvas";
import { openWorkspace } from "../support/pages/workspace";
import { signInAsCandidate, startRagAttempt } from "../support/pages/sign-in";
import { startProduct } from "../support/start-product";
import type { Product } from "../support/start-product";

const launched = await launchBrowser();
const title = launched.browser
  ? "what comes onto the canvas"
  : `what comes onto the canvas (${launched.reason})`;

function boxes(count: number, more: Record<string, unknown>[] = []): string {
  const elements = Array.from({ length: count }, (_, at) => ({
    ...{ id: `b${at}`, type: "rectangle", width: 40, height: 30 },
    ...{ x: (at % 50) * 60, y: Math.floor(at / 50) * 50 },
  }));
  return JSON.stringify({ type: "excalidraw", version: 2, elements: [...elements, ...more] });
}

describe.skipIf(!launched.browser)(title, () => {
  let browser: Browser;
  let dataDir: string;
  let product: Product;
  let page: Page;
  let canvas: CanvasPage;

  beforeAll(async () => {
    if (!launched.browser) return;
    browser = launched.browser;
    dataDir = await mkdtemp(join(tmpdir(), "scaleboard-canvas-"));
    product = await startProduct(dataDir);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    page = await context.newPage();
    await signInAsCandidate(page, product.url);
    await startRagAttempt(page, product.url);
    await openWorkspace(page).waitForCanvas();
    canvas = openCanvas(page);
    await canvas.insertShapes(["Gateway", "LLM"]);
  });
  beforeEach(() => canvas.clearNotices());
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });

  it("draws a pasted flowchart, and of a broken one names the line and draws nothing", async () => {
    const before = await canvas.waitForReading(/2 components · 1 connection/);
    await canvas.paste("flowchart LR\n  a[Cache] --> b[(Log)]\n  b[open --> c");
    await canvas.waitForNotice(/can't be drawn\. Line 3: .*Nothing was drawn\./);
    expect(await canvas.waitForReading(/./)).toBe(before);
    await canvas.paste("flowchart LR\n  a[Cache] -->|miss| b[(Log)]");
    await canvas.waitForNotice(/2 components and 1 connection/);
    await canvas.waitForReading(/4 components · 2 connections/);
    await canvas.undoNotice();
    await canvas.waitForReading(/2 components · 1 connection/);
  });

  it("refuses an SVG, as text and as a file, and says what to do", async () => {
    await canvas.paste('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>');
    await canvas.waitForNotice(/SVG pictures can hold scripts.*as PNG/);
    await canvas.clearNotices();
    await canvas.drop({ name: "a.svg", type: "image/svg+xml", content: "<svg/>" });
    await canvas.waitForNotice(/SVG pictures can hold scripts/);
    await canvas.waitForReading(/2 components · 1 connection/);
  });

  it("leaves words alone that are pasted into a field, even when they look like SVG", async () => {
    const field = page.getByRole("tabpanel").getByRole("textbox");
    await field.focus();
    await page.evaluate(() => navigator.clipboard.writeText("<svg> is a word here"));
    await page.keyboard.press("Control+V");
    expect(await field.inputValue()).toBe("<svg> is a word here");
  });

  it("says so when a picture can't be read", async () => {
    await canvas.drop({ name: "broken.png", type: "image/png", content: "no picture" });
    await canvas.waitForNotice(/broken\.png .*can't be read as a picture\. Nothing/);
  });

  it("drops embedded pages from a drawing, names them and keeps the rest", async () => {
    const frame = { id: "f", type: "iframe", x: 0, y: 300, width: 90, height: 90 };
    const page = { ...frame, id: "e", type: "embeddable", link: "https://example.org" };
    await canvas.drop({
      ...{ name: "old.excalidraw", type: "" },
      content: boxes(3, [frame, page]),
    });
    await canvas.waitForNotice(/Added 3 elements\. 2 things were left out \(iframe, embeddable\)/);
    await canvas.undoNotice();
  });

  it("makes a picture of 20 MB smaller instead of refusing it", async () => {
    const bytes = await canvas.pastePicture({ sidePx: 2_700, type: "image/png" });
    expect(bytes).toBeGreaterThan(20_000_000);
    await canvas.waitForNotice(/Picture added, made smaller/);
  });
});
