import type { Page } from "playwright-core";

/** The page on which a candidate marks themselves, by its keys alone. */
export type MarkingPage = {
  /** Resolves when the criterion of this number is open; its heading has what it asks. */
  waitForCriterion: (number: number) => Promise<void>;
  /** Presses a mark's key and waits until the server has it. */
  mark: (key: "1" | "2" | "3") => Promise<void>;
  /** Marks every criterion from this one on, each by its key, and leaves the last one open. */
  markFrom: (number: number, keyOf: (number: number) => "1" | "3") => Promise<void>;
  /** Ends the marking from its last criterion. */
  finish: () => Promise<void>;
  countCriteria: () => Promise<number>;
};

export function openMarking(page: Page): MarkingPage {
  const place = page.getByText(/· criterion \d+ of \d+$/);

  async function waitForCriterion(number: number): Promise<void> {
    await page.getByText(new RegExp(`· criterion ${number} of \\d+$`)).waitFor();
  }
  async function countCriteria(): Promise<number> {
    return Number(/of (\d+)$/.exec((await place.textContent()) ?? "")?.[1]);
  }
  async function mark(key: "1" | "2" | "3"): Promise<void> {
    const name = { 1: "Met", 2: "Partly", 3: "Not met" }[key];
    await page.keyboard.press(key);
    await page.getByRole("button", { name, exact: true, pressed: true }).waitFor();
    await page.getByText("Saved", { exact: true }).waitFor();
  }
  return {
    waitForCriterion,
    countCriteria,
    mark,
    markFrom: async (number, keyOf) => {
      const count = await countCriteria();
      for (let at = number; at <= count; at += 1) {
        await waitForCriterion(at);
        await mark(keyOf(at));
        if (at < count) await page.keyboard.press("Enter");
      }
    },
    finish: async () => {
      await page.keyboard.press("Enter");
      const question = page.getByRole("group", { name: "Finish marking?" });
      await question.waitFor();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.getByText("of 100, by your own marks").waitFor();
    },
  };
}
