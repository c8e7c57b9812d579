import { canonicalHash } from "../../text/canonical-hash";
import { rootOf } from "../home/identify";
import { OPENAI_BASE_URL } from "./config";
import type { OneAtATime } from "../../grading/judge";
import type { OpenAiJudgeConfig } from "./config";

/** How a home server is to be asked; nothing for all others. */
export function describeTurns(config: OpenAiJudgeConfig): { oneAtATime?: OneAtATime } {
  if (config.home === null) return {};
  const { baseUrl = OPENAI_BASE_URL, model, schemaMode, temperature, reasoningEffort } = config;
  const { maxOutputTokens, tokenLimitParameter } = config;
  const settingsHash = canonicalHash({
    baseUrl,
    model,
    schemaMode,
    temperature,
    reasoningEffort,
    maxOutputTokens,
    tokenLimitParameter,
  });
  return { oneAtATime: { server: rootOf(baseUrl), settingsHash } };
}
