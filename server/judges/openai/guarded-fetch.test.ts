import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createAddressGuard } from "../../net/address-guard";
import type { AddressGuard, Resolve } from "../../net/address-guard";
import { AddressRefusedError } from "../../net/address-rules";
import { createHttpFetch } from "./http-fetch";

const KEY = "sk-0123456789abcdef";

/** A server on this machine that counts who connects to it. */
async function serve() {
  const seen: { sockets: Socket[]; hosts: (string | undefined)[] } = { sockets: [], hosts: [] };
  const server = createServer((request, response) => {
    seen.hosts.push(request.headers.host);
    response.end(JSON.stringify({ heard: request.headers.authorization, text: "ollama" }));
  });
  server.on("connection", (socket: Socket) => seen.sockets.push(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { ...seen, port: (server.address() as AddressInfo).port };
}

/** A resolver that answers so each time it is asked, the last answer for ever. */
function resolverOf(...answers: string[][]): { resolve: Resolve; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    resolve: (host, _, callback) => {
      const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
      asked.push(host);
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    },
  };
}

async function failureOf(guard: AddressGuard, url: string): Promise<unknown> {
  return createHttpFetch({ guard })(url).then(
    () => "answered",
    (error: unknown) => error,
  );
}

describe("a fetch to an address that somebody typed", () => {
  it("goes to the address that was looked at, under the name that was typed", async () => {
    const server = await serve();
    const { resolve, asked } = resolverOf(["127.0.0.1"]);
    const rules = { isLoopbackAllowed: false, allowedHosts: ["gpu.internal"] };
    const fetch = createHttpFetch({ guard: createAddressGuard(rules, resolve) });
    const reply = await fetch(`http://gpu.internal:${server.port}/v1`);
    expect(reply.status).toBe(200);
    expect(server.hosts).toEqual([`gpu.internal:${server.port}`]);
    expect(asked).toEqual(["gpu.internal"]);
  });

  it.each([
    ["leads to this machine", ["127.0.0.1"]],
    ["leads to it by IPv6", ["::1"]],
    ["leads to it by IPv4 in IPv6", ["::ffff:127.0.0.1"]],
    ["leads into a private network", ["10.0.0.1"]],
    ["leads to a metadata server", ["169.254.169.254"]],
    ["has one bad address among good ones", ["93.184.216.34", "127.0.0.1"]],
  ])("is not made where a public name %s", async (_, addresses) => {
    const server = await serve();
    for (const isLoopbackAllowed of [true, false]) {
      const rules = { isLoopbackAllowed, allowedHosts: [] };
      const guard = createAddressGuard(rules, resolverOf(addresses).resolve);
      const failure = await failureOf(guard, `https://models.example:${server.port}/v1`);
      expect(failure).toBeInstanceOf(AddressRefusedError);
    }
    expect(server.sockets).toEqual([]);
  });

  it("is looked at again at each connection, so a name that is bound anew gets nowhere", async () => {
    const server = await serve();
    const { resolve } = resolverOf(["127.0.0.1"], ["169.254.169.254"]);
    const rules = { isLoopbackAllowed: false, allowedHosts: ["gpu.internal"] };
    const guard = createAddressGuard(rules, resolve);
    const url = `http://gpu.internal:${server.port}/v1`;
    expect(await failureOf(guard, url)).toBe("answered");
    expect(await failureOf(guard, url)).toBeInstanceOf(AddressRefusedError);
    expect(server.sockets).toHaveLength(1);
  });

  it("is not made to a bare address that the rules refuse, where no name is resolved", async () => {
    const server = await serve();
    const rules = { isLoopbackAllowed: false, allowedHosts: [] };
    const { resolve, asked } = resolverOf([]);
    const guard = createAddressGuard(rules, resolve);
    for (const host of ["127.0.0.1", "[::ffff:127.0.0.1]", "0.0.0.0"]) {
      expect(await failureOf(guard, `https://${host}:${server.port}/v1`)).toBeInstanceOf(
        AddressRefusedError,
      );
    }
    expect(asked).toEqual([]);
    expect(server.sockets).toEqual([]);
  });

  it("fails where the name leads nowhere", async () => {
    const rules = { isLoopbackAllowed: false, allowedHosts: ["gpu.internal"] };
    const guard = createAddressGuard(rules, (_host, _options, callback) =>
      callback(Object.assign(new Error("not found"), { code: "ENOTFOUND" }), []),
    );
    expect(await failureOf(guard, "http://gpu.internal/v1")).toMatchObject({ code: "ENOTFOUND" });
  });
});

describe("a reply that repeats the key", () => {
  it("comes without it, and with its other words", async () => {
    const server = await serve();
    const fetch = createHttpFetch({ secrets: [KEY, "ollama", undefined] });
    const headers = { authorization: `Bearer ${KEY}` };
    const reply = await fetch(`http://127.0.0.1:${server.port}/v1`, { headers });
    expect(await reply.json()).toEqual({ heard: "Bearer …", text: "ollama" });
  });
});
