import type { Env } from "../env";
import type { AddressRules } from "../net/address-rules";
import type { ConnectedModel } from "#domain/settings/connection.schema";

/** Of the environment, what judges go by. */
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

/** A model that settings name, and who named it. */
export type NamedModel<Connected> =
  | {
      source: "environment";
      model: string;
      baseUrl: string | undefined;
      apiKey: string | undefined;
    }
  | { source: "connection"; connected: Connected };

/**
 * The model that judges: the environment's when one is named and there is a way to reach it, else the one
 * that was connected in the app; null where there is neither. Loads no adapter: pages ask too.
 */
export function nameModel<Connected extends Pick<ConnectedModel, "model">>(
  env: Pick<JudgeEnv, "JUDGE_MODEL" | "OPENAI_API_KEY" | "OPENAI_BASE_URL">,
  connected: Connected | null,
): NamedModel<Connected> | null {
  const { JUDGE_MODEL: model, OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey } = env;
  if (model && isModelConfigured(env)) return { source: "environment", model, baseUrl, apiKey };
  return connected && { source: "connection", connected };
}
