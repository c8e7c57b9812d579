import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";

const SHOTS_DIR = process.env["SHOTS_DIR"];

/** Pictures of a page in both themes, wide and narrow; only for whoever looks: with SHOTS_DIR set. */
export async function shoot(
  page: Page,
  name: string,
  { fullPage = true }: { fullPage?: boolean } = {},
): Promise<void> {
  if (SHOTS_DIR === undefined) return;
  await mkdir(SHOTS_DIR, { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 375]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const path = join(SHOTS_DIR, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize({ width: 1280, height: 900 });
}
