import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser } from "../support/describe-in-browser";
import { signInAsAdmin, signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";

/** No other test of a shared product drafts it. */
const SLUG = "agent-platform-mcp";

/** Clicks between the page's own tasks, from its first moment until it is closed. */
function clickWithoutRest(): void {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    document.querySelector("main")?.click();
    channel.port2.postMessage(null);
  };
  channel.port2.postMessage(null);
}

await describeInBrowser("a page that is used before it is ready", (world) => {
  async function open(page: Page, path: string): Promise<string[]> {
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await page.addInitScript(clickWithoutRest);
    await page.goto(new URL(path, world.product.url).href, { waitUntil: "commit" });
    return errors;
  }

  it("gets ready all the same: a lesson", async () => {
    const page = await world.browser.newPage();
    const errors = await open(page, "/learn/topics/kv-cache");
    await page.getByRole("button", { name: "Open the workbench" }).click();
    await page.getByRole("status").filter({ hasText: "tokens per second" }).waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  it("gets ready without an error of React's: a draft and its answers, loaded again and again", async () => {
    const context = await world.browser.newContext();
    const page = await context.newPage();
    await signInAsAdmin(page, world.product.url);
    await page.goto(`${world.product.url}/admin/problems/${SLUG}`);
    await page.getByRole("button", { name: "Edit" }).first().click();
    await page.waitForURL("**/admin/drafts/**");
    const draft = page.url();
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    page.on("console", (said) => said.type() === "error" && errors.push(said.text()));
    for (const address of [draft, `${draft}/answer`, `${draft}/answer?name=strong`]) {
      for (let loads = 0; loads < 4; loads += 1) {
        await page.goto(address);
        await page.getByRole("button", { name: "Dark theme", disabled: false }).waitFor();
        await page.evaluate(() => new Promise((settle) => requestIdleCallback(settle)));
      }
    }
    expect(errors).toEqual([]);
    await context.close();
  });

  it("gets ready all the same: the room", async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const first = await context.newPage();
    await signUpCandidate(first, world.product.url);
    await startRagAttempt(first, world.product.url);
    const address = first.url();
    await first.close();
    const room = await context.newPage();
    const errors = await open(room, address);
    await openWorkspace(room).waitForCanvas();
    expect(errors).toEqual([]);
    await context.close();
  });
});
