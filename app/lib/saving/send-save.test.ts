import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Save, SaveReply } from "#domain/attempts/save.schema";
import { createSendSave } from "./send-save";

type Seen = { headers: IncomingMessage["headers"]; body: Buffer };

const save: Save = { clientId: "page-0001", seq: 3, texts: {}, elements: [], files: {} };
const reply: SaveReply = {
  seq: 3,
  serverNow: "2026-03-01T12:00:00.000Z",
  deadlineAt: null,
  outcome: "saved",
  revisions: {},
  resend: [],
  conflicts: [],
  dropped: [],
};

let server: Server;
let seen: Seen[];
let respond: (response: ServerResponse) => void;

beforeEach(async () => {
  seen = [];
  respond = (response) => answer(response, 200, reply);
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      seen.push({ headers: request.headers, body: Buffer.concat(chunks) });
      respond(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

function createSend() {
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/save`;
  return createSendSave({ url, fetch, nowMs: () => performance.now() });
}

describe("createSendSave", () => {
  it("posts a small save as it is, and a large one gzipped", async () => {
    const send = createSend();
    expect(await send(save, { isLeaving: false })).toMatchObject({ kind: "acknowledged", reply });
    expect(JSON.parse(seen[0]?.body.toString() ?? "")).toEqual(save);

    const text = "retrieval ".repeat(500);
    const large: Save = { ...save, texts: { scenario: { kind: "whole", baseRevision: 0, text } } };
    await send(large, { isLeaving: false });
    expect(seen[1]?.headers["content-encoding"]).toBe("gzip");
    expect(seen[1]?.body.length).toBeLessThan(500);
    expect(JSON.parse(gunzipSync(seen[1]?.body ?? "").toString())).toEqual(large);

    await send(large, { isLeaving: true });
    expect(seen[2]?.headers["content-encoding"]).toBeUndefined();
  });

  it("takes only our own reply to this very save as an acknowledgement", async () => {
    const send = createSend();
    const imposters: unknown[] = ["<html>Sign in to the wifi</html>", {}, { ...reply, seq: 2 }];
    for (const body of imposters) {
      respond = (response) => answer(response, 200, body);
      expect(await send(save, { isLeaving: false })).toEqual({ kind: "unreachable" });
    }
  });

  it("follows no redirect: a page to sign in at is not a place for a save", async () => {
    respond = (response) => answer(response, 302, "", { Location: "/sign-in" });
    expect(await createSend()(save, { isLeaving: false })).toEqual({ kind: "unreachable" });
    expect(seen).toHaveLength(1);
  });

  it.each([
    [401, { kind: "signed_out" }],
    [400, { kind: "rejected", userMessage: "In words." }],
    [413, { kind: "rejected", userMessage: "In words." }],
    [403, { kind: "closed", userMessage: "In words." }],
    [404, { kind: "closed", userMessage: "In words." }],
    [409, { kind: "closed", userMessage: "In words." }],
    [410, { kind: "closed", userMessage: "In words." }],
    [500, { kind: "busy", retryAfterMs: null, userMessage: "In words." }],
    [503, { kind: "busy", retryAfterMs: null, userMessage: "In words." }],
  ])("understands %d", async (status, result) => {
    respond = (response) => answer(response, status, { code: "x", userMessage: "In words." });
    expect(await createSend()(save, { isLeaving: false })).toEqual(result);
  });

  it("goes on trying where the server's address is set wrongly", async () => {
    const refusal = { code: "wrong_address", userMessage: "In words." };
    respond = (response) => answer(response, 403, refusal);
    const result = { kind: "busy", retryAfterMs: null, userMessage: "In words." };
    expect(await createSend()(save, { isLeaving: false })).toEqual(result);
  });

  it.each([400, 401, 403, 404, 409, 410, 422])(
    "takes a %d that is not ours for no answer: nothing is given up for a proxy's page",
    async (status) => {
      respond = (response) => answer(response, status, "<html>nginx</html>");
      expect(await createSend()(save, { isLeaving: false })).toEqual({ kind: "unreachable" });
    },
  );

  it("sends less at once when a proxy finds it too large", async () => {
    respond = (response) => answer(response, 413, "<html>nginx</html>");
    expect(await createSend()(save, { isLeaving: false })).toMatchObject({ kind: "rejected" });
  });

  it("reads how long it should wait, in seconds only", async () => {
    const send = createSend();
    for (const [header, retryAfterMs] of [
      ["7", 7_000],
      ["Wed, 21 Oct 2026 07:28:00 GMT", null],
    ] as const) {
      respond = (response) => answer(response, 429, {}, { "Retry-After": header });
      expect(await send(save, { isLeaving: false })).toEqual({ kind: "busy", retryAfterMs });
    }
  });

  it("tells a server that hangs up from one that answers", async () => {
    respond = (response) => void response.socket?.destroy();
    expect(await createSend()(save, { isLeaving: false })).toEqual({ kind: "unreachable" });
  });
});
