import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";

const SHOTS_DIR = process.env["SHOTS_DIR"];

/** Pictures for whoever looks at the pages, wide and narrow, light and dark: with SHOTS_DIR set. */
export async function shoot(
  page: Page,
  name: string,
  { fullPage = true, part }: { fullPage?: boolean; part?: Locator } = {},
): Promise<void> {
  if (SHOTS_DIR === undefined) return;
  await mkdir(SHOTS_DIR, { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 375]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 1100 });
      const path = join(SHOTS_DIR, `${name}-${width}-${colorScheme}.png`);
      await (part === undefined
        ? page.screenshot({ path, fullPage, animations: "disabled" })
        : part.screenshot({ path, animations: "disabled" }));
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize({ width: 1280, height: 900 });
}
