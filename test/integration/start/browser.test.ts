import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { launchBrowser, type LaunchedBrowser } from "../../support/browser";
import { startRedis } from "../../support/redis";

const UNPACK_TIMEOUT_MS = 150_000;
/** Not all of them are in any font that a test machine has. */
const RARE_CHARACTERS = "→ ✓ ⌘ … 漢 ไทย 😀 𝄞 \u{10FFFD}";
let launched: LaunchedBrowser | undefined;

afterEach(async () => {
  await launched?.browser?.close();
});

async function readPage(): Promise<string | null> {
  if (!launched?.browser) throw new Error(launched?.reason);
  const page = await launched.browser.newPage();
  await page.setContent("<main><h1>Draw</h1><script>document.title = 1 + 1</script></main>");
  await drawOnCanvas(page, RARE_CHARACTERS);
  return `${await page.textContent("h1")} ${await page.title()}`;
}

async function drawOnCanvas(page: Page, text: string): Promise<void> {
  const widthPx = await page.evaluate((words) => {
    document.body.append(words);
    const context = document.createElement("canvas").getContext("2d");
    context?.fillText(words, 0, 20);
    return context?.measureText(words).width;
  }, text);
  expect(widthPx).toBeGreaterThan(0);
}

test(
  "a browser runs a page",
  async ({ skip }) => {
    launched = await launchBrowser();
    if (!launched.browser) return skip(launched.reason);
    expect(await readPage()).toBe("Draw 2");
  },
  UNPACK_TIMEOUT_MS,
);

test(
  "the browser inside the package runs where the system has none",
  async ({ skip }) => {
    const isMadeForThis = process.platform === "linux" && process.arch === "x64";
    skip(!isMadeForThis, "it is made for Linux on x64");
    launched = await launchBrowser({ onlyBundled: true });
    expect(await readPage()).toBe("Draw 2");
    expect(launched).toMatchObject({ source: expect.stringMatching(/^bundled/) });
  },
  UNPACK_TIMEOUT_MS,
);

test("a private Redis answers and leaves nothing", async ({ skip }) => {
  const redis = await startRedis();
  if (!redis) return skip("there is no redis-server here");
  const { Redis } = await import("ioredis");
  const client = new Redis(redis.url, { maxRetriesPerRequest: 0, retryStrategy: () => null });
  try {
    expect(await client.ping()).toBe("PONG");
  } finally {
    client.disconnect();
    await redis.stop();
  }
});

test("a Redis that is not there, or that may not be run, is none", async () => {
  const dir = await mkdtemp(join(tmpdir(), "scaleboard-no-redis-"));
  const program = join(dir, "redis-server");
  try {
    expect(await startRedis(program)).toBeNull();
    await writeFile(program, "", { mode: 0o600 });
    expect(await startRedis(program)).toBeNull();
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
