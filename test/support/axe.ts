import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** The rules that look at colours. The other theme changes nothing else about a page. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/**
 * What axe finds in a state, light by all rules and dark by those about colours; waits for what
 * fades in or out.
 */
export async function check(page: Page, state: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await waitUntilStill(page, colorScheme);
    // No page here holds a frame of another origin, for which alone axe would open a second page.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({
      // What passes is then not written out, which takes a third of the time.
      resultTypes: ["violations"],
    });
    const { violations } = await (
      colorScheme === "dark" ? axe.withRules(COLOUR_RULES) : axe
    ).analyze();
    for (const { id, impact, nodes } of violations)
      for (const { target } of nodes.slice(0, 5))
        found.push(`${state}, ${colorScheme}: ${id} (${impact ?? "?"}) at ${String(target)}`);
  }
  return found;
}

/** Resolves when the theme is on the page and nothing moves or fades any more. */
async function waitUntilStill(page: Page, theme: "light" | "dark"): Promise<void> {
  await page.waitForFunction(async (wanted) => {
    const editor = document.querySelector(".board .excalidraw");
    if (editor && editor.classList.contains("theme--dark") !== (wanted === "dark")) return false;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== "running" || effect?.getComputedTiming().endTime === Infinity,
      );
  }, theme);
}
