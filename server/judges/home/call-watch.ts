import type { Paces } from "#domain/settings/grading-plan";
import type { CallStep } from "#domain/settings/judge-test.schema";

/** Who looks on while a model at home answers. Hosted models tell nothing. */
export type CallWatch = {
  onStep: (step: CallStep) => void;
  /** After each reply that was streamed. */
  onPaces: (paces: Paces) => void;
};
