import type { Provider } from "#domain/settings/providers";

type ProviderWords = {
  title: string;
  /** Where the model runs, for whoever chooses. */
  hint: string;
  /** What the field of the model asks for. */
  modelLabel: string;
  modelHint: string;
  addressHint: string;
  keyHint: string;
};

const MODEL = {
  modelLabel: "Model",
  modelHint: "The provider’s name for it, for example gpt-5-mini.",
};
const LOCAL = { modelLabel: "Model", modelHint: "The server’s name for it." };
const NO_KEY = "Leave it empty if the server needs none.";

const WORDS: Record<Provider, ProviderWords> = {
  openai: {
    ...MODEL,
    title: "OpenAI",
    hint: "With an API key; billed by use.",
    addressHint: "",
    keyHint: "From platform.openai.com, under API keys.",
  },
  azure: {
    title: "Azure OpenAI",
    hint: "A deployment in your own subscription.",
    modelLabel: "Deployment",
    modelHint: "The name that you gave the deployment.",
    addressHint: "https://<resource>.openai.azure.com/openai/v1",
    keyHint: "One of the resource’s two keys.",
  },
  openrouter: {
    title: "OpenRouter",
    hint: "One key for models of many providers.",
    modelLabel: "Model",
    modelHint: "Provider and model, for example openai/gpt-5-mini.",
    addressHint: "",
    keyHint: "From openrouter.ai, under Keys.",
  },
  ollama: {
    ...LOCAL,
    title: "Ollama",
    hint: "On your own machine: no key, no cost.",
    addressHint: "Ends in /v1.",
    keyHint: NO_KEY,
  },
  vllm: {
    ...LOCAL,
    title: "vLLM",
    hint: "An open model on your own GPUs.",
    addressHint: "Ends in /v1.",
    keyHint: "The --api-key that vLLM was started with. Leave it empty if there is none.",
  },
  lmstudio: {
    ...LOCAL,
    title: "LM Studio",
    hint: "On your own machine: no key, no cost.",
    addressHint: "Ends in /v1.",
    keyHint: NO_KEY,
  },
  llamacpp: {
    ...LOCAL,
    title: "llama.cpp",
    hint: "Its own server, with one model file.",
    addressHint: "Ends in /v1.",
    keyHint: "The --api-key that it was started with. Leave it empty if there is none.",
  },
  other: {
    ...LOCAL,
    title: "Another server",
    hint: "Anything that speaks the OpenAI protocol.",
    addressHint: "The part before /chat/completions.",
    keyHint: NO_KEY,
  },
};

/** A kind of server in words. */
export function sayProvider(provider: Provider): ProviderWords {
  return WORDS[provider];
}
