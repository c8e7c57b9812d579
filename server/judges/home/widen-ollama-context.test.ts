import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createAddressGuard } from "../../net/address-guard";
import { AddressRefusedError } from "../../net/address-rules";
import { widenOllamaContext } from "./widen-ollama-context";

const HERE = createAddressGuard({ isLoopbackAllowed: true, allowedHosts: [] });
const SHARED = createAddressGuard({ isLoopbackAllowed: false, allowedHosts: [] });

async function serve(status: number, reply: string) {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      asked.push([request.method, request.url, JSON.parse(text)]);
      response.writeHead(status).end(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { asked, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` };
}

describe("widenOllamaContext", () => {
  it("makes the same model under a second name", async () => {
    const { asked, baseUrl } = await serve(200, '{"status":"success"}');
    expect(await widenOllamaContext(baseUrl, "qwen3.5:9b", HERE)).toBe("qwen3.5:9b-32k");
    expect(await widenOllamaContext(baseUrl, "qwen3.5", HERE)).toBe("qwen3.5:latest-32k");
    const parameters = { num_ctx: 32_768 };
    const wanted = { model: "qwen3.5:9b-32k", from: "qwen3.5:9b", parameters, stream: false };
    expect(asked[0]).toEqual(["POST", "/api/create", wanted]);
  });

  it.each([
    [500, '{"error":"no space left on device"}'],
    [404, "{}"],
    [200, '{"status":"creating"}'],
    [200, "<html>"],
  ])("makes nothing of %i %s", async (status, reply) => {
    const { baseUrl } = await serve(status, reply);
    expect(await widenOllamaContext(baseUrl, "m:1b", HERE)).toBeNull();
  });

  it("asks nobody at an address that may not be called", async () => {
    const { asked, baseUrl } = await serve(200, "{}");
    const widening = widenOllamaContext(baseUrl, "m:1b", SHARED);
    await expect(widening).rejects.toBeInstanceOf(AddressRefusedError);
    expect(asked).toEqual([]);
  });
});
