import { afterEach, expect, test } from "vitest";
import { launchBrowser, type LaunchedBrowser } from "../../support/browser";
import { startRedis } from "../../support/redis";

const UNPACK_TIMEOUT_MS = 150_000;
let launched: LaunchedBrowser | undefined;

afterEach(async () => {
  await launched?.browser?.close();
});

async function readPage(): Promise<string | null> {
  if (!launched?.browser) throw new Error(launched?.reason);
  const page = await launched.browser.newPage();
  await page.setContent("<main><h1>Draw</h1><script>document.title = 1 + 1</script></main>");
  return `${await page.textContent("h1")} ${await page.title()}`;
}

test("a browser runs a page", async ({ skip }) => {
  launched = await launchBrowser();
  if (!launched.browser) return skip(launched.reason);
  expect(await readPage()).toBe("Draw 2");
});

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
