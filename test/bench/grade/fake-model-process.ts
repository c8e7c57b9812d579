import { startFakeModel } from "../../support/fake-model/start-fake-model";
import { CANARIES, allVerdicts } from "../../support/grading-fixture";
import { latencyFor } from "./latencies";

/** The model of the benchmark, in a process of its own so that it takes no time from the worker. */
const model = await startFakeModel({
  character: { kind: "perfect", expected: allVerdicts("met") },
  canaries: CANARIES,
  latencyMs: latencyFor,
  isForgetful: true,
});
process.send?.(model.baseUrl);
process.once("disconnect", () => void model.close());
