import { readContent } from "#server/content/read-content";
import { RAG, ROOT_DIR } from "../../support/content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";

/** Long enough that a fault meets a call under way. */
const LATENCY_MS = 40;

/** A model that quotes real sentences and knows the right answers of the control questions. */
export async function startModel(): Promise<FakeModel> {
  const content = (await readContent(ROOT_DIR)).find(({ slug }) => slug === RAG);
  if (!content) throw new Error(`no problem ${RAG}`);
  const canaries = Object.fromEntries(
    content.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]),
  );
  return startFakeModel({
    character: { kind: "random", seed: 17 },
    canaries,
    latencyMs: LATENCY_MS,
    isForgetful: true,
  });
}
