import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { openGeometry, PLACES, SIZES, STROKE_KEYS } from "../support/canvas-geometry";
import type { CanvasGeometry } from "../support/canvas-geometry";
import { describeInBrowser } from "../support/describe-in-browser";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";

/** One with nothing docked, and one of those that change what the canvas hears. */
const SOME_PANELS = ["none", "Shapes"] as const;

await describeInBrowser("the free canvas, tool by tool", (world) => {
  let page: Page;
  let geometry: CanvasGeometry;

  beforeAll(async () => {
    const context = await world.browser.newContext({ viewport: SIZES[0] });
    page = await context.newPage();
    geometry = openGeometry(page);
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    await openWorkspace(page).waitForCanvas();
    // A tool stays chosen after a stroke.
    await geometry.chooseTool("q");
  });

  it.each([SIZES[1], SIZES[2]])("takes each tool's strokes at $width × $height", async (size) => {
    await page.setViewportSize(size);
    for (const panel of SOME_PANELS) {
      await geometry.show(panel);
      for (const [tool, key] of Object.entries(STROKE_KEYS)) {
        const before = await geometry.countSaved();
        await geometry.dragAtTwelvePlaces([key]);
        await expect
          .poll(() => geometry.countSaved(), { timeout: 20_000, message: `${tool}, ${panel}` })
          .toBe(before + PLACES);
      }
    }
  });
});
