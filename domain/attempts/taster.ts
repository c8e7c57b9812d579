import type { AttemptKind } from "./kinds";

/**
 * The taster: one section of a whole round, before anybody has taken one. The rest of the design is
 * given, by a calibration answer of its problem.
 */
export const TASTER = {
  slug: "rag-customer-support",
  /** Name of the calibration answer that the rest is from. */
  answer: "middling",
  section: "evaluation",
  /** Sorted, as drills have them. The offline judge knows all of them. */
  criteria: ["online-metrics", "regression-gate", "retrieval-metrics"],
  minutes: 5,
} as const;

/** Whether an attempt is the taster: it alone of all drills is practice. */
export function isTaster(attempt: { kind: AttemptKind; isPractice: boolean }): boolean {
  return attempt.kind === "drill" && attempt.isPractice;
}
