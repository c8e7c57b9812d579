import type { Page, Request } from "playwright-core";
import { beforeEach, expect, it } from "vitest";
import { describeInBrowser } from "../support/describe-in-browser";
import { openCanvas } from "../support/pages/canvas";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";

const A = { label: "Gateway", at: { x: 120, y: 140 } };
const B = { label: "Store", at: { x: 420, y: 140 } };

await describeInBrowser("undo after a reload", (world) => {
  let page: Page;

  beforeEach(async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    await openWorkspace(page).waitForCanvas();
    return () => context.close();
  });

  const undo = () => page.locator("[data-testid=button-undo]");
  const redo = () => page.locator("[data-testid=button-redo]");
  const reads = (words: RegExp) => openCanvas(page).waitForReading(words);

  async function press(keys: string, times = 1): Promise<void> {
    await page.locator(".excalidraw").first().focus();
    for (let count = 0; count < times; count += 1) await page.keyboard.press(keys);
  }

  it("goes back step by step over what was drawn before it, and sends nothing by itself", async () => {
    const workspace = openWorkspace(page);
    await workspace.drawBox(A);
    await workspace.drawBox(B);
    await workspace.drawArrow(A, B);
    await reads(/2 components · 1 connection/);
    await workspace.waitUntilSaved();

    const saves: string[] = [];
    const note = (request: Request) => {
      if (request.url().endsWith("/save")) saves.push(request.postData() ?? "");
    };
    page.on("request", note);
    await page.reload();
    await workspace.waitForCanvas();
    await reads(/2 components · 1 connection/);
    expect(await undo().isDisabled()).toBe(false);
    expect(await redo().isDisabled()).toBe(true);
    await workspace.waitUntilSaved();
    expect(saves).toEqual([]);
    page.off("request", note);

    await press("Control+z");
    await reads(/2 components · 0 connections/);
    // A box and the name in it are a step each.
    await press("Control+z", 2);
    await reads(/1 component ·/);
    // What is undone is an edit like any other: it is saved, and can be done again.
    await workspace.waitUntilSaved();
    await press("Control+Shift+z", 2);
    await reads(/2 components/);
    await workspace.waitUntilSaved();
    await page.reload();
    await workspace.waitForCanvas();
    await reads(/2 components/);
  });

  it("brings back what was deleted before it, and doesn't undo twice", async () => {
    const workspace = openWorkspace(page);
    await workspace.drawBox(A);
    await workspace.drawBox(B);
    await press("Control+a");
    await press("Delete");
    await reads(/nothing drawn yet/);
    await workspace.waitUntilSaved();

    await page.reload();
    await workspace.waitForCanvas();
    await press("Control+z");
    await reads(/2 components/);
    await workspace.waitUntilSaved();
    // The deletion was undone and is no step any more: the next one is the second box.
    await page.reload();
    await workspace.waitForCanvas();
    await reads(/2 components/);
    await press("Control+z", 2);
    await reads(/1 component ·/);
    await workspace.waitUntilSaved();
  });

  it("leaves alone what another tab drew meanwhile", async () => {
    const workspace = openWorkspace(page);
    await workspace.drawBox(A);
    await workspace.waitUntilSaved();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await openWorkspace(other).waitForCanvas();
    await openWorkspace(other).drawBox(B);
    await openWorkspace(other).waitUntilSaved();
    await other.close();
    await reads(/2 components/);

    await page.reload();
    await workspace.waitForCanvas();
    await reads(/2 components/);
    await press("Control+z", 2);
    await reads(/1 component ·/);
    await expect.poll(() => undo().isDisabled()).toBe(true);
    await workspace.waitUntilSaved();
    await page.getByRole("button", { name: /What the grader reads/ }).click();
    await page.getByRole("button", { name: /Store/ }).first().waitFor();
  });
});
