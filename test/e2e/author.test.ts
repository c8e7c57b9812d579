import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import type { Answers } from "#domain/attempts/answer.schema";
import { readContentOf } from "#server/content/read-content";
import type { ContentFile } from "#server/content/read-content";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { describeOnOwnProduct } from "../support/describe-in-browser";
import type { InBrowser } from "../support/describe-in-browser";
import { startFakeModel } from "../support/fake-model/start-fake-model";
import { addAnswer, openDraft, saveWhile } from "../support/pages/author";
import { openReport } from "../support/pages/report";
import { openReview } from "../support/pages/review";
import {
  signInAsAdmin,
  signInAsReviewer,
  signUpCandidate,
  startAttempt,
} from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";

const SLUG = "spam-filter";
/** A problem, its rubric and three calibration answers, as files that no server loads. */
const AUTHORED_DIR = join(import.meta.dirname, "../support/authored");

const content = await readAuthored();
/** Says of each calibration answer what its labels say. */
const model = await startFakeModel({
  character: {
    kind: "labelled",
    statements: Object.fromEntries(content.rubric.criteria.map(({ id, text }) => [id, text])),
    answers: content.calibration.map(({ answers, head }) => ({
      phrase: answers.evaluation.slice(0, 40),
      expected: Object.fromEntries(
        Object.entries(head.expected).flatMap(([id, label]) =>
          [label]
            .flat()
            .slice(0, 1)
            .map((verdict) => [id, verdict]),
        ),
      ),
    })),
  },
  canaries: Object.fromEntries(content.rubric.canaries.map(({ id, expect: right }) => [id, right])),
});
const MODEL = {
  OPENAI_BASE_URL: model.baseUrl,
  OPENAI_API_KEY: "a key for the fake",
  JUDGE_MODEL: "fake-judge-1",
};

async function readAuthored(): Promise<ContentFile> {
  const found = await readContentOf(AUTHORED_DIR, SLUG);
  if (!found) throw new Error(`${SLUG} is missing`);
  return found;
}

