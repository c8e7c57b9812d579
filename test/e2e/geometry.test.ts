import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import {
  ALL_TOOLS,
  openGeometry,
  PANELS,
  PLACES,
  SIZES,
  STROKE_KEYS,
} from "../support/canvas-geometry";
import type { CanvasGeometry } from "../support/canvas-geometry";
import { announceCurveball } from "../support/announce-curveball";
import { describeInBrowser } from "../support/describe-in-browser";
import { openCanvas } from "../support/pages/canvas";
import { signUpCandidate, startAttempt, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { shoot } from "../support/shoot";

const LEAST_WIDTH_PX = 640;
const LOW_SIZES = [
  { width: 1280, height: 650 },
  { width: 1024, height: 768 },
] as const;

await describeInBrowser("the free canvas", (world) => {
  let page: Page;
  let geometry: CanvasGeometry;

  beforeAll(async () => {
    const context = await world.browser.newContext({ viewport: SIZES[0], hasTouch: true });
    page = await context.newPage();
    geometry = openGeometry(page);
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    await openWorkspace(page).waitForCanvas();
    // A tool stays chosen after a stroke.
    await geometry.chooseTool("q");
  });

  describe.each(SIZES)("at $width × $height", (size) => {
    it("is canvas all over, with any tool and any panel", async () => {
      await page.setViewportSize(size);
      for (const panel of PANELS) {
        await geometry.show(panel);
        for (const [tool, key] of Object.entries(ALL_TOOLS)) {
          await geometry.chooseTool(key);
          const free = await geometry.measureFree();
          const where = `${tool}, ${panel}`;
          expect(free.covered, where).toEqual([]);
          expect(free.isPhoneLayout, where).toBe(false);
          expect(free.width, where).toBeGreaterThanOrEqual(LEAST_WIDTH_PX);
        }
      }
    });
  });

  it.each([SIZES[0], SIZES[3]])(
    "takes strokes at $width × $height, with any panel",
    async (size) => {
      await page.setViewportSize(size);
      const before = await geometry.countSaved();
      for (const panel of PANELS) {
        await geometry.show(panel);
        await geometry.dragAtTwelvePlaces(Object.values(STROKE_KEYS));
      }
      await expect
        .poll(() => geometry.countSaved(), { timeout: 20_000 })
        .toBe(before + PANELS.length * PLACES);
    },
  );

  it("takes a pen's stroke, and not the palm beside it", async () => {
    await page.setViewportSize(SIZES[0]);
    await geometry.show("none");
    await geometry.chooseTool("p");
    const before = await geometry.countSaved();
    const box = await page.locator(".board").boundingBox();
    if (!box) throw new Error("the canvas is not on the page");
    const [x, y] = [box.x + 300, box.y + 300];
    const session = await page.context().newCDPSession(page);
    const pen = { pointerType: "pen", button: "left", buttons: 1, clickCount: 1 } as const;
    await session.send("Input.dispatchMouseEvent", { ...pen, type: "mousePressed", x, y });
    for (const step of [20, 40, 60])
      await session.send("Input.dispatchMouseEvent", {
        ...pen,
        type: "mouseMoved",
        x: x + step,
        y: y + step / 2,
      });
    await session.send("Input.dispatchMouseEvent", {
      ...pen,
      type: "mouseReleased",
      x: x + 60,
      y: y + 30,
    });
    await expect.poll(() => geometry.countSaved(), { timeout: 20_000 }).toBe(before + 1);
    await page.getByTitle(/^Pen mode/).waitFor();
    const touch = (at: number) => ({ x: x + at, y: y + 120 });
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [touch(0)] });
    await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [touch(50)] });
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    // Another stroke of the pen, so that there is a save to wait for.
    await session.send("Input.dispatchMouseEvent", { ...pen, type: "mousePressed", x, y });
    await session.send("Input.dispatchMouseEvent", { ...pen, type: "mouseMoved", x: x - 40, y });
    await session.send("Input.dispatchMouseEvent", { ...pen, type: "mouseReleased", x: x - 40, y });
    await expect.poll(() => geometry.countSaved(), { timeout: 20_000 }).toBe(before + 2);
    await session.detach();
  });

  it("opens where it was left, and shows all of a drawing it has not seen", async () => {
    await startAttempt(page, world.product.url, "voice-agent");
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    const far = (id: string, x: number) => ({
      id,
      type: "rectangle",
      x,
      y: 0,
      width: 90,
      height: 60,
    });
    const scene = { type: "excalidraw", version: 2, elements: [far("a", 0), far("b", 4_000)] };
    await openCanvas(page).paste(JSON.stringify(scene));
    await openCanvas(page).waitForNotice(/Added 2 elements/);
    const zoom = page.locator(".board .reset-zoom-button");
    const zoomOut = page.locator(".board .zoom-out-button");
    // It is fitted first; the editor counts in tens, and at the end of its glide goes no further out.
    await expect.poll(() => zoomOut.isDisabled()).toBe(true);
    expect(await zoom.textContent()).toBe("10%");
    await zoom.click();
    for (let count = 0; count < 3; count += 1) await zoomOut.click();
    await expect.poll(() => zoom.textContent()).toBe("70%");
    await workspace.waitUntilSaved();
    const view = () => page.evaluate(() => localStorage.getItem("board-views"));
    await expect.poll(view).toMatch(/,0\.7\]/);
    const before = await view();

    await page.reload();
    await workspace.waitForCanvas();
    expect(await zoom.textContent()).toBe("70%");
    expect(await view()).toBe(before);

    await page.evaluate(() => localStorage.removeItem("board-views"));
    await page.reload();
    await workspace.waitForCanvas();
    // 4,090 px of drawing in 732 px of canvas.
    await expect
      .poll(async () => Number.parseInt((await zoom.textContent()) ?? "", 10))
      .toBeLessThan(20);
    await page.getByRole("button", { name: "Scroll back to content" }).waitFor({ state: "hidden" });
  });

  it("keeps the editor's desktop layout in a low window when the requirements change", async () => {
    await startAttempt(page, world.product.url, "llm-gateway-cost-control");
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    await announceCurveball(world.dataDir, workspace.readAttemptId());
    await page.reload();
    await workspace.waitForCanvas();
    const line = page.getByRole("alert").filter({ hasText: "The interviewer changes one thing" });
    await line.waitFor();
    for (const size of LOW_SIZES) {
      await page.setViewportSize(size);
      await geometry.show("none");
      const where = `${size.width} × ${size.height}`;
      expect((await line.boundingBox())?.height, where).toBeLessThan(48);
      const { covered, isPhoneLayout } = await geometry.measureFree();
      expect(covered, where).toEqual([]);
      expect(isPhoneLayout, where).toBe(false);
    }
    await page.setViewportSize({ width: 375, height: 800 });
    expect((await line.boundingBox())?.height).toBeLessThan(48);
    // Opened, it lies over the room and takes none of its height.
    await page.setViewportSize(LOW_SIZES[0]);
    const before = await page.locator(".board").boundingBox();
    await line.locator("summary").click();
    await line.locator("details[open] > div").waitFor();
    expect(await page.locator(".board").boundingBox()).toEqual(before);
    await shoot(page, "curveball", { fullPage: false });
    // Read, it keeps its name, and whoever wrote goes on.
    const field = page.getByRole("tabpanel").getByRole("textbox");
    await field.focus();
    await line.getByRole("button", { name: "Got it" }).click();
    await line.waitFor({ state: "detached" });
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.getByRole("note").getByText("The interviewer changes one thing").waitFor();
  });
});
