import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { Character } from "../../support/fake-model/character";
import { CANARIES, allVerdicts } from "../../support/grading-fixture";
import { latencyFor } from "./latencies";

const EXPECTED = allVerdicts("met");
export type BenchCharacter = "sure" | "doubtful";
const CHARACTERS: Record<BenchCharacter, Character> = {
  sure: { kind: "perfect", expected: EXPECTED },
  /** Quotes nobody wrote for four criteria of four sections, each of which is asked about again. */
  doubtful: {
    kind: "quote_inventor",
    expected: EXPECTED,
    only: ["freshness", "reranker", "ingest", "caching"],
  },
};

/** The model of the benchmark, in a process of its own so that it takes no time from the worker. */
const model = await startFakeModel({
  character: CHARACTERS.sure,
  canaries: CANARIES,
  latencyMs: latencyFor,
  isForgetful: true,
});
process.on("message", (name: BenchCharacter) => {
  model.setCharacter(CHARACTERS[name]);
  process.send?.("set");
});
process.send?.(model.baseUrl);
process.once("disconnect", () => void model.close());
