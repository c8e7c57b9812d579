import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readContentOf } from "#server/content/read-content";
import type { ContentFile } from "#server/content/read-content";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { RAG, ROOT_DIR } from "../support/content";
import { describeOnOwnProduct } from "../support/describe-in-browser";
import type { FakeVerdict } from "../support/fake-model/character";
import { startFakeModel } from "../support/fake-model/start-fake-model";
import type { FakeModel } from "../support/fake-model/start-fake-model";
import { openMarking } from "../support/pages/marking";
import { openReport } from "../support/pages/report";
import { openReview } from "../support/pages/review";
import {
  signInAsAdmin,
  signInAsCandidate,
  signInAsReviewer,
  startRagAttempt,
} from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { shoot } from "../support/shoot";

const KEY = "sk-zebra-4711-0815";
const MODELS = [
  { name: "qwen3:8b", size: 5.2e9 },
  { name: "llama3.2:1b", size: 1.3e9 },
];
const TIMEOUT_MS = 180_000;

await describeOnOwnProduct("connecting a model", (world) => {
  let content: ContentFile;
  /** An Ollama, and any server that speaks the OpenAI protocol. */
  let model: FakeModel;
  let holding: Promise<void> | null = null;

  beforeAll(async () => {
    const found = await readContentOf(ROOT_DIR, RAG);
    const strong = found?.calibration.find(({ name }) => name === "strong");
    if (!found || !strong) throw new Error("the strong calibration answer is missing");
    content = found;
    const labels = Object.entries(strong.head.expected).map(
      ([id, label]): [string, FakeVerdict] => [id, [label].flat()[0] ?? "not_met"],
    );
    model = await startFakeModel({
      character: {
        kind: "perfect",
        expected: { ...Object.fromEntries(labels), lifetime: "met", "measured-rollout": "not_met" },
      },
      canaries: Object.fromEntries(
        content.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]),
      ),
      models: MODELS,
      hold: () => holding ?? Promise.resolve(),
    });
  });
  afterAll(() => model.close());

  async function openPage(): Promise<Page> {
    const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.on("pageerror", (error) => {
      throw error;
    });
    return page;
  }

  async function handInStrong(page: Page): Promise<void> {
    const strong = content.calibration.find(({ name }) => name === "strong");
    await startRagAttempt(page, world.product.url);
    const workspace = openWorkspace(page);
    for (const section of SECTION_IDS) {
      await workspace.write(SECTION_TITLES[section], strong?.answers[section] ?? "");
    }
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await openReport(page).waitUntilGraded();
    await page.getByRole("heading", { name: "Estimate", exact: true }).waitFor();
  }

  const lastCriterion = (): string => content.rubric.criteria.at(-1)?.id ?? "";

  async function markEverythingMet(page: Page): Promise<void> {
    await page.getByRole("link", { name: "Mark it yourself" }).click();
    await page.getByRole("button", { name: "Begin", exact: true }).click();
    const marking = openMarking(page);
    await marking.waitForCriterion(1);
    await marking.markFrom(1, () => "1");
    await marking.finish();
  }

  /** A reviewer gives the last criterion a verdict of their own and signs. */
  async function reviewLast(report: string): Promise<void> {
    const page = await openPage();
    await signInAsReviewer(page, world.product.url);
    const attempt = /attempts\/([^/]+)/.exec(report)?.[1] ?? "";
    await page.goto(`${world.product.url}/review/${attempt}`);
    const review = openReview(page);
    await review.override(lastCriterion(), "Not met", "It is said in other words.");
    await review.signOff();
    await page.context().close();
  }

  it(
    "leads from an estimate to a grade by a model of one's own machine, and to three voices",
    { timeout: TIMEOUT_MS },
    async () => {
      const page = await openPage();
      await signInAsCandidate(page, world.product.url);
      await handInStrong(page);
      await shoot(page, "estimate", { fullPage: false });
      const report = page.url();
      await page.getByRole("link", { name: "Connect a model", exact: true }).click();
      await page.getByRole("heading", { name: "Connect a model" }).waitFor();
      await page.getByText("You came from your report").waitFor();
      await shoot(page, "connect-choice");

      await page.getByRole("link", { name: /^Ollama/ }).click();
      await page.getByRole("heading", { name: "Ollama" }).waitFor();
      expect(await page.getByLabel("Address").inputValue()).toBe("http://127.0.0.1:11434/v1");
      await page.getByLabel("Address").fill(model.baseUrl);
      await page.getByRole("button", { name: "List its models" }).click();
      await page.getByRole("option", { name: /qwen3:8b/ }).waitFor({ state: "attached" });
      await page.getByLabel("Model", { exact: true }).selectOption("qwen3:8b");
      await shoot(page, "connect-ollama");

      let release = (): void => undefined;
      holding = new Promise((resolve) => (release = resolve));
      await page.getByRole("button", { name: "Try it" }).click();
      await page.getByText("Reading a short answer").waitFor();
      await shoot(page, "connect-trying");
      release();
      holding = null;
      await page.getByText("It found what the answer says.").waitFor();
      await page.getByText("It saw the planted gap").waitFor();
      await page.getByText("with a strict schema").waitFor();
      await page.getByText("It has no price").waitFor();
      await shoot(page, "connect-tried");
      expect(await page.getByLabel("Model", { exact: true }).inputValue()).toBe("qwen3:8b");

      await page.getByRole("button", { name: "Use it", exact: true }).click();
      await page.getByText("The model is connected").waitFor();
      await shoot(page, "connect-used");
      holding = new Promise((resolve) => (release = resolve));
      await page.getByRole("button", { name: "Grade again with it" }).click();
      await page.waitForURL(report);
      await page.getByText("A new grading is in progress").waitFor();
      await page.getByRole("heading", { name: "Estimate", exact: true }).waitFor();
      await shoot(page, "report-under-way", { fullPage: false });
      release();
      holding = null;
      await page
        .getByRole("heading", { name: "How this grade was made" })
        .waitFor({ timeout: 60_000 });
      await openReport(page).waitUntilGraded();
      await page.getByText("qwen3:8b-2026-01-01, requested as qwen3:8b").waitFor();
      await shoot(page, "report-graded", { fullPage: false });
      const gradings = model.requests.slice(1);
      expect(gradings.length).toBeGreaterThan(4);
      for (const { headers, body } of gradings) {
        expect(headers.authorization).toBe("Bearer none");
        expect(body).toMatchObject({ model: "qwen3:8b" });
      }

      await markEverythingMet(page);
      await reviewLast(report);
      await page.goto(report);
      await page.getByRole("heading", { name: "Your own marks" }).waitFor();
      await page.getByText("Signed off", { exact: false }).first().waitFor();
      const last = await openReport(page).openNote(lastCriterion());
      await last.getByText("You", { exact: true }).waitFor();
      await last.getByText("It is said in other words.").waitFor();
      await shoot(page, "report-three-voices");
      await page.context().close();
    },
  );

  it(
    "takes a key that is never shown again, says what it is spent on, and lets go",
    { timeout: TIMEOUT_MS },
    async () => {
      const page = await openPage();
      await signInAsAdmin(page, world.product.url);
      await page.goto(`${world.product.url}/settings`);
      await page.getByRole("link", { name: "Change the connection" }).click();
      await page.getByRole("link", { name: /^Another server/ }).click();
      await page.getByLabel("Address").fill("http://10.0.0.1/v1");
      await page.getByLabel(/^API key/).fill(KEY);
      await page.getByLabel("Model", { exact: true }).fill("gpt-any");
      await page.getByRole("button", { name: "Try it" }).click();
      await page.getByText(/must begin with https/).waitFor();
      await shoot(page, "connect-refused");
      // What was pasted is still in the field, which the server has nothing to do with.
      await page.getByLabel("Address").fill(model.baseUrl);
      await page.getByRole("button", { name: "Try it" }).click();
      await page.getByText("A key is saved for this address.").waitFor();
      expect(await page.getByLabel(/^API key/).inputValue()).toBe("");
      await page.getByRole("button", { name: "Use it", exact: true }).click();
      await page.getByText("stored encrypted, never shown").waitFor();
      await page.reload();
      for (const path of ["/settings/connect", "/settings", "/admin/audit"]) {
        await page.goto(world.product.url + path);
        expect(await page.content()).not.toContain("zebra");
      }
      expect(model.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);

      await page.goto(`${world.product.url}/settings`);
      await shoot(page, "settings-connected");
      await page.goto(`${world.product.url}/admin/usage`);
      const purposes = page.getByRole("table", { name: "Cost by purpose" });
      await purposes.getByText("Gradings, first pass").waitFor();
      await purposes.getByText("Trials and checks of the judge").waitFor();
      await shoot(page, "usage");

      await page.goto(`${world.product.url}/settings/connect`);
      await page.getByText("Disconnect", { exact: true }).click();
      await page.getByRole("button", { name: "Disconnect gpt-any" }).click();
      await page.getByRole("heading", { name: "Where does it run?" }).waitFor();
      await page.getByText("No model is connected here: grades are estimates").waitFor();
      await page.context().close();
    },
  );
});
