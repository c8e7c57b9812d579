import type { Env } from "../env";
import type { Connection } from "#domain/settings/connection.schema";
import type { Cost } from "#domain/settings/open-spending";
import type { JudgeControls } from "#domain/settings/judge-controls.schema";
import { costOf } from "./cost-of";
import { isSecondConfigured, nameModel } from "./name-model";
import { OPENAI_BASE_URL } from "./openai/config";

/** How this server judges, fit to be shown: no key, and of an address no user and no query. */
export type JudgeSettings =
  /** The local judge estimates. */
  | { hasModel: false }
  | {
      hasModel: true;
      /** Who named it: the environment, or an admin in the app. */
      source: "environment" | "connection";
      model: string;
      /** `https://host/v1` */
      address: string;
      hasKey: boolean;
      /** A key is kept, and this process can't read it. */
      isKeyLost: boolean;
      timeoutMs: number;
      schemaMode: Env["JUDGE_SCHEMA_MODE"];
      /** Asked again about doubtful criteria in its place; null where the same model is. */
      secondModel: string | null;
      /** Unless it is known, costs are shown as unknown, and bounds on spending hold nothing. */
      cost: Cost;
    };

/**
 * What judges here, in the words of the settings page.
 * @param connected a model that was connected in the app; the environment's comes before it
 */
export function describeJudge(
  env: Env,
  connected: (Connection & { isKeyLost: boolean }) | null = null,
): JudgeSettings {
  const named = nameModel(env, connected);
  if (named === null) return { hasModel: false };
  const { source } = named;
  if (source === "environment") {
    const { model, baseUrl = OPENAI_BASE_URL, apiKey } = named;
    const hasKey = apiKey !== undefined;
    return { source, hasKey, isKeyLost: false, ...describeModel(env, baseUrl, model) };
  }
  const { baseUrl, model, hasKey, isKeyLost } = named.connected;
  return { source, hasKey, isKeyLost, ...describeModel(env, baseUrl, model) };
}

function describeModel(env: Env, baseUrl: string, model: string) {
  return {
    hasModel: true as const,
    model,
    address: withoutSecrets(baseUrl),
    timeoutMs: env.JUDGE_TIMEOUT_MS,
    schemaMode: env.JUDGE_SCHEMA_MODE,
    secondModel: isSecondConfigured(env) ? (env.JUDGE_SECOND_MODEL ?? null) : null,
    cost: costOf(baseUrl, model),
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
