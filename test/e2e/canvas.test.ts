import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { SCENES_DIR } from "../support/diagram/testing";
import { describeInBrowser } from "../support/describe-in-browser";
import { RAG } from "../support/content";
import { openCanvas } from "../support/pages/canvas";
import type { CanvasPage } from "../support/pages/canvas";
import { openWorkspace } from "../support/pages/workspace";
import { signUpCandidate, startAttempt } from "../support/pages/sign-in";

const LIBRARY = "anna-pastushko--architecture-diagram-components.excalidrawlib";

function boxes(count: number, more: Record<string, unknown>[] = []): string {
  const elements = Array.from({ length: count }, (_, at) => ({
    id: `b${at}`,
    type: "rectangle",
    width: 40,
    height: 30,
    x: (at % 50) * 60,
    y: Math.floor(at / 50) * 50,
  }));
  return JSON.stringify({ type: "excalidraw", version: 2, elements: [...elements, ...more] });
}

await describeInBrowser("what comes onto the canvas", (world) => {
  let page: Page;
  let canvas: CanvasPage;

  beforeAll(async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await openFreshCanvas(RAG);
  });
  beforeEach(() => canvas.clearNotices());

  /** An attempt on another problem: what an earlier test put down is not there. */
  async function openFreshCanvas(slug: string, shapes = ["Gateway", "LLM"]): Promise<void> {
    await startAttempt(page, world.product.url, slug);
    await openWorkspace(page).waitForCanvas();
    canvas = openCanvas(page);
    if (shapes.length > 0) await canvas.insertShapes(shapes);
  }

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
    await canvas.waitForNotice(/SVG files can contain scripts.*as PNG/);
    await canvas.clearNotices();
    await canvas.drop({ name: "a.svg", type: "image/svg+xml", content: "<svg/>" });
    await canvas.waitForNotice(/SVG files can contain scripts/);
    await canvas.waitForReading(/2 components · 1 connection/);
  });

  it("leaves words alone that are pasted into a field, even when they look like SVG", async () => {
    const field = page.getByRole("tabpanel").getByRole("textbox");
    await field.focus();
    await page.evaluate(() => navigator.clipboard.writeText("<svg> is a word here"));
    await page.keyboard.press("Control+V");
    expect(await field.inputValue()).toBe("<svg> is a word here");
  });

  it("makes a picture of 20 MB smaller instead of refusing it", async () => {
    await openFreshCanvas("agent-platform-mcp");
    const bytes = await canvas.pastePicture({ sidePx: 2_700, type: "image/png" });
    expect(bytes).toBeGreaterThan(20_000_000);
    await canvas.waitForNotice(/Picture added at a smaller size/);
    const file = await canvas.waitForSavedFile();
    expect(file.mimeType).toBe("image/webp");
    expect(file.dataURL.length).toBeLessThan(700_000);
    await canvas.undoNotice();
  });

  it("says so when a picture can't be read", async () => {
    await openFreshCanvas("code-completion");
    await canvas.drop({ name: "broken.png", type: "image/png", content: "no picture" });
    await canvas.waitForNotice(/broken\.png .*can't be read as a picture\. Nothing/);
  });

  it("drops embedded pages from a drawing, names them and keeps the rest", async () => {
    const frame = { id: "f", type: "iframe", x: 0, y: 300, width: 90, height: 90 };
    const page = { ...frame, id: "e", type: "embeddable", link: "https://example.org" };
    await canvas.drop({ name: "old.excalidraw", type: "", content: boxes(3, [frame, page]) });
    await canvas.waitForNotice(/Added 3 elements\. 2 things were left out \(iframe, embeddable\)/);
    await canvas.undoNotice();
    await canvas.waitForReading(/2 components · 1 connection/);
  });

  it("takes of 2,000 pasted elements what fits, and leaves the present drawing as it is", async () => {
    await openFreshCanvas("content-moderation");
    await canvas.paste(boxes(2_000));
    await canvas.waitForNotice(
      /Added 1995 elements\. 5 of 2000 elements didn't fit: a drawing can have 2000, and this one had 5/,
    );
    await canvas.waitForReading(/2 components · 1 connection/);
    await canvas.undoNotice();
    await canvas.waitForReading(/1 connection$/);
  });

  it("keeps a library in this browser, and draws with it", async () => {
    await openFreshCanvas("llm-search-engine");
    const content = readFileSync(new URL(`libraries/${LIBRARY}`, SCENES_DIR), "utf8");
    await canvas.drop({ name: LIBRARY, type: "", content });
    await canvas.waitForNotice(/11 shapes from .* under Shapes/);
    await page.getByRole("combobox", { name: "Find a shape" }).fill("docker");
    await page.getByRole("option", { name: "Docker" }).click();
    await canvas.waitForReading(/3 components/);
    await page.reload();
    await openWorkspace(page).waitForCanvas();
    await page.getByRole("button", { name: "Shapes", exact: true }).click();
    await page.getByRole("group", { name: /anna-pastushko/ }).waitFor();
    await page.keyboard.press("Escape");
  });

  it("names an arrow that ends nowhere, shows it, ties it and takes that back", async () => {
    await openFreshCanvas("voice-agent", []);
    const element = { width: 140, height: 70, version: 1 };
    const far = { x: 20_000, y: 0 };
    const scene = [
      { ...element, id: "p", type: "rectangle", ...far },
      { id: "pt", type: "text", ...far, width: 60, height: 25, text: "Planner", containerId: "p" },
      { ...element, id: "q", type: "rectangle", x: 20_400, y: 0 },
      {
        id: "qt",
        type: "text",
        ...far,
        x: 20_420,
        width: 60,
        height: 25,
        text: "Queue",
        containerId: "q",
      },
      {
        id: "x",
        type: "arrow",
        x: 20_144,
        y: 35,
        width: 176,
        height: 0,
        points: [
          [0, 0],
          [176, 0],
        ],
        startBinding: { elementId: "p", focus: 0, gap: 4 },
      },
    ];
    await canvas.paste(JSON.stringify({ type: "excalidraw", version: 2, elements: scene }));
    await canvas.waitForReading(/The arrow from Planner has no end/);
    await page.getByRole("button", { name: /What the grader reads/ }).click();
    await page
      .getByRole("button", { name: "The arrow from Planner has no end.", exact: true })
      .click();
    await page.getByRole("button", { name: "Connect to Queue" }).click();
    await page.getByRole("button", { name: "Planner → Queue" }).waitFor();
    await page
      .getByRole("region", { name: "Reading" })
      .getByRole("button", { name: "Undo" })
      .click();
    await page.getByRole("button", { name: "Planner → (nothing)" }).waitFor();
  });
});
