import type { AppLoadContext } from "@remix-run/node";
import { isAppError } from "#server/errors";
import { PROVIDER_FACTS } from "#domain/settings/providers";
import type { Provider } from "#domain/settings/providers";

/** A server on this machine is suggested only where it may be connected. */
export function suggestAddress(
  { modelServers }: AppLoadContext,
  provider: Provider,
): string | null {
  const { place, baseUrl } = PROVIDER_FACTS[provider];
  return place === "local" && !modelServers.isLoopbackAllowed ? null : baseUrl;
}

/**
 * Asks a server of one's own for its models. Its address is a suggestion of ours or was typed and sent
 * before: a link alone sends no request anywhere else.
 */
export function listKnown({ modelServers }: AppLoadContext, provider: Provider, baseUrl: string) {
  if (PROVIDER_FACTS[provider].place !== "local" || baseUrl === "") return null;
  return modelServers.listLately(provider, baseUrl).catch((error: unknown) => {
    // The rules have become stricter since; the form says so when it is sent.
    if (isAppError(error)) return null;
    throw error;
  });
}
