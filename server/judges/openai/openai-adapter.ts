import type { ModelAdapter } from "../model-adapter";
import { createOpenAiInterviewer } from "./openai-interviewer";
import { createOpenAiJudge } from "./openai-judge";

/** Speaks to any server: most of them know this API. */
export const openAiAdapter: ModelAdapter = {
  takes: () => true,
  createJudge: createOpenAiJudge,
  createInterviewer: createOpenAiInterviewer,
};
