import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { readContentOf } from "#server/content/read-content";
import { readPlanted } from "#server/judges/check/read-planted";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { RAG, ROOT_DIR } from "../support/content";
import { describeOnOwnProduct } from "../support/describe-in-browser";
import { startFakeModel } from "../support/fake-model/start-fake-model";
import type { JudgingCharacter } from "../support/fake-model/character";
import { openReport } from "../support/pages/report";
import { openWorkspace } from "../support/pages/workspace";
import {
  signInAsAdmin,
  signInAsCandidate,
  signInAsReviewer,
  startRagAttempt,
} from "../support/pages/sign-in";
import { canariesOf, overAwardingOn, wrongOn } from "../support/planted-judges";

const SHOTS_DIR = process.env["SHOTS_DIR"];
const NAME = "fake-judge-1";

const planted = await readPlanted("standard");
const content = await readContentOf(ROOT_DIR, RAG);
if (!content) throw new Error(`${RAG} is missing`);
const strong = content.calibration.find(({ name }) => name === "strong");
if (!strong) throw new Error("the strong answer is missing");

/** Finds everything met: in what is planted, and in the candidate's answer. */
function overAwarding(): JudgingCharacter {
  const judge = overAwardingOn(planted);
  const criteria = content?.rubric.criteria ?? [];
  const statements = Object.fromEntries(criteria.map(({ id, text }) => [id, text]));
  const [phrase = ""] = strong?.answers.scenario.match(/[A-Za-z ]{30,}/) ?? [];
  const expected = Object.fromEntries(criteria.map(({ id }) => [id, "met" as const]));
  return {
    ...judge,
    statements: { ...statements, ...judge.statements },
    answers: [...judge.answers, { phrase, expected }],
  };
}

const model = await startFakeModel({
  character: wrongOn(planted, 10),
  canaries: canariesOf(planted),
  // So that its progress can be seen, and a check can be cancelled.
  latencyMs: 60,
});
afterAll(() => model.close());

await describeOnOwnProduct(
  "an admin who has the judge checked",
  (world) => {
    async function openPage(): Promise<Page> {
      const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
      return context.newPage();
    }

    it("is told the cost, cancels, and sees how well it judges", async () => {
      const page = await openPage();
      await signInAsAdmin(page, world.product.url);
      await page.goto(`${world.product.url}/settings`);
      await page.getByText(/about 141 model calls/).waitFor();
      await shoot(page, "settings-before");
      const start = page.getByRole("button", { name: "Check the judge, cost unknown" });
      expect(model.requests).toHaveLength(0);

      await start.click();
      await page.getByText(/^[1-9]\d* of 20$/).waitFor();
      await shoot(page, "settings-progress");
      await page.getByRole("button", { name: "Cancel the check" }).click();
      await page.getByText("The last check was cancelled.").waitFor();

      await start.click();
      await page.getByText(`${NAME} judges well enough.`).waitFor({ timeout: 60_000 });
      await shoot(page, "settings-good");
    });

    it("is told of a judge that is found wanting, as are its candidates and reviewers", async () => {
      model.setCharacter(overAwarding());
      const admin = await openPage();
      await signInAsAdmin(admin, world.product.url);
      await admin.goto(`${world.product.url}/settings`);
      await admin.getByRole("button", { name: /^Check the judge/ }).click();
      await admin.getByText(`${NAME} failed the check.`).waitFor({ timeout: 60_000 });
      await shoot(admin, "settings-wanting");

      const candidate = await openPage();
      await signInAsCandidate(candidate, world.product.url);
      await startRagAttempt(candidate, world.product.url);
      const workspace = openWorkspace(candidate);
      for (const section of SECTION_IDS) {
        await workspace.write(SECTION_TITLES[section], strong.answers[section]);
      }
      await workspace.waitUntilSaved();
      await workspace.handIn();
      await openReport(candidate).waitUntilGraded();
      const warning = "The judge behind this grade failed a check";
      await candidate.getByText(warning).waitFor({ timeout: 60_000 });
      await shoot(candidate, "report");
      const [, attemptId] = /attempts\/([0-9a-f-]+)/.exec(candidate.url()) ?? [];

      await candidate.getByRole("link", { name: "How judges are checked" }).click();
      await candidate.getByRole("heading", { name: "How well they judge" }).waitFor();
      await candidate.getByRole("heading", { name: NAME }).waitFor();
      await candidate.getByText("failed the check", { exact: true }).waitFor();
      await shoot(candidate, "about");

      const reviewer = await openPage();
      await signInAsReviewer(reviewer, world.product.url);
      await reviewer.goto(`${world.product.url}/review/${attemptId}`);
      await reviewer.getByText(warning).waitFor();
      await shoot(reviewer, "review");
    });
  },
  { OPENAI_BASE_URL: model.baseUrl, JUDGE_MODEL: NAME },
);

/** Only for whoever looks at the pages: with SHOTS_DIR set. */
async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS_DIR === undefined) return;
  await mkdir(SHOTS_DIR, { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 375]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const path = join(SHOTS_DIR, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}