function define(world: InBrowser): void {
  afterAll(() => model.close());

  async function openPage(): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    // Checks and dry runs of a whole draft take turns with everything else that a machine does.
    context.setDefaultTimeout(60_000);
    return context.newPage();
  }

  function answersOf(name: string): Answers {
    const answer = content.calibration.find((each) => each.name === name);
    if (!answer) throw new Error(`the ${name} answer is missing`);
    return answer.answers;
  }

  /** Writes a new problem in the editor, with the fault it marks mended, and draws its solution. */
  async function writeProblem(page: Page): Promise<void> {
    const { texts } = content;
    await page.goto(`${world.product.url}/admin/problems`);
    await page.getByLabel("Short name for the URL").fill(SLUG);
    await page.getByRole("button", { name: "Start a draft" }).click();
    await page.waitForURL(/\/admin\/drafts\//);
    const draft = openDraft(page);
    await draft.paste("Rubric", texts.rubric);
    await draft.paste("solution.md", texts.problem.solution);
    await draft.paste("problem.md", texts.problem.problem.replace("warm-up", "lukewarm"));
    const fault = page.getByRole("button", { name: "problem.md, line 4" });
    await fault.waitFor();
    await page.getByRole("tabpanel").locator(".cm-lint-marker-error").waitFor();
    await fault.click();
    // The editor's own class says "focused" for a moment longer than it is.
    await page.waitForFunction(() => document.activeElement?.matches(".cm-content"));
    await page.keyboard.type("difficulty: warm-up");
    await fault.waitFor({ state: "detached" });

    await draft.openDrawing();
    const board = openWorkspace(page);
    const form = { label: "Form", at: { x: 60, y: 150 } };
    const classifier = { label: "Classifier", at: { x: 360, y: 150 } };
    await board.drawBox(form);
    await board.drawBox(classifier);
    await page.getByText("No errors.").waitFor();
    await board.drawArrow(form, classifier);
    await draft.saveAtOnce();
    const bound = page.getByText(/"Form" -> N2 "Classifier" \[bound\]/);
    await bound.waitFor();
    await page.reload();
    await draft.openDrawing();
    await bound.waitFor();
  }

  /** Goes on typing while a save is under way: it is the next save's, and nobody is in the way. */
  async function typeDuringSave(page: Page): Promise<void> {
    const draft = openDraft(page);
    const editor = await draft.openFile("solution.md");
    const typeAtEnd = async (text: string): Promise<void> => {
      await editor.click();
      await page.keyboard.press("ControlOrMeta+End");
      await page.keyboard.type(text);
    };
    await typeAtEnd(" Typed before a save.");
    await saveWhile(page, "Save", () => typeAtEnd(" Typed during it."));
    await draft.save();
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.reload();
    const saved = await page.locator("textarea[name=solution]").inputValue();
    expect(saved).toContain("Typed before a save. Typed during it.");
  }

  async function addAnswers(page: Page): Promise<void> {
    for (const answer of content.calibration) {
      const path = join(AUTHORED_DIR, "problems", SLUG, "answers", `${answer.name}.excalidraw`);
      await addAnswer(page, answer, content.rubric, {
        name: "drawing.excalidraw",
        mimeType: "application/json",
        buffer: await readFile(path),
      });
    }
  }

  /** The same on the page of a calibration answer. */
  async function typeDuringSaveOfAnswer(page: Page): Promise<void> {
    await page.getByRole("link", { name: "weak", exact: true }).click();
    const note = page.getByLabel("What it should show");
    await note.fill("Typed before a save.");
    await saveWhile(page, "Save the answer", () => note.fill("Typed during it."));
    const save = page.getByRole("button", { name: "Save the answer", disabled: false });
    await save.waitFor();
    expect(await page.getByText("Unsaved changes").count()).toBe(1);
    await save.click();
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.reload();
    expect(await note.inputValue()).toBe("Typed during it.");
    await page.getByRole("link", { name: `Draft of ${SLUG}` }).click();
  }

  /** Hands in an attempt and returns the address of its report, graded. */
  async function handIn(page: Page, answers: Answers): Promise<string> {
    await startAttempt(page, world.product.url, SLUG);
    const workspace = openWorkspace(page);
    for (const section of SECTION_IDS) {
      await workspace.write(SECTION_TITLES[section], answers[section]);
    }
    await workspace.waitUntilSaved();
    await workspace.handIn();
    const report = page.url();
    await openReport(page).waitUntilGraded();
    return report;
  }

  it("a problem is written, tried, held back, mended and published; it is taken, graded and reviewed", async () => {
    const admin = await openPage();
    await signInAsAdmin(admin, world.product.url);
    await writeProblem(admin);
    await typeDuringSave(admin);
    await addAnswers(admin);
    await typeDuringSaveOfAnswer(admin);
    const draft = openDraft(admin);
    await draft.dryRun();
    await admin.getByText("Dry run passed: no worse than the published version.").waitFor();
    await draft.publish();
    await admin.waitForURL(new RegExp(`/admin/problems/${SLUG}$`));

    // A criterion that asks for something else than the labels say, in a rubric that reads well.
    const { rubric } = content.texts;
    const regressed = rubric.replace("Leaves doubtful posts", "Leaves every post");
    await admin.getByRole("button", { name: "Edit", exact: true }).click();
    await admin.waitForURL(/\/admin\/drafts\//);
    await draft.paste("Rubric", regressed);
    await draft.save();
    await draft.dryRun();
    await draft.publish();
    await admin
      .getByRole("alert")
      .getByText(/It matches 16 of 18 labels; the published version matches 18 of 18\./)
      .waitFor();
    await draft.paste(
      "Rubric",
      rubric.replace("Multiply the hourly figure by 24.", "Count a day."),
    );
    await draft.save();
    await draft.dryRun();
    await draft.publish();
    await admin.waitForURL(new RegExp(`/admin/problems/${SLUG}$`));
    const versions = admin.getByRole("table", { name: "Versions of the rubric" });
    await versions.waitFor();
    expect(await versions.getByRole("row").count()).toBe(3);
    expect(await admin.getByText("Published despite the dry run").count()).toBe(0);

    const candidate = await openPage();
    await signUpCandidate(candidate, world.product.url);
    const report = await handIn(candidate, answersOf("middling"));
    await openReport(candidate).appeal("post-price", "It is in there, if one reads it kindly.");
    const others: string[] = [];
    for (const name of ["strong", "weak", "middling", "strong"]) {
      others.push(await handIn(candidate, answersOf(name)));
    }

    const reviewer = await openPage();
    await signInAsReviewer(reviewer, world.product.url);
    const review = openReview(reviewer);
    for (const address of [report, ...others]) {
      const attemptId = /attempts\/([0-9a-f-]+)/.exec(address)?.[1] ?? "";
      await reviewer.goto(`${world.product.url}/review/${attemptId}`);
      if (address === report) {
        await review.override("outage-path", "Met", "The page of hidden posts is the way out.");
        await review.grantAppeal("post-price", "Read kindly, it is.");
      }
      await review.signOff();
    }

    await candidate.goto(report);
    await candidate.getByRole("heading", { name: /^Signed off by/ }).waitFor();
    const summary = (await candidate.locator("main").textContent()) ?? "";
    // By weight: 2 + 2 + 3 of 14 by the judge; by the reviewer 2 + 3 more.
    expect(summary).toContain("85of 100");
    expect(summary).toContain("the judge gave 50.");
    const note = await openReport(candidate).openNote("outage-path");
    expect(await note.textContent()).toMatch(/Met.*judge: not met.*The page of hidden posts/s);
    expect(await (await openReport(candidate).openNote("post-price")).textContent()).toContain(
      "Granted by",
    );

    await reviewer.goto(`${world.product.url}/review/agreement?problem=${SLUG}&source=all`);
    const figures = reviewer.getByRole("table", { name: /^Agreement between judge and people/ });
    const cellOf = async (name: string): Promise<string | null> =>
      figures
        .getByRole("row", { name: new RegExp(`^${name}`) })
        .getByRole("cell")
        .first()
        .textContent();
    // Judge: 3, 6, 0, 3, 6 of 6 criteria met; the reviewer gave the first answer two more. Of 30
    // verdicts 28 agree; by chance (18 · 20 + 12 · 10) ÷ 30² = 480 ÷ 900, so κ = 360 ÷ 420.
    expect(await cellOf("Kappa of verdicts")).toMatch(/^0\.86/);
    // Deciles 5 9 0 5 9 and 8 9 0 5 9: Σd² = 9, by chance 212 + 251 − 2 · 28 · 31 ÷ 5 = 115.8.
    expect(await cellOf("Weighted kappa of totals")).toMatch(/^0\.92/);
    // One total of five differs, by 35.7 points.
    expect(await cellOf("Mean error of totals")).toMatch(/^7\.1/);
    expect(await cellOf("Bias of totals")).toMatch(/^−7\.1/);
  });
}

await describeOnOwnProduct("an author, a candidate and a reviewer", define, MODEL);
