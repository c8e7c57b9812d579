import { gunzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { openWorkspace } from "./pages/workspace";

/** Room that the editor's rows may take of the pane, in px. */
const TOP_ROW_PX = 64;
const BOTTOM_ROW_PX = 56;
const GRID_PX = 40;
const COLUMNS = [0.03, 0.34, 0.66, 0.95];
const LINES = [0.04, 0.5, 0.94];
const STROKE_PX = { x: 14, y: 11 };

export const SIZES = [
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
] as const;
export const PANELS = ["none", "Problem", "Shapes", "Draw with text", "reading"] as const;
type Panel = (typeof PANELS)[number];

/** The editor's tools by their keys; these make one element of each stroke. */
export const STROKE_KEYS = {
  rectangle: "r",
  diamond: "d",
  ellipse: "o",
  arrow: "a",
  line: "l",
  freedraw: "p",
} as const;
const OTHER_KEYS = { selection: "v", text: "t", eraser: "e", hand: "h", frame: "f" } as const;
export const ALL_TOOLS = { ...STROKE_KEYS, ...OTHER_KEYS } as const;
/** Strokes that `dragAtTwelvePlaces` makes. */
export const PLACES = COLUMNS.length * LINES.length;

type FreeCanvas = {
  width: number;
  height: number;
  /** Points of the grid, each with what lies there instead of the canvas. */
  covered: string[];
  isPhoneLayout: boolean;
};

type Box = { x: number; y: number; width: number; height: number };

/** The canvas of a room as somebody who draws finds it. */
export type CanvasGeometry = {
  /** Opens one panel, with the drawing in sight, and closes the one before. */
  show: (panel: Panel) => Promise<void>;
  chooseTool: (key: string) => Promise<void>;
  /** What is left of the pane between the rows. */
  measureFree: () => Promise<FreeCanvas>;
  /** Drags at twelve places all over the free canvas. @param keys of tools, taken in turn */
  dragAtTwelvePlaces: (keys: readonly string[]) => Promise<void>;
  /** Elements that saves took to the server so far. */
  countSaved: () => Promise<number>;
};

export function openGeometry(page: Page): CanvasGeometry {
  const saved = new Set<string>();
  page.on("request", (request) => {
    if (!request.url().endsWith("/save")) return;
    const body = request.postDataBuffer();
    if (body === null) return;
    const isGzipped = body[0] === 0x1f && body[1] === 0x8b;
    const { elements } = JSON.parse((isGzipped ? gunzipSync(body) : body).toString("utf8")) as {
      elements?: { id: string }[];
    };
    for (const { id } of elements ?? []) saved.add(id);
  });
  const pane = page.locator(".board");

  async function findFree(): Promise<Box> {
    const box = await pane.boundingBox();
    if (!box) throw new Error("the canvas is not on the page");
    return {
      x: box.x,
      y: box.y + TOP_ROW_PX,
      width: box.width,
      height: box.height - TOP_ROW_PX - BOTTOM_ROW_PX,
    };
  }
  async function chooseTool(key: string): Promise<void> {
    await page.locator(".excalidraw").first().focus();
    await page.keyboard.press(key);
  }

  return {
    async show(panel) {
      const sides = page.getByRole("group", { name: "Shown side" });
      if (await sides.isVisible()) await sides.getByRole("button", { name: "Drawing" }).click();
      const open = page.locator("[data-opens][aria-expanded=true]");
      if ((await open.count()) > 0) await open.click();
      if (panel === "none") return;
      const name = panel === "reading" ? /^What the grader reads/ : panel;
      const opener = page.locator("[data-opens]").and(page.getByRole("button", { name }));
      await opener.click();
      await page.locator("#room-dock > aside").waitFor();
    },
    chooseTool,
    async measureFree() {
      const free = await findFree();
      const covered = await page.evaluate(
        ({ box, step }) => {
          const found: string[] = [];
          for (let x = box.x + 2; x < box.x + box.width; x += step)
            for (let y = box.y + 2; y < box.y + box.height; y += step) {
              const element = document.elementFromPoint(x, y);
              if (element instanceof HTMLCanvasElement && element.closest(".board")) continue;
              found.push(`${x},${y}: ${element?.tagName} ${element?.className}`);
            }
          return found;
        },
        { box: free, step: GRID_PX },
      );
      const isPhoneLayout = (await page.locator(".board .excalidraw--mobile").count()) > 0;
      return { width: free.width, height: free.height, covered, isPhoneLayout };
    },
    async dragAtTwelvePlaces(keys) {
      const free = await findFree();
      const places = COLUMNS.flatMap((across) => LINES.map((down) => ({ across, down })));
      for (const [at, { across, down }] of places.entries()) {
        const key = keys[at % keys.length];
        if (key !== undefined && (keys.length > 1 || at === 0)) await chooseTool(key);
        const x = free.x + free.width * across;
        const y = free.y + free.height * down;
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.move(x + STROKE_PX.x, y + STROKE_PX.y, { steps: 3 });
        await page.mouse.up();
      }
    },
    async countSaved() {
      await openWorkspace(page).waitUntilSaved();
      return saved.size;
    },
  };
}
