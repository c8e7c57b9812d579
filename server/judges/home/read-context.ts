import { z } from "zod";
import type { ModelConfig } from "../model-adapter";
import { createHttpFetch } from "../openai/http-fetch";
import { rootOf } from "./identify";

const TIMEOUT_MS = 2_000;

const tokens = z.number().int().positive();

/** https://github.com/ollama/ollama/blob/main/docs/api.md, List Running Models */
const psSchema = z.object({
  models: z.array(z.object({ name: z.string(), context_length: tokens.optional() })),
});
/** https://lmstudio.ai/docs/developer/rest/endpoints */
const studioSchema = z.object({
  data: z.array(z.object({ id: z.string(), loaded_context_length: tokens.optional() })),
});
/** Of one slot: https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md */
const propsSchema = z.object({ default_generation_settings: z.object({ n_ctx: tokens }) });

type Asked = Pick<ModelConfig, "home" | "baseUrl" | "apiKey" | "guard" | "model">;

/**
 * The context window in force, tokens, of a model that a home server has loaded: never the model's
 * maximum. Null for other servers, and where the server doesn't say.
 */
export async function readContext(config: Asked): Promise<number | null> {
  const { home, baseUrl, model } = config;
  if (home === null || baseUrl === undefined) return null;
  const root = rootOf(baseUrl);
  switch (home) {
    case "ollama": {
      const loaded = psSchema.safeParse(await read(`${root}/api/ps`, config)).data?.models;
      const names = [model, `${model}:latest`];
      return loaded?.find(({ name }) => names.includes(name))?.context_length ?? null;
    }
    case "lm-studio": {
      const loaded = studioSchema.safeParse(await read(`${root}/api/v0/models`, config)).data;
      return loaded?.data.find(({ id }) => id === model)?.loaded_context_length ?? null;
    }
    case "llama.cpp": {
      const props = propsSchema.safeParse(await read(`${root}/props`, config)).data;
      return props?.default_generation_settings.n_ctx ?? null;
    }
  }
}

async function read(url: string, { apiKey, guard }: Asked): Promise<unknown> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
  const headers: Record<string, string> = apiKey ? { authorization: `Bearer ${apiKey}` } : {};
  try {
    const fetch = createHttpFetch({ guard, secrets: [apiKey] });
    const response = await fetch(url, { signal: stop.signal, headers });
    return response.ok ? await response.json() : null;
  } catch {
    // A server that doesn't say is as good as one that can't.
    return null;
  } finally {
    clearTimeout(timer);
  }
}
