import type { Page } from "playwright-core";
import { afterEach, beforeAll, expect, it } from "vitest";
import { readContent } from "#server/content/read-content";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { describeInBrowser } from "../support/describe-in-browser";
import { RAG, ROOT_DIR } from "../support/content";
import { openReport } from "../support/pages/report";
import { openWorkspace } from "../support/pages/workspace";
import { signInAsCandidate, startRagAttempt } from "../support/pages/sign-in";

/** Beside the editor's own panel, which opens on the left. */
const CLIENT = { label: "Customer chat", at: { x: 240, y: 320 } };
const INDEX = { label: "Vector index", at: { x: 520, y: 320 } };
const QUEUE = { label: "Edit queue", at: { x: 520, y: 200 } };
const EDITORS = { label: "CMS", at: { x: 280, y: 200 } };

await describeInBrowser("a candidate's journey", (world) => {
  let answers: Record<string, string>;
  /** What the interviewer says, word for word: no evidence. */
  let said = "";
  const complaints: string[] = [];

  beforeAll(async () => {
    const content = (await readContent(ROOT_DIR)).find(({ slug }) => slug === RAG);
    const strong = content?.calibration.find(({ name }) => name === "strong");
    if (!strong) throw new Error("the strong calibration answer is missing");
    said = content?.problem.head.clarifications[0]?.answer ?? "";
    answers = { ...strong.answers, scenario: `${strong.answers.scenario}\n\n${said}` };
  });
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });

  /** A page in a fresh profile; what the browser complains about fails the test. */
  async function openPage(): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" && /content security policy/i.test(message.text())) {
        complaints.push(message.text());
      }
    });
    return page;
  }

  it("goes from the first page to a report that quotes sentences and boxes", async () => {
    const page = await openPage();
    await signInAsCandidate(page, world.product.url);
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    await workspace.waitForCanvas();
    for (const box of [CLIENT, INDEX, QUEUE, EDITORS]) await workspace.drawBox(box);
    await workspace.drawArrow(CLIENT, INDEX);
    await workspace.drawArrow(EDITORS, QUEUE);
    await workspace.drawArrow(QUEUE, INDEX);
    for (const section of SECTION_IDS) {
      await workspace.write(SECTION_TITLES[section], answers[section] ?? "");
    }
    await workspace.waitUntilSaved();

    await page.reload();
    await workspace.waitForCanvas();
    expect(await workspace.readSection("Evaluation")).toBe(answers.evaluation);
    await workspace.handIn();

    await openReport(page).waitUntilGraded();
    await page.getByRole("heading", { name: "Estimate", exact: true }).waitFor();
    const written = Object.values(answers).join("\n");
    const marked = page.locator("a.marked");
    const sentences = await marked.evaluateAll((links) =>
      links.map((link) => [...link.childNodes].find((node) => node.nodeType === 3)?.textContent),
    );
    expect(sentences.length).toBeGreaterThan(10);
    for (const sentence of sentences) expect(written).toContain(sentence);
    const setAside = await page.locator(".set-aside").allTextContents();
    expect(setAside).toEqual([expect.stringContaining(said)]);
    await page.getByText("Not in your own words").waitFor();
    const drawn = page.getByText(/^In the drawing: .*Edit queue/);
    await drawn.first().waitFor({ state: "attached" });
    await page.locator(".excalidraw canvas").first().waitFor();
    await page.context().close();
  });
});
