import { LRUCache } from "lru-cache";
import { AppError } from "../errors";
import { costOf } from "../judges/cost-of";
import { pullModel } from "../judges/home/pull-model";
import { widenOllamaContext } from "../judges/home/widen-ollama-context";
import { listModels } from "../judges/list-models";
import type { FoundServer, ListedModel } from "../judges/list-models";
import { createAddressGuard } from "../net/address-guard";
import { AddressRefusedError, checkUrl, parseAddress } from "../net/address-rules";
import type { AddressGuard } from "../net/address-guard";
import type { AddressRules } from "../net/address-rules";
import type { Pull } from "../settings/run-home-download";
import { PROVIDER_FACTS, PROVIDERS } from "#domain/settings/providers";
import type { Cost } from "#domain/settings/open-spending";
import type { Provider } from "#domain/settings/providers";

/** What pages may do about servers at addresses that somebody typed. */
export type ModelServers = {
  /** Whether models on this machine may be connected. */
  isLoopbackAllowed: boolean;
  /**
   * The address as it is kept: without a slash at its end.
   * @throws AppError `bad_request` of the field `baseUrl`, in words, for one that may not be called
   */
  checkAddress: (text: string) => string;
  /**
   * The models that a server says it has; null when none answers there.
   * @throws AppError as `checkAddress`
   */
  list: (provider: Provider, baseUrl: string) => Promise<ListedModel[] | null>;
  /** What `list` brought of late; asks nobody. Undefined: nobody asked. */
  listed: (provider: Provider, baseUrl: string) => ListedModel[] | null | undefined;
  /**
   * The servers of models that run on this machine, by their usual ports: none where it may not be
   * called. Each is asked for its list of models and for nothing else, once in a while.
   */
  look: () => Promise<FoundServer[]>;
  /**
   * Has an Ollama give a model a context window of 32k, under a name of its own; null when it doesn't.
   * @throws AppError as `checkAddress`
   */
  widenContext: (baseUrl: string, model: string) => Promise<string | null>;
  /**
   * Has the Ollama that a look found download a model. Null where a look finds none: an address that
   * somebody typed is never asked to.
   */
  pull: (model: string) => Promise<Pull | null>;
  costOf: (baseUrl: string, model: string) => Cost;
};

/** As long as somebody stays at the form. */
const LISTED_MS = 15 * 60_000;
/** Shorter than it takes to load a model; a page that waits for a trial is read every second. */
const LOOKED_MS = 10_000;
const USUAL = Object.fromEntries(
  PROVIDERS.filter((provider) => PROVIDER_FACTS[provider].place === "local").map((provider) => [
    provider,
    PROVIDER_FACTS[provider].baseUrl,
  ]),
);
/** A program on this machine answers at once. */
const LOOK_TIMEOUT_MS = 1_000;
/** Ollama, for one, may listen at one of the two alone. */
const OWN_HOSTS = ["127.0.0.1", "[::1]"];

/**
 * @param ownPort where this server listens; nothing is looked for there
 * @param usual where a look goes, by provider: the addresses that are suggested unless given
 */
export function createModelServers(
  rules: AddressRules,
  ownPort: number,
  usual: Partial<Record<Provider, string | null>> = USUAL,
): ModelServers {
  const guard = createAddressGuard(rules);
  const asked = new LRUCache<string, { models: ListedModel[] | null }>({
    max: 100,
    ttl: LISTED_MS,
  });
  let looked: { at: number; found: Promise<FoundServer[]> } | null = null;
  async function list(provider: Provider, baseUrl: string): Promise<ListedModel[] | null> {
    try {
      return await listModels(provider, baseUrl, guard);
    } catch (error) {
      throw toAppError(error);
    }
  }
  function look(): Promise<FoundServer[]> {
    if (!rules.isLoopbackAllowed) return Promise.resolve([]);
    const now = Date.now();
    if (looked === null || now - looked.at > LOOKED_MS) {
      looked = { at: now, found: lookAtHome(guard, ownPort, usual) };
    }
    return looked.found;
  }
  return {
    isLoopbackAllowed: rules.isLoopbackAllowed,
    costOf,
    checkAddress: (text) => {
      try {
        const url = parseAddress(text);
        checkUrl(url, rules);
        return url.href.replace(/\/$/, "");
      } catch (error) {
        throw toAppError(error);
      }
    },
    list: async (provider, baseUrl) => {
      const models = await list(provider, baseUrl);
      asked.set(`${provider} ${baseUrl}`, { models });
      return models;
    },
    widenContext: (baseUrl, model) =>
      widenOllamaContext(baseUrl, model, guard).catch((error: unknown) => {
        throw toAppError(error);
      }),
    listed: (provider, baseUrl) => asked.get(`${provider} ${baseUrl}`)?.models,
    look,
    pull: async (model) => {
      const ollama = (await look()).find(({ provider }) => provider === "ollama");
      if (!ollama) return null;
      return async (options) => {
        const end = await pullModel(ollama.baseUrl, model, guard, options);
        // What it has now is to be seen at once.
        if (end.isWhole) looked = null;
        return end;
      };
    },
  };
}

async function lookAtHome(
  guard: AddressGuard,
  ownPort: number,
  usual: Partial<Record<Provider, string | null>>,
): Promise<FoundServer[]> {
  const found = await Promise.all(
    listAddresses(usual, ownPort).map(async (addresses) => {
      for (const { provider, baseUrl } of addresses) {
        const models = await listModels(provider, baseUrl, guard, LOOK_TIMEOUT_MS);
        if (models !== null) return [{ provider, baseUrl, models }];
      }
      return [];
    }),
  );
  return found.flat();
}

/** By port, in the order in which they are tried. */
function listAddresses(
  usual: Partial<Record<Provider, string | null>>,
  ownPort: number,
): Omit<FoundServer, "models">[][] {
  return PROVIDERS.flatMap((provider) => {
    const address = usual[provider];
    if (!address) return [];
    const { port, pathname } = new URL(address);
    if (Number(port) === ownPort) return [];
    return [OWN_HOSTS.map((host) => ({ provider, baseUrl: `http://${host}:${port}${pathname}` }))];
  });
}

function toAppError(error: unknown): unknown {
  if (!(error instanceof AddressRefusedError)) return error;
  return new AppError("bad_request", {
    message: "an address that may not be called",
    userMessage: error.message,
    field: "baseUrl",
    cause: error,
  });
}
