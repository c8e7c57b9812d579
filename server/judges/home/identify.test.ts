import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { identifyHome, lookForHome } from "./identify";

type Replies = Record<string, { status?: number; body: string } | "hang">;

const NEVER = new AbortController().signal;
const OTHERS = { status: 404, body: "not found" };

async function serve(replies: Replies) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const reply = replies[request.url ?? ""] ?? OTHERS;
    if (reply === "hang") return;
    response.writeHead(reply.status ?? 200).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, replies, baseUrl: `http://127.0.0.1:${port}/v1` };
}

const PROPS = JSON.stringify({ default_generation_settings: { n_ctx: 8192 }, total_slots: 1 });
const STUDIO = JSON.stringify({ object: "list", data: [{ id: "m", state: "loaded" }] });
const VERSION = JSON.stringify({ version: "0.12.6" });

describe("identifyHome", () => {
  it.each([
    ["ollama", { "/api/version": { body: VERSION } }],
    ["lm-studio", { "/api/v0/models": { body: STUDIO } }],
    ["llama.cpp", { "/props": { body: PROPS } }],
    // A copy of Ollama's API is still the server that it is.
    ["llama.cpp", { "/props": { body: PROPS }, "/api/version": { body: VERSION } }],
  ] as const)("finds %s by its own address", async (home, replies) => {
    const { baseUrl } = await serve(replies);
    expect(await identifyHome(baseUrl, NEVER)).toBe(home);
    expect(await identifyHome(`${baseUrl}/`, NEVER)).toBe(home);
  });

  it.each<[string, Replies]>([
    ["a server without any of them", {}],
    [
      "one that answers whatever it is asked",
      {
        "/props": { body: '{"error":"Unexpected endpoint"}' },
        "/api/version": { body: "<html>" },
        "/api/v0/models": { body: '{"error":"Unexpected endpoint"}' },
      },
    ],
    ["one that wants a key for them", { "/props": { status: 401, body: "{}" } }],
    ["an answer without end", { "/api/version": { body: " ".repeat(5_000_000) + VERSION } }],
  ])("takes %s for none", async (_, replies) => {
    const { baseUrl } = await serve(replies);
    expect(await identifyHome(baseUrl, NEVER)).toBeNull();
  });

  it("asks a server that it knows no more", async () => {
    const { baseUrl, asked } = await serve({ "/api/version": { body: VERSION } });
    await identifyHome(baseUrl, NEVER);
    const once = asked.length;
    await identifyHome(baseUrl, NEVER);
    expect(asked.length).toBe(once);
  });

  it("asks again where nothing answered, or it was still starting", async () => {
    const { baseUrl, replies } = await serve({ "/props": { status: 503, body: "loading" } });
    expect(await lookForHome(baseUrl, NEVER)).toBe("silent");
    replies["/props"] = { body: PROPS };
    expect(await lookForHome(baseUrl, NEVER)).toBe("llama.cpp");
    expect(await identifyHome("http://127.0.0.1:1/v1", NEVER)).toBeNull();
  });

  it("waits two seconds for a server that hangs, and no longer than it is asked to", async () => {
    const { baseUrl } = await serve({ "/props": "hang" });
    const startedAt = performance.now();
    expect(await lookForHome(baseUrl, NEVER)).toBe("silent");
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    const stopping = new AbortController();
    const looking = lookForHome(baseUrl, stopping.signal);
    stopping.abort(new Error("stopped"));
    await expect(looking).rejects.toThrow("stopped");
  });
});
