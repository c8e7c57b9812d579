import { calcPrice } from "@pydantic/genai-prices";
import type { Usage } from "../../grading/grade.schema";

/**
 * What a call cost in US dollars by the bundled price list (@pydantic/genai-prices), found by the
 * provider's address and the model's name. Null when either is unknown, as for local servers.
 */
export function priceUsage(
  usage: Usage | null,
  models: readonly (string | null)[],
  baseUrl: string,
): number | null {
  if (!usage) return null;
  for (const model of models) {
    const price = model === null ? null : lookUp(usage, model, baseUrl);
    if (price !== null) return price;
  }
  return null;
}

function lookUp(usage: Usage, model: string, providerApiUrl: string): number | null {
  const tokens = {
    input_tokens: usage.inputTokens,
    cache_read_tokens: Math.min(usage.cachedInputTokens, usage.inputTokens),
    output_tokens: usage.outputTokens,
  };
  return calcPrice(tokens, model, { providerApiUrl })?.total_price ?? null;
}
