import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { openGeometry, PANELS, PLACES, SIZES, STROKE_KEYS } from "../support/canvas-geometry";
import type { CanvasGeometry } from "../support/canvas-geometry";
import { describeInBrowser } from "../support/describe-in-browser";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";

await describeInBrowser("strokes all over the free canvas", (world) => {
  let page: Page;
  let geometry: CanvasGeometry;

  beforeAll(async () => {
    page = await (await world.browser.newContext({ viewport: SIZES[0] })).newPage();
    geometry = openGeometry(page);
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    await openWorkspace(page).waitForCanvas();
    // A tool stays chosen after a stroke.
    await geometry.chooseTool("q");
  });

  describe.each(SIZES)("at $width × $height", (size) => {
    it.each(PANELS)("are drawn with each tool, panel: %s", async (panel) => {
      await page.setViewportSize(size);
      await geometry.show(panel);
      const before = await geometry.countSaved();
      for (const key of Object.values(STROKE_KEYS)) await geometry.dragAtTwelvePlaces([key]);
      await expect
        .poll(() => geometry.countSaved(), { timeout: 20_000 })
        .toBe(before + Object.keys(STROKE_KEYS).length * PLACES);
    });
  });
});
