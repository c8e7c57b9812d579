import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { NEEDED_CONTEXT_TOKENS } from "#domain/settings/context-need";
import { createPerson } from "../../support/people";
import { openConnectWorld, serve } from "../../support/connect-world";

const { world, model, open, runWorker, send, tryIt, waitForTrial } = await openConnectWorld();

/** An Ollama with its default context, whose model is the fake one. */
async function startOllama({ canCreate = true } = {}) {
  const wide = new Set<string>();
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const answer = await fetch(`${new URL(model.baseUrl).origin}${request.url}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: await readAll(request),
    });
    response.writeHead(answer.status, { "content-type": "application/json" });
    Readable.fromWeb(answer.body as ReadableStream).pipe(response);
  };
  const create = async (request: IncomingMessage, response: ServerResponse) => {
    const wanted = JSON.parse(await readAll(request)) as { model: string };
    if (!canCreate) return void response.writeHead(500).end('{"error":"no space left on device"}');
    wide.add(wanted.model);
    response.end('{"status":"success"}');
  };
  return serve((request, response) => {
    if (request.url === "/api/version") return void response.end('{"version":"0.12.6"}');
    if (request.url === "/api/ps") {
      const loaded = ["m:9b", ...wide].map((name) => ({
        name,
        context_length: wide.has(name) ? 32_768 : 4_096,
      }));
      return void response.end(JSON.stringify({ models: loaded }));
    }
    if (request.url === "/api/create") return void create(request, response);
    if (request.url?.startsWith("/v1/chat")) return void pass(request, response);
    response.writeHead(404).end();
  });
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString("utf8");
}

const fieldsOf = (baseUrl: string) => ({ provider: "ollama", baseUrl, model: "m:9b", apiKey: "" });

describe("the context in force", () => {
  it("is told before the model is used, and made longer by one press", async () => {
    await runWorker();
    const ollama = await startOllama();
    const { connectionId, result } = await tryIt(fieldsOf(ollama.baseUrl));
    expect(result).toMatchObject({ isReached: true, contextTokens: 4_096 });
    expect(4_096).toBeLessThan(NEEDED_CONTEXT_TOKENS);
    expect(ollama.asked).not.toContain("/api/create");

    await send({ intent: "widen", connectionId });
    const { tried } = await open();
    expect(tried).toMatchObject({ provider: "ollama", model: "m:9b-32k" });
    expect(await waitForTrial(tried?.id ?? "")).toMatchObject({ contextTokens: 32_768 });
    expect(ollama.asked.filter((url) => url === "/api/create")).toHaveLength(1);
  });

  it("stays as it is where Ollama can't, and the page says so", async () => {
    await runWorker();
    const ollama = await startOllama({ canCreate: false });
    const { connectionId } = await tryIt(fieldsOf(ollama.baseUrl));
    const answer = await send({ intent: "widen", connectionId });
    expect("data" in answer && answer.data.error).toContain("Ollama didn’t change the context");
    expect((await open()).tried?.model).toBe("m:9b");
  });

  it("is changed by whoever tried the model, and by nobody else", async () => {
    await runWorker();
    const ollama = await startOllama();
    const { connectionId } = await tryIt(fieldsOf(ollama.baseUrl));
    const viewer = await createPerson(world.database.db, "admin");
    const refused = await send({ intent: "widen", connectionId }, { viewer });
    expect("init" in refused && refused.init?.status).toBe(409);
    expect(ollama.asked).not.toContain("/api/create");
  });

  it("isn't known of a server of another kind", async () => {
    await runWorker();
    const { result } = await tryIt();
    expect(result).toMatchObject({ isReached: true, contextTokens: null });
  });
});
