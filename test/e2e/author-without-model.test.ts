import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { readContentOf } from "#server/content/read-content";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { describeOnOwnProduct } from "../support/describe-in-browser";
import { openDraft } from "../support/pages/author";
import { openMarking } from "../support/pages/marking";
import { signInAsAdmin, signInAsCandidate, startAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { shoot } from "../support/shoot";

const SLUG = "spam-filter";
const AUTHORED_DIR = join(import.meta.dirname, "../support/authored");

await describeOnOwnProduct("an author and a candidate where no model is connected", (world) => {
  async function openPage(): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    return context.newPage();
  }

  it("are told at every step that the problem takes a model, and nothing fails", async () => {
    const content = await readContentOf(AUTHORED_DIR, SLUG);
    if (!content) throw new Error(`${SLUG} is missing`);
    const admin = await openPage();
    await signInAsAdmin(admin, world.product.url);
    await admin.goto(`${world.product.url}/admin/problems`);
    await admin.getByLabel("Short name for the URL").fill(SLUG);
    await admin.getByRole("button", { name: "Start a draft" }).click();
    await admin.waitForURL(/\/admin\/drafts\//);
    await admin.getByText(/still as in the template: title, summary/).waitFor();

    const draft = openDraft(admin);
    await draft.paste("Rubric", content.texts.rubric);
    await draft.paste("solution.md", content.texts.problem.solution);
    await draft.paste("problem.md", content.texts.problem.problem);
    await draft.openDrawing();
    const board = openWorkspace(admin);
    const form = { label: "Form", at: { x: 60, y: 150 } };
    const classifier = { label: "Classifier", at: { x: 360, y: 150 } };
    await board.drawBox(form);
    await board.drawBox(classifier);
    await board.drawArrow(form, classifier);
    await admin.getByText("No errors.").waitFor();
    await draft.saveAtOnce();

    await admin.getByText("This needs a model").waitFor();
    expect(await admin.getByRole("button", { name: "Start a dry run" }).isDisabled()).toBe(true);
    await admin.getByText("No judge here can grade it yet").waitFor();
    await shoot(admin, "draft");
    await admin
      .getByLabel("Publish anyway: give a reason")
      .fill("A model is connected next week; until then it is for practice.");
    await draft.publish();
    await admin.waitForURL(new RegExp(`/admin/problems/${SLUG}$`));

    const candidate = await openPage();
    await signInAsCandidate(candidate, world.product.url);
    await candidate.goto(`${world.product.url}/problems/${SLUG}`);
    await candidate.getByText("You mark this one yourself").waitFor();
    await shoot(candidate, "set-up");
    await startAttempt(candidate, world.product.url, SLUG);
    const workspace = openWorkspace(candidate);
    const strong = content.calibration.find(({ name }) => name === "strong");
    if (!strong) throw new Error("the strong answer is missing");
    for (const section of SECTION_IDS) {
      await workspace.write(SECTION_TITLES[section], strong.answers[section]);
    }
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await candidate.getByRole("heading", { name: "Now mark it yourself" }).waitFor();
    expect(await candidate.locator("main").textContent()).not.toContain("could not be used");
    await shoot(candidate, "report");
    await candidate.getByText(strong.answers.evaluation.trim().slice(0, 60)).waitFor();
    await candidate.goto(`${world.product.url}/attempts`);
    await candidate.getByText("Not estimated").waitFor();

    await candidate.goBack();
    await candidate.getByRole("link", { name: "Mark it yourself" }).click();
    await candidate.getByRole("button", { name: "Begin", exact: true }).click();
    const marking = openMarking(candidate);
    await marking.markFrom(1, () => "1");
    await marking.finish();
    await candidate.getByRole("link", { name: "Open the report" }).click();
    await candidate.getByRole("heading", { name: "Your own marks" }).waitFor();
    await shoot(candidate, "own-total");
    await candidate.goto(`${world.product.url}/attempts`);
    await candidate.getByText("Own marks: 100").waitFor();
    await shoot(candidate, "own-list");
  });
});
