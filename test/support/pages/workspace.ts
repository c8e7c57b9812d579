import type { Page } from "playwright-core";

type Point = { x: number; y: number };
type Box = { label: string; at: Point };

const BOX_WIDTH = 120;
const BOX_HEIGHT = 60;

/** What a candidate does in the workspace, by mouse and keyboard. */
export type WorkspacePage = {
  /** Resolves when the canvas takes a drawing. */
  waitForCanvas: () => Promise<void>;
  /** Draws a labelled box with the mouse; `at` from the canvas's top left corner, pixels. */
  drawBox: (box: Box) => Promise<void>;
  /** Draws an arrow with the mouse to a box on the right, or below. */
  drawArrow: (from: Box, to: Box) => Promise<void>;
  write: (section: string, text: string) => Promise<void>;
  readSection: (section: string) => Promise<string>;
  /** Resolves when the save state says so. */
  waitUntilSaved: () => Promise<void>;
  handIn: () => Promise<void>;
  /** The attempt's id, from the page's address; its report has the same. */
  readAttemptId: () => string;
};

export function openWorkspace(page: Page): WorkspacePage {
  const canvas = page.locator(".excalidraw canvas.interactive");

  async function toPage({ x, y }: Point): Promise<Point> {
    const area = await canvas.boundingBox();
    if (!area) throw new Error("the canvas is not on the page");
    return { x: area.x + x, y: area.y + y };
  }

  async function drag(from: Point, to: Point): Promise<void> {
    const [start, end] = [await toPage(from), await toPage(to)];
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
    await page.mouse.move(end.x, end.y, { steps: 4 });
    await page.mouse.up();
  }

  /** By its key, with the focus on the editor: a tool's button would keep the keyboard to itself. */
  async function chooseTool(tool: "rectangle" | "arrow"): Promise<void> {
    await page.locator(".excalidraw").first().focus();
    await page.keyboard.press(tool === "rectangle" ? "r" : "a");
    await page.locator(`[data-testid=toolbar-${tool}]:checked`).waitFor({ state: "attached" });
  }

  /** The editor goes back to its selection tool once the shape is there and selected. */
  async function waitUntilDrawn(): Promise<void> {
    await page.locator("[data-testid=toolbar-selection]:checked").waitFor({ state: "attached" });
  }

  function tab(section: string) {
    return page.getByRole("tab", { name: new RegExp(section) });
  }

  return {
    waitForCanvas: () => page.locator(".board[data-ready]").waitFor({ timeout: 60_000 }),
    drawBox: async ({ label, at }) => {
      await chooseTool("rectangle");
      await drag(at, { x: at.x + BOX_WIDTH, y: at.y + BOX_HEIGHT });
      await waitUntilDrawn();
      await page.keyboard.press("Enter");
      await page.locator("textarea.excalidraw-wysiwyg").fill(label);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    },
    drawArrow: async (from, to) => {
      await chooseTool("arrow");
      const isBeside = to.at.x > from.at.x;
      await drag(
        isBeside ? { x: from.at.x + BOX_WIDTH + 4, y: from.at.y + BOX_HEIGHT / 2 } : below(from),
        isBeside ? { x: to.at.x - 4, y: to.at.y + BOX_HEIGHT / 2 } : above(to),
      );
      await waitUntilDrawn();
      await page.keyboard.press("Escape");
    },
    write: async (section, text) => {
      await waitForTabs(page);
      await tab(section).click();
      await page.getByRole("tabpanel").getByRole("textbox").fill(text);
    },
    readSection: async (section) => {
      await tab(section).click();
      return page.getByRole("tabpanel").getByRole("textbox").inputValue();
    },
    waitUntilSaved: () => page.locator("[data-save-state=saved]").waitFor({ timeout: 60_000 }),
    handIn: async () => {
      await page.getByRole("button", { name: "Hand in" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: /hand in/i }).click();
      await page.waitForURL(/\/report$/, { timeout: 30_000 });
    },
    readAttemptId: () => {
      const id = /\/attempts\/([0-9a-f-]{36})/.exec(page.url())?.[1];
      if (id === undefined) throw new Error(`${page.url()} is no attempt's page`);
      return id;
    },
  };
}

function below({ at }: Box): Point {
  return { x: at.x + BOX_WIDTH / 2, y: at.y + BOX_HEIGHT + 4 };
}

function above({ at }: Box): Point {
  return { x: at.x + BOX_WIDTH / 2, y: at.y - 4 };
}

/** Until the page's styles are there, the answers to all sections are seen. */
async function waitForTabs(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const panels = Array.from(document.querySelectorAll("[role=tabpanel]"));
    return panels.filter((panel) => panel.getClientRects().length > 0).length === 1;
  });
}
