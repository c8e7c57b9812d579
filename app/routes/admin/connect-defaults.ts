import { totalmem } from "node:os";
import type { AppLoadContext } from "@remix-run/node";
import { getHomeDownload } from "#server/settings/home-download";
import { mayLookAtHome } from "#server/settings/may-look-at-home";
import { pickForMemory, pickFitting } from "#domain/settings/home-models";
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
 * What runs on this machine, looked for only after somebody's yes. Null where it may not be looked for
 * at all: this machine is nobody's own.
 */
export async function lookAtHome({ db, modelServers }: AppLoadContext) {
  if (!modelServers.isLoopbackAllowed) return null;
  if (!(await mayLookAtHome(db))) return { isAllowed: false as const };
  const [found, download] = await Promise.all([modelServers.look(), getHomeDownload(db)]);
  const all = found.flatMap(({ provider, baseUrl, models }) =>
    models.map((model) => ({ ...model, provider, baseUrl })),
  );
  return {
    isAllowed: true as const,
    found,
    suggested: pickFitting(all),
    download,
    toDownload: pickForMemory(totalmem()),
  };
}
