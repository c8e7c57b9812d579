import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { FAKE_TOTAL_BYTES, pull } from "./pull";
import type { FakePullFault, FakeStore } from "./pull";

export type FakeOllama = {
  /** `http://127.0.0.1:<port>/v1` */
  baseUrl: string;
  /** Method and path, in order. */
  asked: string[];
  store: FakeStore;
  setFault: (fault: FakePullFault | null) => void;
  setStepMs: (ms: number) => void;
  close: () => Promise<void>;
};

const wantedSchema = z.object({ model: z.string(), stream: z.literal(true) });

/** An Ollama with one small model, which lists what it has and downloads more. */
export async function startFakeOllama(): Promise<FakeOllama> {
  const asked: string[] = [];
  const store: FakeStore = { kept: new Map(), began: [], hungUp: 0 };
  let fault: FakePullFault | null = null;
  let stepMs = 1;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url === "/api/tags") {
      const whole = [...store.kept].filter(([, bytes]) => bytes === FAKE_TOTAL_BYTES);
      const models = [["small:1b", 1e9] as const, ...whole].map(([name, size]) => ({ name, size }));
      return void response.end(JSON.stringify({ models }));
    }
    if (request.method !== "POST" || request.url !== "/api/pull") {
      return void response.writeHead(404).end();
    }
    void readText(request).then((text) => {
      const { model } = wantedSchema.parse(JSON.parse(text));
      return pull(response, model, store, { fault, stepMs });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    store,
    setFault: (next) => {
      fault = next;
    },
    setStepMs: (next) => {
      stepMs = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString("utf8");
}
