import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";
import { unpackBundledChromium } from "./bundled-chromium";

/** A real browser, or why there is none: tests that need one are then skipped with that reason. */
export type LaunchedBrowser =
  { browser: Browser; source: string } | { browser: null; reason: string };

type Candidate = { source: string; executable: string; env?: Record<string, string> };

const SYSTEM_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--no-first-run",
];

/**
 * Launches a headless Chromium with a fresh profile: CHROME_PATH, else the system's, else
 * Playwright's own, else the one inside @sparticuz/chromium. With TEST_BROWSER=bundled only that
 * last one, as on a machine without any. `close` it when done.
 * @param options.flags of the command line, beside those that every test needs
 */
export async function launchBrowser(
  options: { onlyBundled?: boolean; flags?: readonly string[] } = {},
): Promise<LaunchedBrowser> {
  const flags = [...FLAGS, ...(options.flags ?? [])];
  const onlyBundled = options.onlyBundled ?? process.env["TEST_BROWSER"] === "bundled";
  const reasons: string[] = [];
  for (const candidate of onlyBundled ? [] : listInstalled()) {
    const launched = await tryLaunch(candidate, flags);
    if (launched.browser) return launched;
    reasons.push(launched.reason);
  }
  const bundled = await launchBundled(flags);
  if (bundled.browser) return bundled;
  return { browser: null, reason: `No browser: ${[...reasons, bundled.reason].join("; ")}` };
}

function listInstalled(): Candidate[] {
  const given = process.env["CHROME_PATH"];
  const found = SYSTEM_PATHS.filter((path) => existsSync(path));
  const own = chromium.executablePath();
  return [
    ...(given ? [{ source: "CHROME_PATH", executable: given }] : []),
    ...found.map((executable) => ({ source: "system", executable })),
    ...(own && existsSync(own) ? [{ source: "playwright", executable: own }] : []),
  ];
}

/** With the system's libraries where they are all there, else with the package's own. */
async function launchBundled(flags: readonly string[]): Promise<LaunchedBrowser> {
  try {
    const { executable, libraries, fontConfig } = await unpackBundledChromium();
    const candidate = { source: "bundled", executable, env: { FONTCONFIG_FILE: fontConfig } };
    const plain = await tryLaunch(candidate, flags);
    if (plain.browser) return plain;
    const env = { ...candidate.env, LD_LIBRARY_PATH: libraries };
    return await tryLaunch({ source: "bundled with its libraries", executable, env }, flags);
  } catch (error) {
    return { browser: null, reason: `bundled: ${firstLine(error)}` };
  }
}

async function tryLaunch(candidate: Candidate, flags: readonly string[]): Promise<LaunchedBrowser> {
  try {
    const browser = await chromium.launch({
      executablePath: candidate.executable,
      args: [...flags],
      headless: true,
      env: { ...definedEnv(), ...candidate.env },
    });
    return { browser, source: candidate.source };
  } catch (error) {
    return { browser: null, reason: `${candidate.executable}: ${firstLine(error)}` };
  }
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n")[0] ?? text;
}
