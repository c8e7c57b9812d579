import { once } from "node:events";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHttpFetch, MAX_REPLY_BYTES, UnreadableReplyError } from "./http-fetch";

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

describe("createHttpFetch", () => {
  it("sends method, headers and body, and gives back status, headers and text", async () => {
    const url = await serve((request, response) => {
      const { method, headers } = request;
      request.setEncoding("utf8").once("data", (body: string) => {
        response.writeHead(418, { "x-request-id": "r1" });
        response.end(JSON.stringify({ method, key: headers.authorization, body }));
      });
    });
    const reply = await createHttpFetch()(url, {
      method: "POST",
      headers: { authorization: "Bearer k" },
      body: "größer",
    });
    expect([reply.status, reply.headers.get("x-request-id")]).toEqual([418, "r1"]);
    expect(await reply.json()).toEqual({ method: "POST", key: "Bearer k", body: "größer" });
  });

  it("puts characters together that arrive in two pieces", async () => {
    const bytes = Buffer.from("ü");
    const url = await serve((_, response) => {
      response.write(bytes.subarray(0, 1), () => response.end(bytes.subarray(1)));
    });
    expect(await (await createHttpFetch()(url)).text()).toBe("ü");
  });

  it("uses a connection again", async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end();
    });
    const fetch = createHttpFetch();
    await fetch(url);
    await fetch(url);
    expect(ports.size).toBe(1);
  });

  it("follows no redirect: the key goes to no other server", async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url);
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    expect((await createHttpFetch()(url)).status).toBe(302);
    expect(asked).toEqual(["/v1"]);
  });

  it("gives a reply without a body none", async () => {
    const url = await serve((_, response) => response.writeHead(204).end());
    expect((await createHttpFetch()(url)).body).toBeNull();
  });

  it("rejects when it is aborted in the middle of the body", async () => {
    const stop = new AbortController();
    const url = await serve((_, response) => response.write("half", () => stop.abort()));
    await expect(createHttpFetch()(url, { signal: stop.signal })).rejects.toThrow(/abort/i);
  });

  it("rejects when the server breaks off", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("half", () => response.destroy());
    });
    await expect(createHttpFetch()(url)).rejects.toThrow();
  });

  it("reads a reply of the longest size whole", async () => {
    const url = await serve((_, response) => response.end(Buffer.alloc(MAX_REPLY_BYTES, "a")));
    expect((await (await createHttpFetch()(url)).text()).length).toBe(MAX_REPLY_BYTES);
  });

  it("hangs up on a reply that is longer, whatever it says its length is", async () => {
    const hungUp: Promise<unknown>[] = [];
    const url = await serve((_, response) => {
      hungUp.push(once(response, "close"));
      const pour = (): void => {
        while (!response.destroyed && response.write("a".repeat(65_536)));
      };
      response.on("drain", pour);
      pour();
    });
    await expect(createHttpFetch()(url)).rejects.toBeInstanceOf(UnreadableReplyError);
    await Promise.all(hungUp);
    expect(hungUp).toHaveLength(1);
  });

  it("asks for no compression, and unpacks none", async () => {
    const accepted: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      accepted.push(request.headers["accept-encoding"]?.toString());
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(gzipSync(Buffer.alloc(16 * 1024 * 1024)));
    });
    await expect(createHttpFetch()(url)).rejects.toThrow(/compressed/);
    expect(accepted).toEqual(["identity"]);
  });

  it("rejects when nothing listens", async () => {
    await expect(createHttpFetch()("http://127.0.0.1:1/v1")).rejects.toThrow(/ECONNREFUSED/);
  });
});
