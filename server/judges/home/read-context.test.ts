import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { readContext } from "./read-context";

async function serve(path: string, body: unknown): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url !== path) response.writeHead(404);
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const PS = {
  models: [
    { name: "other:1b", context_length: 8_192 },
    { name: "qwen3.5:latest", context_length: 4_096 },
    { name: "old:7b" },
  ],
};
const STUDIO = {
  data: [
    { id: "loaded", loaded_context_length: 16_384, max_context_length: 262_144 },
    { id: "not-loaded", max_context_length: 262_144 },
  ],
};
const PROPS = { default_generation_settings: { n_ctx: 8_192, params: {} }, total_slots: 4 };

describe("readContext", () => {
  it.each([
    ["ollama", "qwen3.5", "/api/ps", PS, 4_096],
    ["ollama", "old:7b", "/api/ps", PS, null],
    ["ollama", "absent:1b", "/api/ps", PS, null],
    ["lm-studio", "loaded", "/api/v0/models", STUDIO, 16_384],
    ["lm-studio", "not-loaded", "/api/v0/models", STUDIO, null],
    ["llama.cpp", "whatever", "/props", PROPS, 8_192],
    ["llama.cpp", "whatever", "/props", { n_ctx: -1 }, null],
  ] as const)("of %s's %s is what is in force", async (home, model, path, body, expected) => {
    const baseUrl = await serve(path, body);
    expect(await readContext({ home, baseUrl, model })).toBe(expected);
  });

  it("isn't known of other servers, and of one that is gone", async () => {
    const model = "m";
    expect(await readContext({ home: null, baseUrl: "http://127.0.0.1:1/v1", model })).toBeNull();
    const baseUrl = "http://127.0.0.1:1/v1";
    expect(await readContext({ home: "ollama", baseUrl, model })).toBeNull();
  });
});
