import { createAddressGuard } from "../net/address-guard";
import { createLocalJudge } from "./local-judge";
import { createLockedInterviewer, createLockedJudge } from "./locked-judge";
import { createOpenAiInterviewer } from "./openai/openai-interviewer";
import { createOpenAiJudge } from "./openai/openai-judge";
import { createSpend } from "./openai/spend";
import type { Env } from "../env";
import type { Judge } from "../grading/judge";
import type { AddressRules } from "../net/address-rules";
import type { ConnectedModel } from "#domain/settings/connection.schema";
import type { Interviewer } from "./interviewer";
import type { OpenAiJudgeConfig } from "./openai/config";

export type JudgeEnv = Pick<
  Env,
  | "OPENAI_BASE_URL"
  | "OPENAI_API_KEY"
  | "JUDGE_MODEL"
  | "JUDGE_SECOND_MODEL"
  | "JUDGE_SECOND_BASE_URL"
  | "JUDGE_SECOND_API_KEY"
  | "JUDGE_TIMEOUT_MS"
  | "JUDGE_MAX_OUTPUT_TOKENS"
  | "JUDGE_TOKEN_LIMIT_PARAMETER"
  | "JUDGE_SCHEMA_MODE"
  | "JUDGE_TEMPERATURE"
  | "JUDGE_REASONING_EFFORT"
  | "JUDGE_WARM_FIRST"
  | "JUDGE_MAX_USD_PER_GRADE"
  | "JUDGE_ALLOWED_HOSTS"
  | "SCALEBOARD_EMBEDDED"
>;

/** Whether a model is named and there is a way to reach it: a key, or a server that needs none. */
export function isModelConfigured(
  env: Pick<JudgeEnv, "JUDGE_MODEL" | "OPENAI_API_KEY" | "OPENAI_BASE_URL">,
): boolean {
  return Boolean(env.JUDGE_MODEL && (env.OPENAI_API_KEY || env.OPENAI_BASE_URL));
}

/** The same of the model that is asked again about doubtful criteria. */
export function isSecondConfigured(
  env: Pick<JudgeEnv, "JUDGE_SECOND_MODEL" | "JUDGE_SECOND_API_KEY" | "JUDGE_SECOND_BASE_URL">,
): boolean {
  return Boolean(env.JUDGE_SECOND_MODEL && (env.JUDGE_SECOND_API_KEY || env.JUDGE_SECOND_BASE_URL));
}

/** Where a model may be connected in the app. What the environment itself names is not held to it. */
export function toAddressRules(
  env: Pick<JudgeEnv, "JUDGE_ALLOWED_HOSTS" | "SCALEBOARD_EMBEDDED">,
): AddressRules {
  return { isLoopbackAllowed: env.SCALEBOARD_EMBEDDED, allowedHosts: env.JUDGE_ALLOWED_HOSTS };
}

/**
 * The judge that is asked for: the environment's model when one is named and there is a way to reach
 * it (a key, or the address of a server that needs none), else the one that was connected in the app,
 * else the offline one.
 */
export function chooseJudge(env: JudgeEnv, connected: ConnectedModel | null = null): Judge {
  const config = toConfig(env, connected);
  if (config === null) return createLocalJudge();
  if (config === "locked") return createLockedJudge(connected?.model ?? "");
  const second = toSecondConfig(env);
  if (second === null) return createOpenAiJudge(config);
  // What a grade may cost is for both together.
  const spend = createSpend();
  return { ...createOpenAiJudge(config, spend), second: createOpenAiJudge(second, spend) };
}

/** Who answers candidates' questions beside the problem's own list; null where no model is connected. */
export function chooseInterviewer(
  env: JudgeEnv,
  connected: ConnectedModel | null = null,
): Interviewer | null {
  const config = toConfig(env, connected);
  if (config === "locked") return createLockedInterviewer(connected?.model ?? "");
  return config === null ? null : createOpenAiInterviewer(config);
}

/** Null: no model. "locked": one whose key can't be read here. */
function toConfig(
  env: JudgeEnv,
  connected: ConnectedModel | null,
): OpenAiJudgeConfig | "locked" | null {
  if (env.JUDGE_MODEL && isModelConfigured(env)) {
    return {
      ...toSharedConfig(env),
      baseUrl: env.OPENAI_BASE_URL,
      apiKey: env.OPENAI_API_KEY,
      model: env.JUDGE_MODEL,
    };
  }
  if (connected === null) return null;
  if (connected.isKeyLost) return "locked";
  return {
    ...toSharedConfig(env),
    baseUrl: connected.baseUrl,
    apiKey: connected.apiKey ?? undefined,
    model: connected.model,
    tokenLimitParameter: connected.options.tokenLimitParameter,
    guard: createAddressGuard(toAddressRules(env)),
  };
}

/** Its address is its own: where none is given it is OpenAI's, never that of the first model. */
function toSecondConfig(env: JudgeEnv): OpenAiJudgeConfig | null {
  const { JUDGE_SECOND_MODEL, JUDGE_SECOND_BASE_URL, JUDGE_SECOND_API_KEY } = env;
  if (!JUDGE_SECOND_MODEL || !isSecondConfigured(env)) return null;
  return {
    ...toSharedConfig(env),
    baseUrl: JUDGE_SECOND_BASE_URL,
    apiKey: JUDGE_SECOND_API_KEY,
    model: JUDGE_SECOND_MODEL,
  };
}

function toSharedConfig(env: JudgeEnv): Omit<OpenAiJudgeConfig, "baseUrl" | "apiKey" | "model"> {
  return {
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
