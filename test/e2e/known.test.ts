import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readContentOf } from "#server/content/read-content";
import type { ContentFile } from "#server/content/read-content";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { RAG, ROOT_DIR } from "../support/content";
import { describeOnOwnProduct } from "../support/describe-in-browser";
import type { FakeVerdict } from "../support/fake-model/character";
import { startFakeModel } from "../support/fake-model/start-fake-model";
import { moveBack } from "../support/move-back";
import { openReport } from "../support/pages/report";
import { signUpCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";

/** Of the answer below, what the model doesn't find until it is drilled. */
const MISSED = "first-checked-words";
const DRILLED =
  "Of the two seconds until the first word, retrieval gets 150 ms and reranking 200 ms at p95. When a share is used up, that step is left out for this one question.";

const content = await readContentOf(ROOT_DIR, RAG);
if (!content) throw new Error("the RAG problem is missing");
const model = await startFakeModel({
  character: characterOf(content, "not_met"),
  canaries: Object.fromEntries(
    content.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]),
  ),
});
afterAll(() => model.close());

function characterOf({ rubric }: ContentFile, missed: FakeVerdict) {
  const verdicts = rubric.criteria.map(({ id }): [string, FakeVerdict] => [
    id,
    id === MISSED ? missed : "met",
  ]);
  return { kind: "perfect" as const, expected: Object.fromEntries(verdicts) };
}

await describeOnOwnProduct(
  "a criterion that was missed",
  (world) => {
    let page: Page;
    let email: string;
    beforeAll(async () => {
      const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
      page = await context.newPage();
      ({ email } = await signUpCandidate(page, world.product.url));
    });

    async function handIn(): Promise<void> {
      const strong = content?.calibration.find(({ name }) => name === "strong");
      await startRagAttempt(page, world.product.url);
      const workspace = openWorkspace(page);
      for (const section of SECTION_IDS)
        await workspace.write(SECTION_TITLES[section], strong?.answers[section] ?? "");
      await workspace.waitUntilSaved();
      await workspace.handIn();
      await openReport(page).waitUntilGraded();
    }

    /** From a drill's room to what was said of it. */
    async function drill(verdict: FakeVerdict): Promise<void> {
      if (content) model.setCharacter(characterOf(content, verdict));
      await page.waitForURL(/\/drills\/[0-9a-f-]+$/);
      await page.locator("[data-save-state=saved]").waitFor();
      await page.getByRole("textbox", { name: /Your answer/ }).fill(DRILLED);
      await page.locator("[data-save-state=saved]").waitFor();
      await page.getByRole("button", { name: "Hand in" }).click();
      const result = page.getByRole("region", { name: "Result" });
      await result.waitFor({ timeout: 60_000 });
      await result
        .getByText(verdict === "met" ? "Met" : "Not met", { exact: true })
        .first()
        .waitFor();
    }

    /** The drill that is due, and only it. */
    async function drillWhatIsDue(): Promise<void> {
      await page.goto(`${world.product.url}/due`);
      await page.getByText("One drill, ").waitFor();
      await page.getByRole("button", { name: /^Start: / }).click();
      await drill("met");
    }

    async function countKnown(): Promise<string> {
      await page.goto(`${world.product.url}/due`);
      const row = page.getByRole("row", { name: /^Known: met twice/ });
      return (await row.getByRole("cell").textContent()) ?? "";
    }

    it("is drilled, due the next day, and known once it was met twice, weeks apart", async () => {
      await handIn();
      const note = page.locator("#section-latency_cost article:visible").first();
      await note.locator("button[aria-expanded=false]").click();
      await note.getByRole("button", { name: "Drill it" }).click();
      await drill("not_met");
      await page.goto(`${world.product.url}/due`);
      await page.getByText("Done for today").waitFor();

      await moveBack(world.dataDir, email, 1);
      await page.goto(world.product.url);
      await page.getByRole("heading", { name: /^Due today: / }).waitFor();
      // A day later isn't long enough to say that it is known.
      await drillWhatIsDue();
      expect(await countKnown()).toBe("0");
      await moveBack(world.dataDir, email, 8);
      await drillWhatIsDue();
      expect(await countKnown()).toBe("0");
      await moveBack(world.dataDir, email, 14);
      await drillWhatIsDue();
      expect(await countKnown()).toBe("1");
      await page.getByText(/^Nothing is due today$|^Done for today$/).waitFor();
      await page.context().close();
    }, 180_000);
  },
  { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: "fake", JUDGE_MODEL: "fake-judge" },
);
