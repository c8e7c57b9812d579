import type { Locator, Page } from "playwright-core";

/** A candidate's report, from when it is graded on. */
export type ReportPage = {
  /** Has it shown where it asks whether one marks oneself first. */
  waitUntilGraded: () => Promise<void>;
  /** A criterion's note, opened. */
  openNote: (criterionId: string) => Promise<Locator>;
  /** Points at a sentence of the criterion's section and asks a reviewer to look again. */
  appeal: (criterionId: string, note: string) => Promise<void>;
};

export function openReport(page: Page): ReportPage {
  async function openNote(criterionId: string): Promise<Locator> {
    const note = page.locator(`#criterion-${criterionId}`);
    const fold = page.locator("details:not([open])", { has: note });
    if ((await fold.count()) > 0) await fold.first().locator("> summary").click();
    const button = note.getByRole("button").first();
    if ((await button.getAttribute("aria-expanded")) === "false") await button.click();
    return note;
  }
  return {
    waitUntilGraded: async () => {
      const note = page.locator("[id^=criterion-]").first();
      const show = page.getByRole("button", { name: "Show the report" });
      await note.or(show).first().waitFor({ state: "attached", timeout: 60_000 });
      if (await show.isVisible()) await show.click();
      await note.waitFor({ state: "attached" });
    },
    openNote,
    appeal: async (criterionId, text) => {
      const note = await openNote(criterionId);
      await note.getByRole("link", { name: "Challenge this verdict" }).click();
      await page.getByRole("heading", { name: "Challenge this verdict" }).waitFor();
      await page.getByRole("radio").nth(2).check({ force: true });
      await page.getByLabel(/^A note/).fill(text);
      await page.getByRole("button", { name: /Ask a reviewer|Keep my mark/ }).click();
      await page
        .getByText(/Waiting for a reviewer|^It changes no score\.$/)
        .first()
        .waitFor();
    },
  };
}
