import type { JudgeDescription } from "#domain/grading/judge-description";
import type { Judge } from "../grading/judge";
import type { Interviewer } from "./interviewer";
import type { OpenAiJudgeConfig } from "./openai/config";
import type { Spend } from "./openai/spend";

/** What models that read have in common. */
export const MODEL_DESCRIPTION: Omit<JudgeDescription, "kind"> = {
  label: "The model",
  isEstimate: false,
  isDeterministic: false,
  isLocal: false,
};

/** Where a model is, its key, and within which bounds it is asked. */
export type ModelConfig = OpenAiJudgeConfig;

/** One way to speak to servers of models. A new provider is its own file and a line in `choose-judge.ts`. */
export type ModelAdapter = {
  /** Whether it speaks to this server; of several the first is taken. */
  takes: (config: ModelConfig) => boolean;
  /** @param spend shared by judges of one grading, whose bound is for all of them */
  createJudge: (config: ModelConfig, spend: Spend) => Judge;
  /** Absent: candidates' questions are answered from the problem's list. */
  createInterviewer?: (config: ModelConfig) => Interviewer;
};
