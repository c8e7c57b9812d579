import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { openGeometry } from "../support/canvas-geometry";
import { describeInBrowser } from "../support/describe-in-browser";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { shoot } from "../support/shoot";

const SIZE = { width: 1280, height: 800 };
const LEAST_PX = 240;

/** How much of the open section's field is seen. */
async function measureField(page: Page): Promise<number> {
  const panel = page.locator("[role=tabpanel][data-state=active]");
  return panel.evaluate((element) => {
    const field = element.querySelector("textarea[data-section]");
    if (!field) throw new Error("the section has no field");
    const [seen, box] = [element.getBoundingClientRect(), field.getBoundingClientRect()];
    return Math.round(Math.min(seen.bottom, box.bottom) - Math.max(seen.top, box.top));
  });
}

await describeInBrowser("a laptop's room", (world) => {
  let page: Page;
  const interviewer = () => page.getByRole("region", { name: "Interviewer", exact: true });

  beforeAll(async () => {
    const context = await world.browser.newContext({ viewport: SIZE });
    page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    await openWorkspace(page).waitForCanvas();
    await interviewer().waitFor();
  });

  /** What is opened, and closed again after its measurement. */
  const PANELS: Record<string, () => Promise<() => Promise<void>>> = {
    "the problem": () => openDocked("Problem"),
    "the shapes": () => openDocked("Shapes"),
    "drawing with text": () => openDocked("Draw with text"),
    "what the grader reads": () => openDocked("reading"),
    "a question of the interviewer": async () => {
      await page.getByRole("button", { name: "I’m done with this section" }).click();
      await interviewer().getByRole("textbox").waitFor({ timeout: 30_000 });
      return async () => {};
    },
  };
  async function openDocked(name: Parameters<ReturnType<typeof openGeometry>["show"]>[0]) {
    const geometry = openGeometry(page);
    await geometry.show(name);
    return () => geometry.show("none");
  }

  describe.each(Object.keys(PANELS))("with %s open", (name) => {
    it("leaves the field of a section its height", async () => {
      const close = await PANELS[name]?.();
      await expect.poll(() => measureField(page)).toBeGreaterThanOrEqual(LEAST_PX);
      await shoot(page, `room-${name.replaceAll(" ", "-")}`, { fullPage: false });
      await page.setViewportSize(SIZE);
      await close?.();
    });
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
