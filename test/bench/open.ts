import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { RAG } from "../support/content";
import { signInAsCandidate, startRagAttempt } from "../support/pages/sign-in";
import { startProduct } from "../support/start-product";
import { median } from "./median";
import { countCanvasBytes, readCanvasChunks } from "./open/canvas-bytes";
import { openWorkspace, typeEarly, type Machine, type Opening } from "./open/open-workspace";

const ROUNDS = 9;
const PAGES = ["/", "/problems", `/problems/${RAG}`, "/attempts", "/learn", "/sign-in"];
const MACHINES: Machine[] = [
  { name: "this machine", throttle: null },
  {
    name: "slow phone: processor ÷ 4, 1.6 Mbit/s, 150 ms",
    throttle: { cpuRate: 4, downBytesPerS: 200_000, upBytesPerS: 94_000, latencyMs: 150 },
  },
];

/**
 * `npm run bench:open`: how soon after asking for the workspace an answer can be typed, divided
 * by when the canvas takes a drawing. Chromium, the built product as `npm start` runs it, with an
 * empty cache and with a full one, on this machine and on a slow one. And what of Excalidraw other
 * pages load.
 */
async function main(): Promise<void> {
  const launched = await launchBrowser();
  if (!launched.browser) throw new Error(launched.reason);
  const { browser } = launched;
  const dataDir = await mkdtemp(join(tmpdir(), "scaleboard-open-"));
  const product = await startProduct(dataDir);
  try {
    const { url, storageState } = await startAttempt(browser, product.url);
    console.log(
      `first typable answer ÷ canvas ready, medians of ${ROUNDS} interleaved rounds, Chromium and the product on ${cpus().length} cores, load average ${(loadavg()[0] ?? 0).toFixed(1)}`,
    );
    const openings = new Map<string, Opening[]>();
    const note = (name: string, opening: Opening) =>
      openings.set(name, [...(openings.get(name) ?? []), opening]);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const machine of MACHINES) {
        const context = await browser.newContext({ storageState });
        note(`${machine.name}, empty cache`, await openWorkspace(context, url, machine));
        note(`${machine.name}, full cache`, await openWorkspace(context, url, machine));
        await context.close();
      }
    }
    for (const [name, rounds] of openings) print(name, rounds);
    for (const machine of MACHINES) {
      const context = await browser.newContext({ storageState });
      await typeEarly(context, url, machine);
      await context.close();
    }
    console.log("  What was typed at the first typable moment was still there with the canvas.");

    const chunks = await readCanvasChunks();
    for (const path of PAGES) {
      const context = await browser.newContext({ storageState });
      const { canvasBytes, bytes } = await countCanvasBytes(context, product.url + path, chunks);
      console.log(
        `  ${path.padEnd(32)} ${canvasBytes} bytes of Excalidraw of ${(bytes / 1_000).toFixed(0)} kB received`,
      );
      await context.close();
    }
  } finally {
    await browser.close();
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function startAttempt(
  browser: Browser,
  url: string,
): Promise<{ url: string; storageState: BrowserContextOptions["storageState"] }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInAsCandidate(page, url);
  await startRagAttempt(page, url);
  const started = { url: page.url(), storageState: await context.storageState() };
  await context.close();
  return started;
}

function print(name: string, rounds: readonly Opening[]): void {
  const ratios = rounds.map(({ typableMs, canvasMs }) => typableMs / canvasMs);
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  const typable = median(rounds.map(({ typableMs }) => typableMs)).toFixed(0);
  const canvas = median(rounds.map(({ canvasMs }) => canvasMs)).toFixed(0);
  console.log(
    `  ${name.padEnd(58)} ${median(ratios).toFixed(2)} (${range})   typable ${typable} ms, canvas ${canvas} ms`,
  );
}

await main();
