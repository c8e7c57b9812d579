import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { findOllama } from "./find-ollama";

async function serve(answer: string | null): Promise<string> {
  const server = createServer((request, response) => {
    if (answer !== null && request.url === "/api/tags") response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("findOllama", () => {
  it("lists its models, largest first", async () => {
    const small = { name: "tiny:1b", size: 1_000, details: { parameter_size: "1B" } };
    const url = await serve(JSON.stringify({ models: [small, { name: "big:70b", size: 9_000 }] }));
    expect(await findOllama(url)).toEqual({
      baseUrl: `${url}/v1`,
      models: [
        { name: "big:70b", sizeBytes: 9_000, parameters: null },
        { name: "tiny:1b", sizeBytes: 1_000, parameters: "1B" },
      ],
    });
  });

  it("finds one without models", async () => {
    expect(await findOllama(await serve('{"models": []}'))).toMatchObject({ models: [] });
  });

  it.each([
    ["something else that answers", "<html>"],
    ["other JSON", '{"tags": 3}'],
    ["one that answers without end", " ".repeat(5_000_000) + '{"models": []}'],
    ["a server that never answers", null],
  ])("takes %s for no Ollama", async (_, answer) => {
    expect(await findOllama(await serve(answer))).toBeNull();
  });

  it("takes a closed port for no Ollama", async () => {
    expect(await findOllama("http://127.0.0.1:1")).toBeNull();
  });
});
