import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createModelServers } from "./model-servers";

const EMBEDDED = { isLoopbackAllowed: true, allowedHosts: [] };
const SHARED = { isLoopbackAllowed: false, allowedHosts: [] };
const NOBODY = "http://127.0.0.1:1/v1";
const OWN_PORT = 3_000;
const TAGS = JSON.stringify({ models: [{ name: "qwen3.5:9b", size: 6.6e9 }] });

async function serve(answer: RequestListener, host = "127.0.0.1") {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, port, baseUrl: `http://127.0.0.1:${port}/v1` };
}

const tags: RequestListener = (_, response) => void response.end(TAGS);

describe("looking for models on this machine", () => {
  it("asks each port for its list and nothing else, and once in a while", async () => {
    const ollama = await serve(tags);
    const studio = await serve((_, response) => response.end('{"data": [{"id": "m"}]}'));
    const usual = { ollama: ollama.baseUrl, lmstudio: studio.baseUrl, vllm: NOBODY };
    const servers = createModelServers(EMBEDDED, OWN_PORT, usual);
    expect(ollama.asked).toEqual([]);
    const found = await servers.look();
    expect(found.map(({ provider, baseUrl }) => [provider, baseUrl])).toEqual([
      ["ollama", ollama.baseUrl],
      ["lmstudio", studio.baseUrl],
    ]);
    expect(found[0]?.models).toMatchObject([{ name: "qwen3.5:9b", leavesMachine: false }]);
    await servers.look();
    expect(ollama.asked).toEqual(["GET /api/tags"]);
    expect(studio.asked).toEqual(["GET /v1/models"]);
  });

  it("finds one that listens at IPv6 alone", async () => {
    const { port } = await serve(tags, "::1");
    const usual = { ollama: `http://127.0.0.1:${port}/v1` };
    const [found] = await createModelServers(EMBEDDED, OWN_PORT, usual).look();
    expect(found?.baseUrl).toBe(`http://[::1]:${port}/v1`);
  });

  it("doesn't ask our own port", async () => {
    const own = await serve(tags);
    const servers = createModelServers(EMBEDDED, own.port, { ollama: own.baseUrl });
    expect(await servers.look()).toEqual([]);
    expect(own.asked).toEqual([]);
  });

  it("asks nobody where this machine isn't one person's own", async () => {
    const ollama = await serve(tags);
    const servers = createModelServers(SHARED, OWN_PORT, { ollama: ollama.baseUrl });
    expect(await servers.look()).toEqual([]);
    expect(ollama.asked).toEqual([]);
  });

  it.each<[string, RequestListener]>([
    ["hangs", () => undefined],
    ["is something else", (_, response) => void response.end("<html>")],
    ["answers without end", (_, response) => void response.end(" ".repeat(5_000_000) + TAGS)],
    [
      "leads elsewhere",
      (_, response) => void response.writeHead(307, { location: "/api/tags?again" }).end(),
    ],
    ["drops the line", (request) => void request.socket.destroy()],
  ])("finds nothing at a port that %s, and the others all the same", async (_, answer) => {
    const strange = await serve(answer);
    const ollama = await serve(tags);
    const usual = { vllm: strange.baseUrl, ollama: ollama.baseUrl };
    const startedAt = performance.now();
    const found = await createModelServers(EMBEDDED, OWN_PORT, usual).look();
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(found.map(({ provider }) => provider)).toEqual(["ollama"]);
    expect(strange.asked).toHaveLength(1);
  });
});

describe("a server's models", () => {
  it("are kept from when they were asked for; a page that is read again asks nobody", async () => {
    const ollama = await serve(tags);
    const servers = createModelServers(EMBEDDED, OWN_PORT, {});
    expect(servers.listed("ollama", ollama.baseUrl)).toBeUndefined();
    await servers.list("ollama", ollama.baseUrl);
    for (let n = 0; n < 100; n += 1) servers.listed("ollama", ollama.baseUrl);
    expect(servers.listed("ollama", ollama.baseUrl)).toMatchObject([{ name: "qwen3.5:9b" }]);
    expect(ollama.asked).toHaveLength(1);
    expect(await servers.list("vllm", NOBODY)).toBeNull();
    expect(servers.listed("vllm", NOBODY)).toBeNull();
  });
});
