import type { HomeServer } from "#domain/settings/home-servers";
import { createAddressGuard } from "../net/address-guard";
import { findHome } from "./home/find-home";
import { addressOf } from "./home/model-speeds";
import { readContext } from "./home/read-context";
import { createLocalJudge } from "./local-judge";
import { createLockedInterviewer, createLockedJudge } from "./locked-judge";
import { isSecondConfigured, nameModel, toAddressRules } from "./name-model";
import { OPENAI_BASE_URL } from "./openai/config";
import { openAiAdapter } from "./openai/openai-adapter";
import { createSpend } from "./openai/spend";
import type { Judge } from "../grading/judge";
import type { CallWatch } from "./home/call-watch";
import type { Speeds, SpeedStore } from "./home/model-speeds";
import type { ConnectedModel } from "#domain/settings/connection.schema";
import type { Interviewer } from "./interviewer";
import type { ModelAdapter, ModelConfig } from "./model-adapter";
import type { JudgeEnv } from "./name-model";

/** A new provider is a line before the last one, which takes any server. */
const ADAPTERS: readonly ModelAdapter[] = [openAiAdapter];

/**
 * The judge that is asked for: the environment's model when one is named and there is a way to reach
 * it (a key, or the address of a server that needs none), else the one that was connected in the app,
 * else the offline one.
 * @param speeds where those of home servers are kept; default: this process
 * @param watch looks on at the first model's calls
 */
export async function chooseJudge(
  env: JudgeEnv,
  connected: ConnectedModel | null = null,
  speeds?: SpeedStore,
  watch?: CallWatch,
): Promise<Judge> {
  const config = await toConfig(env, connected);
  if (config === null) return createLocalJudge();
  if (config === "locked") return createLockedJudge(connected?.model ?? "");
  // What a grade may cost is for both together.
  const spend = createSpend();
  const judge = adapterOf(config).createJudge({ ...config, speeds, watch }, spend);
  const second = await toSecondConfig(env);
  if (second === null) return judge;
  return { ...judge, second: adapterOf(second).createJudge({ ...second, speeds }, spend) };
}

/** Who answers candidates' questions beside the problem's own list; null where no model does. */
export async function chooseInterviewer(
  env: JudgeEnv,
  connected: ConnectedModel | null = null,
  speeds?: SpeedStore,
): Promise<Interviewer | null> {
  const config = await toConfig(env, connected);
  if (config === "locked") return createLockedInterviewer(connected?.model ?? "");
  return (config && adapterOf(config).createInterviewer?.({ ...config, speeds })) ?? null;
}

/** On which home servers the first and the second model run: what a judge was made for. */
export async function findHomes(
  env: JudgeEnv,
  connected: ConnectedModel | null = null,
): Promise<{ first: HomeServer | null; second: HomeServer | null }> {
  const [config, second] = await Promise.all([toConfig(env, connected), toSecondConfig(env)]);
  return {
    first: config === null || config === "locked" ? null : config.home,
    second: second?.home ?? null,
  };
}

/** The context window in force of the model that judges, tokens; null where its server doesn't say. */
export async function findContext(
  env: JudgeEnv,
  connected: ConnectedModel | null = null,
): Promise<number | null> {
  const config = await toConfig(env, connected);
  return config === null || config === "locked" ? null : readContext(config);
}

/** What was measured of the model that judges, on a home server; null for all else, and for nothing. */
export async function findSpeeds(
  env: JudgeEnv,
  connected: ConnectedModel | null,
  speeds: SpeedStore,
): Promise<Speeds | null> {
  const config = await toConfig(env, connected);
  if (config === null || config === "locked" || config.home === null) return null;
  const { baseUrl = OPENAI_BASE_URL, model } = config;
  return speeds.find({ address: addressOf(baseUrl), model });
}

function adapterOf(config: ModelConfig): ModelAdapter {
  return ADAPTERS.find((adapter) => adapter.takes(config)) ?? openAiAdapter;
}

/** Null: no model. "locked": one whose key can't be read here. */
async function toConfig(
  env: JudgeEnv,
  connected: ConnectedModel | null,
): Promise<ModelConfig | "locked" | null> {
  const named = nameModel(env, connected);
  if (named === null) return null;
  if (named.source === "environment") {
    const { baseUrl, apiKey, model } = named;
    const home = await findHome({ baseUrl, apiKey });
    return { ...toSharedConfig(env), baseUrl, apiKey, model, home };
  }
  const { provider, baseUrl, model, options, isKeyLost } = named.connected;
  if (isKeyLost) return "locked";
  const apiKey = named.connected.apiKey ?? undefined;
  const guard = createAddressGuard(toAddressRules(env));
  return {
    ...toSharedConfig(env),
    baseUrl,
    apiKey,
    model,
    home: await findHome({ baseUrl, apiKey, guard }, provider),
    tokenLimitParameter: options.tokenLimitParameter,
    guard,
  };
}

/** Its address is its own: where none is given it is OpenAI's, never that of the first model. */
async function toSecondConfig(env: JudgeEnv): Promise<ModelConfig | null> {
  const { JUDGE_SECOND_MODEL, JUDGE_SECOND_BASE_URL, JUDGE_SECOND_API_KEY } = env;
  if (!JUDGE_SECOND_MODEL || !isSecondConfigured(env)) return null;
  return {
    ...toSharedConfig(env),
    baseUrl: JUDGE_SECOND_BASE_URL,
    apiKey: JUDGE_SECOND_API_KEY,
    model: JUDGE_SECOND_MODEL,
    home: await findHome({ baseUrl: JUDGE_SECOND_BASE_URL, apiKey: JUDGE_SECOND_API_KEY }),
  };
}

function toSharedConfig(env: JudgeEnv): Omit<ModelConfig, "baseUrl" | "apiKey" | "model" | "home"> {
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
