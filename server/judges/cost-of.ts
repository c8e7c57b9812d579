import ipaddr from "ipaddr.js";
import type { Cost } from "#domain/settings/open-spending";
import { priceUsage } from "./openai/price-usage";

const ANY_USAGE = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 };
/** Names that nobody on the internet has. */
const OWN_NAME = /^[^.]+$|\.(?:local|internal|lan|home\.arpa|localhost)$/;

/** @param baseUrl of the model's server */
export function costOf(baseUrl: string, model: string): Cost {
  if (priceUsage(ANY_USAGE, [model], baseUrl) !== null) return "known";
  return isOwnNetwork(new URL(baseUrl).hostname) ? "free" : "unknown";
}

function isOwnNetwork(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  return ipaddr.isValid(host) ? ipaddr.process(host).range() !== "unicast" : OWN_NAME.test(host);
}
