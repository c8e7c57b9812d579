import type { Locator, Page, Request, Route } from "playwright-core";
import type { CalibrationAnswer } from "#server/content/read-calibration";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";

/** A drawing as a file of the author's machine. */
export type DrawingFile = { name: string; mimeType: string; buffer: Buffer };

const BAND_WORDS = { strong: "Strong", good: "Good", middling: "Middling", weak: "Weak" };
const LEVEL_WORDS = { mid: "Mid", senior: "Senior", staff: "Staff" };
const LABEL_WORDS = { met: "Met", partial: "Partly", not_met: "Not met" };

/** What an author does on the page of a draft. */
export type DraftPage = {
  /** The editor of a file, shown. */
  openFile: (tab: "problem.md" | "solution.md" | "Rubric") => Promise<Locator>;
  /** Pastes a text in place of a file's. */
  paste: (tab: "problem.md" | "solution.md" | "Rubric", text: string) => Promise<void>;
  openDrawing: () => Promise<void>;
  save: () => Promise<void>;
  /** Saves in the very moment, before the page has told itself of a stroke. */
  saveAtOnce: () => Promise<void>;
  /** Starts a dry run; resolves once its result is there. */
  dryRun: () => Promise<void>;
  publish: () => Promise<void>;
};

export function openDraft(page: Page): DraftPage {
  const panel = page.getByRole("tabpanel");
  async function openFile(tab: string): Promise<Locator> {
    await page.getByRole("tab", { name: new RegExp(`^${tab}`) }).click();
    const editor = panel.locator(".cm-content");
    await editor.waitFor();
    return editor;
  }
  return {
    openFile,
    paste: async (tab, text) => {
      const editor = await openFile(tab);
      await editor.click();
      await page.keyboard.press("ControlOrMeta+a");
      await editor.evaluate((element, pasted) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", pasted);
        const how = { clipboardData, bubbles: true, cancelable: true };
        element.dispatchEvent(new ClipboardEvent("paste", how));
      }, text);
    },
    openDrawing: async () => {
      await page.getByRole("tab", { name: /^Drawing/ }).click();
      await page.locator(".board[data-ready]").waitFor({ timeout: 60_000 });
    },
    save: async () => {
      await page.getByText("Unsaved changes").waitFor();
      // A press while another save is under way does nothing.
      const button = page.getByRole("button", { name: "Save", exact: true, disabled: false });
      await button.waitFor();
      await button.click();
      await page.getByText(/^Saved \(revision \d+\)$/).waitFor();
    },
    saveAtOnce: async () => {
      await page.evaluate(() => {
        document.querySelector<HTMLFormElement>("#draft-form")?.requestSubmit();
      });
      await page.getByText(/^Saved \(revision \d+\)$/).waitFor();
    },
    dryRun: async () => {
      const revision = /\d+/.exec(
        (await page.getByText(/^Saved \(revision \d+\)$/).textContent()) ?? "",
      );
      await page.getByRole("button", { name: "Start a dry run" }).click();
      await page
        .getByText(new RegExp(`^Revision ${revision?.[0]}, requested by`))
        .waitFor({ timeout: 60_000 });
    },
    publish: () => page.getByRole("button", { name: "Publish", exact: true }).click(),
  };
}

const DRAFT_ADDRESS = /\/admin\/drafts\//;

/** Presses a button that saves, and does something before the server hears of it. */
export async function saveWhile(
  page: Page,
  button: string,
  act: () => Promise<void>,
): Promise<void> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const hold = async (route: Route): Promise<void> => {
    if (isSave(route.request())) await released;
    await route.continue();
  };
  await page.route(DRAFT_ADDRESS, hold);
  const sent = page.waitForRequest(isSave);
  const answered = page.waitForResponse((response) => isSave(response.request()));
  await page.getByRole("button", { name: button, exact: true }).click();
  await sent;
  await act();
  release();
  // The route stays: a request that is under way while it's taken off may hang.
  await answered;
}

function isSave(request: Request): boolean {
  return request.method() === "POST" && /"intent"\s+save\s/.test(request.postData() ?? "");
}

/** Adds a calibration answer with all its labels from a draft's page, and goes back there. */
export async function addAnswer(
  page: Page,
  { name, head, answers }: CalibrationAnswer,
  rubric: Rubric,
  drawing: DrawingFile,
): Promise<void> {
  await page.getByRole("link", { name: "Add an answer" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Band").selectOption(BAND_WORDS[head.band]);
  await page.getByLabel("Level").selectOption(LEVEL_WORDS[head.level]);
  await page.getByLabel("What it should show").fill(head.note);
  for (const section of SECTION_IDS) {
    await page
      .getByRole("textbox", { name: SECTION_TITLES[section], exact: true })
      .fill(answers[section]);
  }
  for (const { id, text } of rubric.criteria) {
    const row = page.getByRole("group", { name: text });
    for (const label of [head.expected[id] ?? []].flat()) {
      await row.getByLabel(LABEL_WORDS[label], { exact: true }).check();
    }
  }
  const { length } = rubric.criteria;
  await page.getByText(`${length} of ${length} labeled`).waitFor();
  await page.getByRole("button", { name: "Draw, or upload a file" }).click();
  await page.getByLabel("Upload a drawing").setInputFiles(drawing);
  await page.getByText("Unsaved changes").waitFor();
  await page.getByRole("button", { name: "Save the answer" }).click();
  await page.waitForURL(new RegExp(`\\?name=${name}$`));
  await page.getByRole("link", { name: /^Draft of/ }).click();
  await page.getByRole("row", { name: new RegExp(`^${name} `) }).waitFor();
}
