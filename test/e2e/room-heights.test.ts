import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { openGeometry } from "../support/canvas-geometry";
import { describeInBrowser } from "../support/describe-in-browser";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";

const SIZE = { width: 1280, height: 800 };

await describeInBrowser("a laptop's room", (world) => {
  let page: Page;

  beforeAll(async () => {
    const context = await world.browser.newContext({ viewport: SIZE });
    page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    await openWorkspace(page).waitForCanvas();
  });

  it("has a dock that can be sized by mouse and keyboard, and keeps its size", async () => {
    const geometry = openGeometry(page);
    await geometry.show("Problem");
    const dock = page.locator("#room-dock");
    const grip = page.getByRole("separator", { name: "Height of the panel below the answers" });
    const height = async () => (await dock.boundingBox())?.height ?? 0;
    const atFirst = await height();
    const at = await grip.boundingBox();
    if (!at) throw new Error("the dock has no grip");
    await page.mouse.move(at.x + 200, at.y + 3);
    await page.mouse.down();
    await page.mouse.move(at.x + 200, at.y - 97, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => Math.round((await height()) - atFirst)).toBe(100);
    await page.reload();
    await openWorkspace(page).waitForCanvas();
    await geometry.show("Problem");
    await expect.poll(async () => Math.round((await height()) - atFirst)).toBe(100);
    await grip.focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await height()) - atFirst).toBeLessThan(90);
    await page.keyboard.press("Enter");
    await expect.poll(height).toBe(atFirst);
  });
});
