import type { Page } from "playwright-core";

/** What a reviewer does on the page of one attempt. */
export type ReviewPage = {
  /** Gives a verdict of one's own beside the judge's. */
  override: (criterionId: string, verdict: "Met" | "Not met", reason: string) => Promise<void>;
  /** Grants the open appeal about a criterion; it then counts as met. */
  grantAppeal: (criterionId: string | null, words: string) => Promise<void>;
  signOff: () => Promise<void>;
};

export function openReview(page: Page): ReviewPage {
  const cardOf = (criterionId: string) => page.locator(`#criterion-${criterionId}`);
  return {
    override: async (criterionId, verdict, reason) => {
      const card = cardOf(criterionId);
      await card.getByRole("button").first().click();
      await card.getByRole("radio", { name: verdict, exact: true }).check({ force: true });
      await card.getByLabel("Reason (the candidate reads it)").fill(reason);
      await card.getByRole("button", { name: "Save verdict" }).click();
      await card.getByText("a person says").waitFor({ state: "attached" });
    },
    grantAppeal: async (criterionId, words) => {
      const scope = criterionId === null ? page : cardOf(criterionId);
      await scope
        .getByRole("button", { name: /appeal/ })
        .first()
        .click();
      await scope.getByLabel("Your answer to the candidate").fill(words);
      await scope.getByRole("button", { name: "Grant appeal" }).click();
      await scope
        .getByText(/^Granted/)
        .first()
        .waitFor();
    },
    signOff: async () => {
      await page.getByRole("button", { name: "Sign off" }).click();
      await page.getByText(/^Signed off by/).waitFor();
    },
  };
}
