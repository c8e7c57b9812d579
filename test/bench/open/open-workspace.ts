import type { BrowserContext, Page } from "playwright-core";

export type Machine = {
  name: string;
  throttle: {
    cpuRate: number;
    downBytesPerS: number;
    upBytesPerS: number;
    latencyMs: number;
  } | null;
};

/** Milliseconds from asking for the page to the frame that first shows it. */
export type Opening = {
  /** An answer's field is laid out and takes keys. */
  typableMs: number;
  /** The canvas takes a drawing. */
  canvasMs: number;
};

const FIELD = "textarea[data-section]";
const CANVAS = ".board[data-ready]";
const READY_MS = 120_000;
const EARLY_TEXT = "typed before the canvas was there";

/** Opens the workspace in a tab of its own, and closes it when the canvas is ready. */
export async function openWorkspace(
  context: BrowserContext,
  url: string,
  machine: Machine,
): Promise<Opening> {
  const page = await preparePage(context, machine);
  await page.goto(url, { waitUntil: "commit" });
  await page.locator(CANVAS).waitFor({ timeout: READY_MS });
  const opening = await page.waitForFunction(() => {
    const { typableMs, canvasMs } = window as Window & Partial<Opening>;
    return typableMs === undefined || canvasMs === undefined ? null : { typableMs, canvasMs };
  });
  const value = await opening.jsonValue();
  await page.close();
  if (value === null) throw new Error("the page noted no moments");
  return value;
}

/**
 * Types as soon as there is a field.
 * @throws when what was typed is gone once the canvas is there
 */
export async function typeEarly(
  context: BrowserContext,
  url: string,
  machine: Machine,
): Promise<void> {
  const page = await preparePage(context, machine);
  await page.goto(url, { waitUntil: "commit" });
  const field = page.locator(FIELD).first();
  await field.focus();
  await page.keyboard.type(EARLY_TEXT);
  await page.locator(CANVAS).waitFor({ timeout: READY_MS });
  const text = await field.inputValue();
  if (!text.includes(EARLY_TEXT))
    throw new Error(`typed early and lost: the field holds "${text}"`);
  await field.fill("");
  await page.locator("[data-save-state=saved]").waitFor({ timeout: READY_MS });
}

async function preparePage(context: BrowserContext, { throttle }: Machine): Promise<Page> {
  const page = await context.newPage();
  // The compiler names functions by a helper of its own, which a page does not have.
  await page.addInitScript({ content: "globalThis.__name = (named) => named" });
  await page.addInitScript(
    ([field, canvas]) => {
      const moments: Partial<Opening> = {};
      const look = () => {
        const area = document.querySelector<HTMLTextAreaElement>(field);
        const isTypable = area && !area.readOnly && area.getClientRects().length > 0;
        if (isTypable) moments.typableMs ??= performance.now();
        if (document.querySelector(canvas)) moments.canvasMs ??= performance.now();
        Object.assign(window, moments);
        // A frame is asked for only when something is drawn: nothing is found before it is seen.
        if (moments.canvasMs === undefined) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    [FIELD, CANVAS] as const,
  );
  if (throttle) {
    const protocol = await context.newCDPSession(page);
    await protocol.send("Emulation.setCPUThrottlingRate", { rate: throttle.cpuRate });
    await protocol.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: throttle.latencyMs,
      downloadThroughput: throttle.downBytesPerS,
      uploadThroughput: throttle.upBytesPerS,
    });
  }
  return page;
}
