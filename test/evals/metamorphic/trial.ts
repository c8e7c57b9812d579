import type { EvalCase } from "../grading/eval-case";
import type { GradedResult } from "../grading/result.schema";

export const RELATIONS = [
  "delete_planted",
  "delete_quoted",
  "shuffle_paragraphs",
  "pad_half",
  "write_tersely",
  "write_plainly",
  "rename_scene_ids",
  "move_scene",
  "turn_scene",
  "wrong_problem",
] as const;
export type Relation = (typeof RELATIONS)[number];

/** What came of comparing two grades. */
export type Finding =
  | { kind: "held"; shift: number }
  | { kind: "broken"; shift: number; why: string }
  /** Says nothing: the judge hadn't seen what was to be changed. */
  | { kind: "moot" };

/** Two gradings whose relation is known without any label. */
export type Trial = {
  relation: Relation;
  id: string;
  problem: string;
  /** The same as `variant` where one grade alone can be judged. */
  base: EvalCase;
  variant: EvalCase;
  compare: (base: GradedResult, variant: GradedResult) => Finding;
};
