import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser } from "../support/describe-in-browser";
import { waitUntilKept } from "../support/kept-in-browser";
import { openWorkspace } from "../support/pages/workspace";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { shoot } from "../support/shoot";
import { withoutAnswers } from "../support/without-answers";

const BOX = { label: "Vector store", at: { x: 320, y: 240 } };
const OTHER_BOX = { label: "Gateway", at: { x: 520, y: 240 } };

const offlineBar = (page: Page) => page.getByText("Opened from this browser.");

await describeInBrowser("a room without a connection", (world) => {
  it("opens again after a reload, takes work, and sends it when the server answers", async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    const address = page.url();
    await workspace.drawBox(BOX);
    await workspace.write("Scenario", "At the station.");
    await workspace.waitUntilSaved();
    await waitUntilKept(page, "At the station.");
    await waitUntilKept(page, BOX.label);

    await context.setOffline(true);
    await workspace.write("Scenario", "At the station. On the train.");
    await page.reload();
    await offlineBar(page).waitFor();
    await workspace.waitForCanvas();
    expect(await workspace.readSection("Scenario")).toBe("At the station. On the train.");
    await workspace.write("Scenario", "At the station. On the train. In the tunnel.");
    await workspace.drawBox(OTHER_BOX);
    await page.getByText("Offline, kept here").first().waitFor();
    await shoot(page, "room-offline", { fullPage: false });
    // What this page wrote survives its reload as well.
    await withoutAnswers(world.product, async () => {
      await page.reload();
      await offlineBar(page).waitFor();
    });
    await workspace.waitForCanvas();
    expect(await workspace.readSection("Scenario")).toMatch(/In the tunnel\.$/);

    await context.setOffline(false);
    await workspace.waitUntilSaved();
    await page.getByRole("button", { name: "Reconnect" }).click();
    await page.waitForURL(address);
    await workspace.waitForCanvas();
    expect(await offlineBar(page).count()).toBe(0);
    expect(await workspace.readSection("Scenario")).toBe(
      "At the station. On the train. In the tunnel.",
    );
    await workspace.handIn();
    await page.waitForURL(/\/report$/);
    await page.getByText(OTHER_BOX.label).first().waitFor({ state: "attached" });
    await context.close();
  });

  it("is handed in from there once the server answers", async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    await workspace.write("Scenario", "Two million chats a day.");
    await workspace.waitUntilSaved();
    await waitUntilKept(page, "Two million chats a day.");
    await context.setOffline(true);
    await page.reload();
    await offlineBar(page).waitFor();
    await workspace.waitForCanvas();
    await context.setOffline(false);
    await workspace.write("Scenario", "Two million chats a day. p95 in 3 s.");
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await page.waitForURL(/\/report$/);
    await page.getByText("p95 in 3 s.").first().waitFor();
    await context.close();
  });
});
