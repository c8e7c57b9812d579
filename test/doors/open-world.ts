import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DbHandle } from "#server/db/client";
import { readContent } from "#server/content/read-content";
import { RAG, ROOT_DIR } from "../support/content";
import { startFakeModel } from "../support/fake-model/start-fake-model";
import { startFakeSpeech } from "../support/fake-speech";
import { openProductDatabase } from "../support/product-database";
import { startProduct } from "../support/start-product";
import type { Product } from "../support/start-product";
import { createFixtures } from "./fixtures";
import type { Fixtures } from "./fixtures";
import { watchProduct } from "./watch-product";
import type { Watch } from "./watch-product";

/** Stands in every request to the fake model; no log may hold it. */
export const PLANTED_KEY = "sk-planted-key-of-the-model";

export type DoorsWorld = {
  product: Product;
  dataDir: string;
  database: DbHandle;
  fixtures: Fixtures;
  watch: Watch;
  /** Ends the product and leaves its folder, in which the logs are then whole. */
  end: () => Promise<void>;
  close: () => Promise<void>;
};

/** `npm start`'s own program on a folder of its own, with a fake model, and all of its own limits. */
export async function openDoorsWorld(): Promise<DoorsWorld> {
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const dataDir = await mkdtemp(join(tmpdir(), "scaleboard-corpus-"));
    undo.push(() => rm(dataDir, { recursive: true, force: true }));
    const model = await startFakeModel({
      character: { kind: "perfect", expected: {} },
      canaries: await readCanaries(),
      isForgetful: true,
    });
    undo.push(model.close);
    // Its words stand in the corpus: no log may hold them.
    const speech = await startFakeSpeech({ kind: "hears", text: "I said plantedspokenotter." });
    undo.push(speech.close);
    const product = await startProduct(dataDir, {
      NODE_OPTIONS: `--import ${new URL("probe.mjs", import.meta.url).href}`,
      DOORS_PROBE_DIR: dataDir,
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: PLANTED_KEY,
      JUDGE_MODEL: "fake-model",
      SPEECH_BASE_URL: speech.baseUrl,
      SPEECH_API_KEY: PLANTED_KEY,
      SPEECH_MODEL: "fake-whisper",
      SPEECH_VOICE_MODEL: "fake-voice",
    });
    undo.push(product.stop);
    const database = await openProductDatabase(dataDir);
    undo.push(database.close);
    const watch = await watchProduct(product.url, dataDir);
    undo.push(watch.close);
    const fixtures = await createFixtures(database.db);
    const end = async () => {
      await watch.close();
      await product.stop();
    };
    return { product, dataDir, database, fixtures, watch, end, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function readCanaries(): Promise<Record<string, "met" | "not_met">> {
  const content = (await readContent(ROOT_DIR)).find(({ slug }) => slug === RAG);
  return Object.fromEntries(content?.rubric.canaries.map(({ id, expect }) => [id, expect]) ?? []);
}
