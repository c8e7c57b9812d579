import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readContent } from "#server/content/read-content";
import { SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import { launchBrowser } from "../support/browser";
import { RAG, ROOT_DIR } from "../support/content";
import { startFakeModel } from "../support/fake-model/start-fake-model";
import type { FakeModel } from "../support/fake-model/start-fake-model";
import { openReport } from "../support/pages/report";
import { signInAsCandidate, startRagAttempt } from "../support/pages/sign-in";
import { openWorkspace } from "../support/pages/workspace";
import { startProduct } from "../support/start-product";
import type { Product } from "../support/start-product";

const launched = await launchBrowser();
const title = launched.browser ? "killed processes" : `killed processes (${launched.reason})`;

/** Sentences a candidate types one after the other, long enough to outlast a restart. */
const SENTENCES = Array.from(
  { length: 12 },
  (_, index) => `Sentence ${index + 1} says what the cache holds and when it is emptied. `,
);

describe.skipIf(!launched.browser)(title, () => {
  let browser: Browser;
  let dataDir: string;
  let model: FakeModel;
  let product: Product;
  let answers: Record<string, string>;

  beforeAll(async () => {
    if (!launched.browser) return;
    browser = launched.browser;
    const content = (await readContent(ROOT_DIR)).find(({ slug }) => slug === RAG);
    const strong = content?.calibration.find(({ name }) => name === "strong");
    if (!content || !strong) throw new Error("the strong calibration answer is missing");
    answers = strong.answers;
    const canaries = Object.fromEntries(
      content.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]),
    );
    model = await startFakeModel({ character: { kind: "hanging" }, canaries });
    dataDir = await mkdtemp(join(tmpdir(), "scaleboard-kills-"));
    product = await startProduct(dataDir, {
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "a key for the fake",
      JUDGE_MODEL: "fake-judge-1",
    });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await model?.close();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });

  it("finishes a grading whose worker was killed in the middle", async () => {
    const page = await (await browser.newContext()).newPage();
    await signInAsCandidate(page, product.url);
    await startRagAttempt(page, product.url);
    const workspace = openWorkspace(page);
    for (const [section, text] of Object.entries(answers)) {
      await workspace.write(SECTION_TITLES[section as SectionId], text);
    }
    await workspace.waitUntilSaved();
    await workspace.handIn();
    await model.waitForRequests(1);
    const killed = product.findPid("worker");
    model.setCharacter({ kind: "random", seed: 17 });
    process.kill(killed, "SIGKILL");
    await openReport(page).waitUntilGraded();
    await page
      .getByText(/of 100/)
      .first()
      .waitFor();
    expect(product.findPid("worker")).not.toBe(killed);
    await page.context().close();
  });

  it("loses nothing that was typed while the web process was killed", async () => {
    const page = await (await browser.newContext()).newPage();
    await signInAsCandidate(page, product.url);
    await startRagAttempt(page, product.url);
    const address = page.url();
    const workspace = openWorkspace(page);
    await workspace.write("Scenario", "");
    const field = page.getByRole("tabpanel").getByRole("textbox");
    for (const [index, sentence] of SENTENCES.entries()) {
      if (index === 4) process.kill(product.findPid("web"), "SIGKILL");
      await field.pressSequentially(sentence, { delay: 4 });
    }
    await workspace.waitUntilSaved();
    const state = await page.context().storageState();
    await page.context().close();

    // Another browser: what it shows comes from the server alone.
    const cookies = { cookies: state.cookies, origins: [] };
    const elsewhere = await (await browser.newContext({ storageState: cookies })).newPage();
    await elsewhere.goto(address);
    expect(await openWorkspace(elsewhere).readSection("Scenario")).toBe(SENTENCES.join(""));
    await elsewhere.context().close();
  });
});
