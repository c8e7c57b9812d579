import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { RAG } from "../support/content";
import { describeInBrowser } from "../support/describe-in-browser";
import { openChoices, signUpCandidate } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";

/** What has the focus, in a person's words; "the page" where nothing has. */
async function readFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return "the page";
    if (focused.matches(".board .excalidraw")) return "the canvas";
    const section = focused.getAttribute("data-section");
    if (section !== null) return `the field of ${section}`;
    if (/-reply-\d+$/.test(focused.id)) return "the reply";
    const label = focused instanceof HTMLTextAreaElement ? focused.labels[0]?.textContent : null;
    const name = focused.getAttribute("aria-label") ?? label ?? focused.textContent?.trim() ?? "";
    return name !== "" ? name : focused.id;
  });
}

await describeInBrowser("the focus in an interview", (world) => {
  let page: Page;
  const press = (keys: string) => page.keyboard.press(keys);
  /** By keyboard alone, as somebody who has come there. */
  async function enter(role: "button" | "tab", name: string | RegExp): Promise<void> {
    await page.getByRole(role, { name }).first().focus();
    await press("Enter");
  }
  async function write(keys: string, words: string): Promise<void> {
    await press(keys);
    await page.keyboard.insertText(words);
    await openWorkspace(page).waitUntilSaved();
  }

  beforeAll(async () => {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    await signUpCandidate(page, world.product.url);
    await page.goto(`${world.product.url}/problems/${RAG}`);
    await openChoices(page);
    await page.getByRole("checkbox", { name: "Practice mode" }).check();
    await page.getByRole("button", { name: "Start the clock" }).click();
    await openWorkspace(page).waitForCanvas();
    await page.getByRole("region", { name: "Interviewer", exact: true }).waitFor();
  });

  /** One interview, in this order: what is done, and where a person goes on after it. */
  const STEPS: [action: string, act: () => Promise<void>, focus: string | RegExp][] = [
    ["the room opens with the problem", async () => {}, "Problem"],
    ["Escape closes it", () => press("Escape"), /^Problem$/],
    ["a section's key", () => press("Alt+Shift+Digit1"), "the field of scenario"],
    ["the problem's key while writing", () => press("Alt+Shift+KeyP"), "the field of scenario"],
    ["and once more", () => press("Alt+Shift+KeyP"), "the field of scenario"],
    ["drawing only, while writing", () => press("Alt+Shift+KeyD"), "the canvas"],
    ["both again", () => press("Alt+Shift+KeyD"), "the canvas"],
    ["answers only, while drawing", () => press("Alt+Shift+KeyA"), "the field of scenario"],
    ["both again, while writing", () => press("Alt+Shift+KeyA"), "the field of scenario"],
    ["the button for the drawing alone", () => enter("button", "Drawing only"), "Drawing only"],
    ["a section's key beside it", () => press("Alt+Shift+Digit2"), "the field of components"],
    ["the key for shapes", () => press("Alt+Shift+KeyS"), "Find a shape"],
    ["Escape closes them", () => press("Escape"), "Shapes"],
    ["drawing with text, by its button", () => enter("button", "Draw with text"), "Lines"],
    ["handing in, thought better of", keepWorking, "Hand in"],
    ["the last hint of a section", openAllHints, "Hints"],
    ["the worksheet", openWorksheet, /^Worksheet/],
    ["done with a section, and a question comes", askAbout("Digit1"), "the reply"],
    ["the question is declined", () => enter("button", "Decline"), "I’m done with this section"],
    ["undone", () => enter("button", "Undo"), "the reply"],
  ];

  async function keepWorking(): Promise<void> {
    await enter("button", "Hand in");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Keep working" }).focus();
    await press("Enter");
    await dialog.waitFor({ state: "hidden" });
  }
  async function openAllHints(): Promise<void> {
    const more = page.getByRole("tabpanel").getByRole("button", { name: /hint/ });
    const count = Number(/\d+/.exec((await more.textContent()) ?? "")?.[0]);
    for (let left = count - 1; left >= 0; left -= 1) {
      await more.focus();
      await press("Enter");
      if (left > 0) await page.getByRole("button", { name: `(${left} left)` }).waitFor();
      else await more.waitFor({ state: "detached" });
    }
  }
  async function openWorksheet(): Promise<void> {
    await press("Alt+Shift+Digit4");
    await enter("button", /^Worksheet/);
  }
  function askAbout(key: string) {
    return async () => {
      await write(`Alt+Shift+${key}`, "It answers questions of customers from our own articles.");
      await enter("button", "I’m done with this section");
    };
  }

  it.each(STEPS)("%s", async (_, act, focus) => {
    await act();
    const expected = typeof focus === "string" ? expect.stringMatching(`^${focus}$`) : null;
    await expect
      .poll(() => readFocus(page), { timeout: 30_000 })
      .toEqual(expected ?? expect.stringMatching(focus));
  });

  it("takes the next key after a section's at once", async () => {
    await press("Alt+Shift+Digit5");
    await page.keyboard.type("a");
    await press("Alt+Shift+Digit3");
    await page.keyboard.type("b");
    const read = (section: string) =>
      page.locator(`textarea[data-section=${section}]`).inputValue();
    expect([await read("evaluation"), await read("architecture")]).toEqual(["a", "b"]);
  });

  it("comes back to the section that was written", async () => {
    const open = () => page.getByRole("tab", { selected: true }).textContent();
    await write("Alt+Shift+Digit5", " Weekly, by hand.");
    await page.reload();
    await openWorkspace(page).waitForCanvas();
    expect(await open()).toMatch(/^Evaluation/);
  });
});
