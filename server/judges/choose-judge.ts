import { createLocalJudge } from "./local-judge";
import { createOpenAiInterviewer } from "./openai/openai-interviewer";
import { createOpenAiJudge } from "./openai/openai-judge";
import type { Env } from "../env";
import type { Judge } from "../grading/judge";
import type { Interviewer } from "./interviewer";
import type { OpenAiJudgeConfig } from "./openai/config";

export type JudgeEnv = Pick<
  Env,
  | "OPENAI_BASE_URL"
  | "OPENAI_API_KEY"
  | "JUDGE_MODEL"
  | "JUDGE_TIMEOUT_MS"
  | "JUDGE_MAX_OUTPUT_TOKENS"
  | "JUDGE_TOKEN_LIMIT_PARAMETER"
  | "JUDGE_SCHEMA_MODE"
  | "JUDGE_TEMPERATURE"
  | "JUDGE_REASONING_EFFORT"
  | "JUDGE_WARM_FIRST"
  | "JUDGE_MAX_USD_PER_GRADE"
>;

/** Whether a model is named and there is a way to reach it: a key, or a server that needs none. */
export function isModelConfigured(
  env: Pick<JudgeEnv, "JUDGE_MODEL" | "OPENAI_API_KEY" | "OPENAI_BASE_URL">,
): boolean {
  return Boolean(env.JUDGE_MODEL && (env.OPENAI_API_KEY || env.OPENAI_BASE_URL));
}

/**
 * The judge that the settings ask for: a model when one is named and there is a way to reach it (a
 * key, or the address of a server that needs none), else the offline one.
 */
export function chooseJudge(env: JudgeEnv): Judge {
  const config = toConfig(env);
  return config === null ? createLocalJudge() : createOpenAiJudge(config);
}

/** Who answers candidates' questions beside the problem's own list; null where no model is connected. */
export function chooseInterviewer(env: JudgeEnv): Interviewer | null {
  const config = toConfig(env);
  return config === null ? null : createOpenAiInterviewer(config);
}

function toConfig(env: JudgeEnv): OpenAiJudgeConfig | null {
  if (!env.JUDGE_MODEL || !isModelConfigured(env)) return null;
  return {
    baseUrl: env.OPENAI_BASE_URL,
    apiKey: env.OPENAI_API_KEY,
    model: env.JUDGE_MODEL,
    timeoutMs: env.JUDGE_TIMEOUT_MS,
    maxOutputTokens: env.JUDGE_MAX_OUTPUT_TOKENS,
    tokenLimitParameter: env.JUDGE_TOKEN_LIMIT_PARAMETER,
    schemaMode: env.JUDGE_SCHEMA_MODE,
    temperature: env.JUDGE_TEMPERATURE,
    reasoningEffort: env.JUDGE_REASONING_EFFORT,
    warmFirst: env.JUDGE_WARM_FIRST,
    spendCapUsdPerGrade: env.JUDGE_MAX_USD_PER_GRADE,
  };
}
