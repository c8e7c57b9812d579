import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitUntilGone } from "#server/db/embedded/os-process";
import { launchBrowser } from "../support/browser";
import { copySources } from "../support/copy-sources";
import type { Sources } from "../support/copy-sources";
import { startProduct } from "../support/start-product";
import type { Product } from "../support/start-product";

const WAIT_MS = 60_000;
const WEB = "server/dev/web.ts";
const WORKER = "server/worker/main.ts";

const launched = await launchBrowser();
const { browser } = launched;
const title = browser ? "npm run dev" : `npm run dev (${launched.reason})`;

describe.skipIf(!browser)(title, () => {
  let sources: Sources;
  let product: Product;
  let page: Page;
  const blocked: string[] = [];

  beforeAll(async () => {
    sources = await copySources();
    const dataDir = join(sources.rootDir, ".data");
    product = await startProduct(dataDir, {}, ["npm", "run", "dev"], sources.rootDir);
    page = await openPage();
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await sources?.remove();
  });

  /** The problems, once the page hears of changes; it can tell then whether it was reloaded. */
  async function openPage(): Promise<Page> {
    if (!browser) throw new Error("skipped without a browser");
    const opened = await browser.newPage();
    opened.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) blocked.push(message.text());
    });
    const connected = new Promise<void>((resolve) => {
      opened.on("websocket", (socket) => {
        socket.on("framereceived", ({ payload }) => {
          if (payload.toString().includes('"connected"')) resolve();
        });
      });
    });
    await opened.goto(`${product.url}/problems`);
    await connected;
    await opened.evaluate(() => Reflect.set(window, "isSamePage", true));
    return opened;
  }

  async function expectOnScreen(words: string): Promise<void> {
    await page.getByText(words).first().waitFor({ timeout: WAIT_MS });
    expect(await page.evaluate(() => Reflect.get(window, "isSamePage"))).toBe(true);
  }

  function findPid(program: string): number | undefined {
    return product.listFamily().find(({ command }) => command.endsWith(program))?.pid;
  }

  test("a change of a component comes on screen, and the page stays", async () => {
    await sources.replaceIn(
      "app/components/layout/site-footer.tsx",
      "How grading works",
      "How grading goes",
    );
    await expectOnScreen("How grading goes");
  });

  test("so does what a loader says otherwise", async () => {
    await sources.replaceIn(
      "app/routes/practice/problems.tsx",
      "count: all.length",
      "count: all.length + 1_000",
    );
    await expectOnScreen(" of 10");
  });

  test("so does what the server gives a loader, in the same process", async () => {
    const web = findPid(WEB);
    await sources.replaceIn(
      "server/problems/list-problems.ts",
      "title: head.title",
      'title: "Renamed: " + head.title',
    );
    await expectOnScreen("Renamed: ");
    expect(findPid(WEB)).toBe(web);
  });

  test("the next answer is Express's as it now is", async () => {
    await sources.replaceIn("server/web/security-headers.ts", '"same-origin"', '"no-referrer"');
    await expect
      .poll(async () => (await fetch(product.url)).headers.get("referrer-policy"), {
        timeout: WAIT_MS,
      })
      .toBe("no-referrer");
  });

  test("a change of the worker starts the worker anew and nothing else", async () => {
    const [web, worker] = [findPid(WEB), findPid(WORKER)];
    await sources.replaceIn("server/worker/sweep.ts", "import ", "// changed\nimport ");
    await expect.poll(() => findPid(WORKER) ?? worker, { timeout: WAIT_MS }).not.toBe(worker);
    expect(findPid(WEB)).toBe(web);
    await expectOnScreen("Renamed: ");
  });

  test("a fault in the code is told, and its repair is all that is needed", async () => {
    const path = "server/problems/list-problems.ts";
    await sources.replaceIn(path, "export async function", "export async fault");
    await expect
      .poll(async () => (await fetch(`${product.url}/problems`)).status, { timeout: WAIT_MS })
      .toBe(500);
    await sources.replaceIn(path, "export async fault", "export async function");
    await expect
      .poll(async () => (await fetch(`${product.url}/problems`)).status, { timeout: WAIT_MS })
      .toBe(200);
  });

  test("the content policy lets all of it through", () => {
    expect(blocked).toEqual([]);
  });

  test("after SIGTERM nothing is left running", async () => {
    const family = product.listFamily();
    const names = family.map(({ command }) => command);
    for (const name of [WEB, WORKER, "postgres"]) {
      expect(names).toContainEqual(expect.stringContaining(name));
    }
    product.parent.kill("SIGTERM");
    await product.exited;
    const gone = await Promise.all(family.map(({ pid }) => waitUntilGone(pid, WAIT_MS)));
    expect(names.filter((_, index) => !gone[index])).toEqual([]);
  });
});
