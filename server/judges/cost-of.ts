import ipaddr from "ipaddr.js";
import { priceUsage } from "./openai/price-usage";

/**
 * Whether calls to a model cost money, as far as that can be told. `free`: the server is in a network of
 * one's own. `unknown`: it is on the internet, and the price list doesn't have it.
 */
export type Cost = "free" | "known" | "unknown";

const ANY_USAGE = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 };
/** Names that nobody on the internet has. */
const OWN_NAME = /^[^.]+$|\.(?:local|internal|lan|home\.arpa|localhost)$/;

export function costOf(baseUrl: string, model: string): Cost {
  if (priceUsage(ANY_USAGE, [model], baseUrl) !== null) return "known";
  return isOwnNetwork(new URL(baseUrl).hostname) ? "free" : "unknown";
}

function isOwnNetwork(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  return ipaddr.isValid(host) ? ipaddr.process(host).range() !== "unicast" : OWN_NAME.test(host);
}
