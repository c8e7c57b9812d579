import { calcPrice, findProvider } from "@pydantic/genai-prices";
import type { Provider } from "@pydantic/genai-prices";
import type { Usage } from "#domain/grading/grade.schema";

/**
 * What a call cost in US dollars by the bundled price list (@pydantic/genai-prices), found by the
 * provider's address and the model's name. Null when either is unknown, as for local servers.
 */
export function priceUsage(
  usage: Usage | null,
  models: readonly (string | null)[],
  baseUrl: string,
): number | null {
  const provider = usage && providerAt(baseUrl);
  if (!usage || !provider) return null;
  for (const model of models) {
    const price = model === null ? null : lookUp(usage, model, provider);
    if (price !== null) return price;
  }
  return null;
}

/** Whether a provider that sells calls is at this address, by the price list. */
export function isHosted(baseUrl: string): boolean {
  return providerAt(baseUrl) !== undefined;
}

const providers = new Map<string, Provider | undefined>();

/** Looked up once an address: it tries the patterns of all providers. */
function providerAt(baseUrl: string): Provider | undefined {
  if (!providers.has(baseUrl)) {
    providers.set(baseUrl, findProvider({ providerApiUrl: baseUrl }));
  }
  return providers.get(baseUrl);
}

function lookUp(usage: Usage, model: string, provider: Provider): number | null {
  const tokens = {
    input_tokens: usage.inputTokens,
    cache_read_tokens: Math.min(usage.cachedInputTokens, usage.inputTokens),
    output_tokens: usage.outputTokens,
  };
  return calcPrice(tokens, model, { provider })?.total_price ?? null;
}
