import type { Env } from "../env";
import type { JudgeControls } from "../settings/judge-controls.schema";
import { isModelConfigured } from "./choose-judge";
import { OPENAI_BASE_URL } from "./openai/config";
import { priceUsage } from "./openai/price-usage";

/** How this server judges, fit to be shown: no key, and of an address no user and no query. */
export type JudgeSettings =
  | { kind: "offline" }
  | {
      kind: "openai";
      model: string;
      /** `https://host/v1` */
      address: string;
      hasKey: boolean;
      timeoutMs: number;
      schemaMode: Env["JUDGE_SCHEMA_MODE"];
      /** False: costs are shown as unknown, and bounds on spending hold nothing. */
      isPriceKnown: boolean;
    };

/** What the settings say about the judge, in the words of the settings page. */
export function describeJudge(env: Env): JudgeSettings {
  if (!env.JUDGE_MODEL || !isModelConfigured(env)) return { kind: "offline" };
  const baseUrl = env.OPENAI_BASE_URL ?? OPENAI_BASE_URL;
  const anyUsage = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 };
  return {
    kind: "openai",
    model: env.JUDGE_MODEL,
    address: withoutSecrets(baseUrl),
    hasKey: env.OPENAI_API_KEY !== undefined,
    timeoutMs: env.JUDGE_TIMEOUT_MS,
    schemaMode: env.JUDGE_SCHEMA_MODE,
    isPriceKnown: priceUsage(anyUsage, [env.JUDGE_MODEL], baseUrl) !== null,
  };
}

/** What the environment says of that which an admin may change while the server runs. */
export function judgeDefaults(env: Env): JudgeControls {
  return {
    mode: env.JUDGE_MODE,
    maxUsdPerGrade: env.JUDGE_MAX_USD_PER_GRADE ?? null,
    maxUsdPerDay: env.JUDGE_MAX_USD_PER_DAY ?? null,
  };
}

function withoutSecrets(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname.replace(/\/$/, "")}`;
}
