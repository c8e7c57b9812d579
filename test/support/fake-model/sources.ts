/** The answers a quote may name; written out, so that the fake doesn't lean on what it tests. */
export const ANSWER_SOURCES = [
  "scenario",
  "components",
  "architecture",
  "latency_cost",
  "evaluation",
] as const;
export type AnswerSource = (typeof ANSWER_SOURCES)[number];
