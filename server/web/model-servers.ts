import { LRUCache } from "lru-cache";
import { AppError } from "../errors";
import { costOf } from "../judges/cost-of";
import { listModels } from "../judges/list-models";
import type { ListedModel } from "../judges/list-models";
import { createAddressGuard } from "../net/address-guard";
import { AddressRefusedError, checkUrl, parseAddress } from "../net/address-rules";
import type { AddressRules } from "../net/address-rules";
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
  /** As `list`, for pages that are read again and again: a server is asked once in a while. */
  listLately: (provider: Provider, baseUrl: string) => Promise<ListedModel[] | null>;
  costOf: (baseUrl: string, model: string) => Cost;
};

/** Shorter than it takes to load a model; a page that waits for a trial asks every second. */
const KEPT_MS = 10_000;

export function createModelServers(rules: AddressRules): ModelServers {
  const guard = createAddressGuard(rules);
  const asked = new LRUCache<string, Promise<ListedModel[] | null>>({ max: 100, ttl: KEPT_MS });
  async function list(provider: Provider, baseUrl: string): Promise<ListedModel[] | null> {
    try {
      return await listModels(provider, baseUrl, guard);
    } catch (error) {
      throw toAppError(error);
    }
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
    list,
    listLately: (provider, baseUrl) => {
      const key = `${provider} ${baseUrl}`;
      const models = asked.get(key) ?? list(provider, baseUrl);
      if (!asked.has(key)) asked.set(key, models);
      return models;
    },
  };
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
