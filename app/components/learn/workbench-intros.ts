import type { Workbench } from "#domain/study/study.schema";

/** What each workbench invites to. */
export const WORKBENCH_INTROS: Record<Workbench, string> = {
  chunking:
    "Change the chunk size, the overlap and k, and see which answers are cut and which are found.",
  "kv-memory": "Change the model, the GPUs and the length, and see what fits.",
  quantization: "Change the bits, the outlier and the groups, and see what rounding costs.",
  "retrieval-metrics": "Change the ranking, the order and k, and see what each metric makes of it.",
  "attention-steps":
    "Change the words, the width and the mask, and follow one word from its scores to its output.",
  "continuous-batching":
    "Change the traffic and the slots, and compare static with continuous batching.",
  "query-cost":
    "Change the tokens, the prices and the traffic, and see what a query and a month cost.",
};
