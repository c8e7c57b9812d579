import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { readContentOf } from "#server/content/read-content";
import type { ContentFile } from "#server/content/read-content";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { check } from "../support/axe";
import { describeInBrowser } from "../support/describe-in-browser";
import { RAG, ROOT_DIR } from "../support/content";
import { openDraft } from "../support/pages/author";
import { openReport } from "../support/pages/report";
import { openReview } from "../support/pages/review";
import {
  signInAsAdmin,
  signInAsReviewer,
  signUpCandidate,
  startRagAttempt,
} from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";

const WIDTHS = [1280, 375];
/** Each state is looked at four times, and there are many. */
const TIMEOUT_MS = 400_000;

await describeInBrowser("axe finds nothing on the pages", (world) => {
  let content: ContentFile;

  beforeAll(async () => {
    const found = await readContentOf(ROOT_DIR, RAG);
    if (!found) throw new Error(`${RAG} is missing`);
    content = found;
  });

  async function openPage(): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 800 } });
    return context.newPage();
  }

  /** What axe finds in a state, wide and narrow, in both themes; the window is wide again then. */
  async function checkWidths(page: Page, state: string): Promise<string[]> {
    const found: string[] = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      found.push(...(await check(page, `${state} at ${width}`)));
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    return found;
  }

  async function visit(page: Page, paths: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const path of paths) {
      await page.goto(world.product.url + path);
      await page.locator("main h1").waitFor();
      found.push(...(await checkWidths(page, path)));
    }
    return found;
  }

  /** Hands in the middling answer as a candidate does. @returns the attempt's id */
  async function handIn(page: Page): Promise<string> {
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    const answer = content.calibration.find(({ name }) => name === "middling");
    if (!answer) throw new Error("the middling answer is missing");
    for (const section of SECTION_IDS) {
      await workspace.write(SECTION_TITLES[section], answer.answers[section]);
    }
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await openReport(page).waitUntilGraded();
    return workspace.readAttemptId();
  }

  it(
    "of reviewers, with an appeal, a verdict of their own and a blind rating",
    { timeout: TIMEOUT_MS },
    async () => {
      const candidate = await openPage();
      await signUpCandidate(candidate, world.product.url);
      const reviewed = await handIn(candidate);
      const missed = candidate.getByRole("link", { name: "Challenge this verdict" }).first();
      await candidate
        .getByRole("button", { name: /not found/i, expanded: false })
        .first()
        .click();
      await missed.click();
      await candidate.getByRole("radio").nth(2).check({ force: true });
      await candidate.getByRole("button", { name: /Ask a reviewer|Keep my mark/ }).click();
      await candidate
        .getByText(/Waiting for a reviewer|^It changes no score\.$/)
        .first()
        .waitFor();
      const rated = await handIn(candidate);

      const page = await openPage();
      await signInAsReviewer(page, world.product.url);
      const found = await visit(page, ["/review", "/review/ratings"]);
      await page.goto(`${world.product.url}/review/ratings/${rated}`);
      found.push(...(await checkWidths(page, "a rating to begin")));
      await page.getByRole("button", { name: "Start rating" }).click();
      const groups = page.getByRole("group");
      await groups.first().waitFor();
      await page
        .getByRole("radio", { name: "Not met", exact: true })
        .first()
        .check({ force: true });
      await page.getByText("Saved").first().waitFor();
      found.push(...(await checkWidths(page, "a rating under way")));
      for (const group of await groups.filter({ has: page.getByRole("radio") }).all()) {
        await group.getByRole("radio", { name: "Met", exact: true }).check({ force: true });
      }
      await page.getByRole("button", { name: "Finish", exact: true }).click();
      found.push(...(await check(page, "a rating to finish")));
      await page.getByRole("button", { name: "Finish and compare" }).click();
      await page.getByRole("heading", { name: "Your marks and the judge’s" }).waitFor();
      found.push(...(await checkWidths(page, "a finished rating")));

      await page.goto(`${world.product.url}/review/${reviewed}`);
      // The last: the appeal is about the first that was missed.
      const criterion = content.rubric.criteria.at(-1);
      await openReview(page).override(criterion?.id ?? "", "Met", "It is said in other words.");
      await page
        .getByLabel(/comment/i)
        .last()
        .fill("Good figures.");
      found.push(...(await checkWidths(page, "a review with an appeal and a verdict")));
      await openReview(page).signOff();
      found.push(...(await checkWidths(page, "a signed review")));
      found.push(
        ...(await visit(page, [
          "/review?show=all",
          "/review/agreement?source=all",
          "/review/agreement/labels",
        ])),
      );
      expect(found).toEqual([]);
      await page.context().close();
      await candidate.context().close();
    },
  );

  it(
    "of authors: a draft with each of its files, its answers, a dry run, and versions compared",
    { timeout: TIMEOUT_MS },
    async () => {
      const page = await openPage();
      await signInAsAdmin(page, world.product.url);
      await page.goto(`${world.product.url}/admin/problems/${RAG}`);
      await page.getByRole("button", { name: "Edit", exact: true }).click();
      await page.waitForURL(/\/admin\/drafts\//);
      const draft = openDraft(page);
      const found = await checkWidths(page, "a fresh draft");
      await draft.paste(
        "problem.md",
        content.texts.problem.problem.replace("difficulty: core", "difficulty: odd"),
      );
      await page.getByRole("button", { name: /problem\.md, line \d+/ }).waitFor();
      found.push(...(await checkWidths(page, "a draft with a fault")));
      await draft.paste("problem.md", content.texts.problem.problem);
      await page.getByText("No errors.").waitFor();
      for (const tab of ["solution.md", "Rubric"] as const) {
        await draft.openFile(tab);
        found.push(...(await checkWidths(page, `a draft, ${tab} open`)));
      }
      await page.setViewportSize({ width: 375, height: 800 });
      await page.getByRole("button", { name: "Preview", exact: true }).click();
      found.push(...(await check(page, "a draft, its preview alone")));
      await page.getByRole("button", { name: "Edit", exact: true }).click();
      await page.setViewportSize({ width: 1280, height: 800 });

      await page.getByText("Import answers from files").click();
      const broken = { name: "own.md", mimeType: "text/markdown", buffer: Buffer.from("No head.") };
      await page.locator("input[name=files]").setInputFiles(broken);
      await page.getByRole("button", { name: "Import" }).click();
      await page.getByText("own.md, line 1").first().waitFor();
      found.push(...(await checkWidths(page, "answer files with faults")));

      const [criterion] = content.rubric.criteria;
      const advice = criterion?.advice ?? "";
      await draft.paste("Rubric", content.texts.rubric.replace(advice, `${advice} Then go on.`));
      await draft.save();
      await draft.dryRun();
      found.push(...(await checkWidths(page, "a draft with a dry run")));
      await page.getByRole("link", { name: "weak", exact: true }).click();
      await page.getByRole("heading", { name: "Labels" }).waitFor();
      found.push(...(await checkWidths(page, "an answer")));
      await page.goBack();
      await draft.publish();
      await page.waitForURL(new RegExp(`/admin/problems/${RAG}$`));
      found.push(
        ...(await visit(page, [
          "/admin/problems",
          `/admin/problems/${RAG}`,
          `/admin/problems/${RAG}?of=rubric&from=1&to=2`,
        ])),
      );
      expect(found).toEqual([]);
      await page.context().close();
    },
  );

  it(
    "of admins: people, cohorts, invitations, use, queue, log and settings",
    { timeout: TIMEOUT_MS },
    async () => {
      const newcomer = await openPage();
      await signUpCandidate(newcomer, world.product.url);
      await newcomer.context().close();
      const page = await openPage();
      await signInAsAdmin(page, world.product.url);
      await page.goto(`${world.product.url}/admin/people/cohorts`);
      await page.getByLabel("Name", { exact: true }).fill("Tuesday group");
      await page.getByRole("button", { name: "Create cohort" }).click();
      await page.waitForURL(/\/cohorts\/[0-9a-f-]+$/);
      await page.goto(`${world.product.url}/admin/people/invitations`);
      await page.locator("main input[name=email]").fill("new@example.org");
      await page.locator("main form:has(input[name=email]) button[type=submit]").click();
      await page.getByText(/Copy it now/).waitFor();
      const found = await checkWidths(page, "an invitation's link");
      await page.goto(`${world.product.url}/admin/people`);
      const people = page.getByRole("link", { name: "A candidate", exact: true });
      const person = await people.first().getAttribute("href");
      await page.goto(`${world.product.url}/admin/people/cohorts`);
      const cohort = await page.getByRole("link", { name: "Tuesday group" }).getAttribute("href");
      found.push(
        ...(await visit(page, [
          ...["/admin", "/welcome", "/admin/people", person ?? "", "/admin/people/cohorts"],
          ...[cohort ?? "", "/admin/people/invitations", "/admin/usage", "/admin/queue"],
          ...["/admin/audit", "/settings", "/settings/connect"],
          ...["/settings/connect?provider=openai", "/settings/connect?provider=ollama"],
        ])),
      );
      expect(found).toEqual([]);
      await page.context().close();
    },
  );
});
