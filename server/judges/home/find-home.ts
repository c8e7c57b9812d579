import type { HomeServer } from "#domain/settings/home-servers";
import type { Provider } from "#domain/settings/providers";
import { createHttpFetch } from "../openai/http-fetch";
import { OPENAI_BASE_URL } from "../openai/config";
import { isHosted } from "../openai/price-usage";
import type { ModelConfig } from "../model-adapter";
import { lookForHome } from "./identify";

/** What somebody chose in the app, where nothing answers that could say it. */
const CHOSEN: Partial<Record<Provider, HomeServer>> = {
  ollama: "ollama",
  lmstudio: "lm-studio",
  llamacpp: "llama.cpp",
};

/**
 * The home server that a model runs on; null for a hosted provider, which isn't asked, and for any other
 * server. One that doesn't answer now is taken for what it was connected as: while it is stopped it is
 * still one that gets one call at a time.
 * @param provider as it was connected in the app; absent: the environment names the model
 */
export async function findHome(
  { baseUrl = OPENAI_BASE_URL, apiKey, guard }: Pick<ModelConfig, "baseUrl" | "apiKey" | "guard">,
  provider?: Provider,
): Promise<HomeServer | null> {
  if (isHosted(baseUrl)) return null;
  const fetch = createHttpFetch({ guard, secrets: [apiKey] });
  const found = await lookForHome(baseUrl, new AbortController().signal, (url, init) =>
    fetch(url, { ...init, headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {} }),
  );
  if (found === "silent") return (provider && CHOSEN[provider]) ?? null;
  return found;
}
