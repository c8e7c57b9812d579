/** Kinds of servers that a model can be connected on, in the order in which pages list them. */
export const PROVIDERS = [
  "openai",
  "azure",
  "openrouter",
  "ollama",
  "vllm",
  "lmstudio",
  "llamacpp",
  "other",
] as const;
export type Provider = (typeof PROVIDERS)[number];

export type TokenLimitParameter = "max_completion_tokens" | "max_tokens";

export type ProviderFacts = {
  /** Filled into the form; null where it differs from one account to the next. */
  baseUrl: string | null;
  /** Nobody has another address for it, so the form doesn't ask. */
  isFixed: boolean;
  /** "local": usually on a machine of one's own, and says itself which models it has. */
  place: "cloud" | "local";
  /** False: a key may be left out. */
  needsKey: boolean;
  tokenLimitParameter: TokenLimitParameter;
};

/**
 * The limit's name, as seen in November 2026. OpenAI's reasoning models answer 400 to `max_tokens`, and
 * vLLM calls it deprecated. Ollama takes `max_completion_tokens` without a word and then sets no limit
 * (ollama/ollama#7125); LM Studio lists `max_tokens` alone among what it supports.
 */
export const PROVIDER_FACTS: Record<Provider, ProviderFacts> = {
  openai: {
    baseUrl: "https://api.openai.com/v1",
    isFixed: true,
    place: "cloud",
    needsKey: true,
    tokenLimitParameter: "max_completion_tokens",
  },
  azure: {
    baseUrl: null,
    isFixed: false,
    place: "cloud",
    needsKey: true,
    tokenLimitParameter: "max_completion_tokens",
  },
  openrouter: {
    baseUrl: "https://openrouter.ai/api/v1",
    isFixed: true,
    place: "cloud",
    needsKey: true,
    tokenLimitParameter: "max_tokens",
  },
  ollama: {
    baseUrl: "http://127.0.0.1:11434/v1",
    isFixed: false,
    place: "local",
    needsKey: false,
    tokenLimitParameter: "max_tokens",
  },
  vllm: {
    baseUrl: "http://127.0.0.1:8000/v1",
    isFixed: false,
    place: "local",
    needsKey: false,
    tokenLimitParameter: "max_completion_tokens",
  },
  lmstudio: {
    baseUrl: "http://127.0.0.1:1234/v1",
    isFixed: false,
    place: "local",
    needsKey: false,
    tokenLimitParameter: "max_tokens",
  },
  llamacpp: {
    baseUrl: "http://127.0.0.1:8080/v1",
    isFixed: false,
    place: "local",
    needsKey: false,
    tokenLimitParameter: "max_tokens",
  },
  other: {
    baseUrl: null,
    isFixed: false,
    place: "local",
    needsKey: false,
    tokenLimitParameter: "max_tokens",
  },
};
