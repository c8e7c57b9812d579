import type { HomeServer } from "#domain/settings/home-servers";

export type Described = { home: HomeServer; model: string; contextTokens: number };

/**
 * What each server says at its own addresses and in its list of models, as far as it is of use; undefined
 * where it has no such address. LM Studio answers 200 to every path.
 */
export function answerAt(path: string, { home, model, contextTokens }: Described): unknown {
  if (path === "/v1/models") {
    const meta = home === "llama.cpp" ? { meta: { n_ctx: contextTokens } } : {};
    return { object: "list", data: [{ id: model, object: "model", ...meta }] };
  }
  switch (home) {
    case "ollama":
      if (path === "/api/version") return { version: "0.12.6" };
      if (path === "/api/tags") return { models: [{ name: model, size: 6_600_000_000 }] };
      if (path === "/api/ps") return { models: [{ name: model, context_length: contextTokens }] };
      return undefined;
    case "lm-studio": {
      const loaded = { state: "loaded", loaded_context_length: contextTokens };
      if (path === "/api/v0/models") {
        return { data: [{ id: model, type: "llm", max_context_length: 262_144, ...loaded }] };
      }
      return { error: `Unexpected endpoint or method. (GET ${path})` };
    }
    case "llama.cpp":
      if (path === "/health") return { status: "ok" };
      if (path === "/props") {
        return { default_generation_settings: { n_ctx: contextTokens }, total_slots: 1 };
      }
      return undefined;
  }
}
