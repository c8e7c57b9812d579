import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createAddressGuard } from "../net/address-guard";
import { AddressRefusedError } from "../net/address-rules";
import { listModels } from "./list-models";

const HERE = createAddressGuard({ isLoopbackAllowed: true, allowedHosts: [] });
const SHARED = createAddressGuard({ isLoopbackAllowed: false, allowedHosts: [] });

async function serve(path: string, answer: string | null): Promise<string> {
  const server = createServer((request, response) => {
    if (answer !== null && request.url === path) response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const serveTags = (answer: string | null) => serve("/api/tags", answer);

describe("listModels", () => {
  it("asks Ollama by its own API, and lists the largest first", async () => {
    const small = { name: "tiny:1b", size: 1_000, details: { parameter_size: "1B" } };
    const models = [small, { name: "big:70b", size: 9_000 }];
    const url = await serveTags(JSON.stringify({ models }));
    expect(await listModels("ollama", url, HERE)).toEqual([
      { name: "big:70b", sizeBytes: 9_000, parameters: null, leavesMachine: false },
      { name: "tiny:1b", sizeBytes: 1_000, parameters: "1B", leavesMachine: false },
    ]);
  });

  it("tells which models Ollama passes on to its cloud", async () => {
    const models = [
      { name: "gpt-oss:120b-cloud", size: 384, remote_host: "https://ollama.com:443" },
      { name: "renamed", size: 384, remote_host: "https://ollama.com:443" },
      { name: "glm-4.6:cloud" },
      { name: "qwen3.5:9b", size: 6_600 },
    ];
    const listed = await listModels("ollama", await serveTags(JSON.stringify({ models })), HERE);
    const leaving = listed?.filter(({ leavesMachine }) => leavesMachine).map(({ name }) => name);
    expect(leaving?.sort()).toEqual(["glm-4.6:cloud", "gpt-oss:120b-cloud", "renamed"]);
  });

  it("leaves out models that can't write a reply", async () => {
    const names = ["nomic-embed-text", "bge-m3:latest", "all-minilm:l6-v2", "BAAI/bge-reranker-v2"];
    const models = [...names, "qwen3.5:9b", "gemma3:12b"].map((name) => ({ name }));
    const listed = await listModels("ollama", await serveTags(JSON.stringify({ models })), HERE);
    expect(listed?.map(({ name }) => name)).toEqual(["qwen3.5:9b", "gemma3:12b"]);
  });

  it.each(["vllm", "lmstudio", "llamacpp", "other"] as const)(
    "asks %s by OpenAI's",
    async (provider) => {
      const url = await serve(
        "/v1/models",
        JSON.stringify({ data: [{ id: "m-1", owned_by: "x" }] }),
      );
      expect(await listModels(provider, url, HERE)).toEqual([
        { name: "m-1", sizeBytes: null, parameters: null, leavesMachine: false },
      ]);
    },
  );

  it("finds a server without models", async () => {
    expect(await listModels("ollama", await serveTags('{"models": []}'), HERE)).toEqual([]);
  });

  it.each([
    ["something else that answers", "<html>"],
    ["other JSON", '{"tags": 3}'],
    ["one that answers without end", " ".repeat(5_000_000) + '{"models": []}'],
    ["a server that never answers", null],
  ])("takes %s for no Ollama", async (_, answer) => {
    expect(await listModels("ollama", await serveTags(answer), HERE)).toBeNull();
  });

  it("takes a closed port for no server", async () => {
    expect(await listModels("vllm", "http://127.0.0.1:1/v1", HERE)).toBeNull();
  });

  it("asks nobody at an address that may not be called", async () => {
    const url = await serveTags('{"models": []}');
    await expect(listModels("ollama", url, SHARED)).rejects.toBeInstanceOf(AddressRefusedError);
  });
});
