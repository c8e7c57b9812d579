import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import pLimit from "p-limit";
import { z } from "zod";
import { answerAt } from "./own-addresses";
import { createOneCache, tokensIn } from "./one-cache";
import { sayStreamed, sayWhole } from "./say";
import type { HomeServer } from "#domain/settings/home-servers";
import type { FakeHomeFault, Said } from "./say";

/** Measured of llama.cpp's server with a model of 1.5 billion parameters on two cores. */
const READS_PER_SECOND = 70;
const WRITES_PER_SECOND = 20;
/** What a home server is started with by hand; Ollama's own default is 4,096. */
const CONTEXT_TOKENS = 32_768;

const requestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  stream: z.boolean().optional(),
  stream_options: z.looseObject({ include_usage: z.boolean() }).optional(),
  return_progress: z.boolean().optional(),
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
  response_format: z.looseObject({ type: z.string() }).optional(),
});
type FakeHomeBody = z.infer<typeof requestSchema>;

export type FakeHomeOptions = {
  home: HomeServer;
  /** Whose replies it gives: base URL of a fake model. */
  repliesOf: string;
  model?: string;
  contextTokens?: number;
  /** Tokens of thoughts before each reply. */
  thinks?: number;
  /** Times as fast as in the world. */
  speed?: number;
  fault?: FakeHomeFault | null;
  /** By the last message: what gets a reply that runs on. */
  runsOn?: (asked: string) => boolean;
};

type FakeHomeCall = {
  body: FakeHomeBody;
  /** Tokens of the prompt, and how many of them its cache held. */
  read: { total: number; cached: number } | null;
  /** Whoever asked hung up before the end; it goes on to the end. */
  wasAbandoned: boolean;
  isDone: boolean;
};

export type FakeHome = {
  /** `http://127.0.0.1:<port>/v1` */
  baseUrl: string;
  /** In the order in which they came. */
  calls: FakeHomeCall[];
  /** Most calls that were there at the same moment, waiting ones counted. */
  mostAtOnce: () => number;
  setFault: (fault: FakeHomeFault | null) => void;
  setRunsOn: (runsOn: (asked: string) => boolean) => void;
  close: () => Promise<void>;
};

/**
 * A server as people have it at home: one call at a time, no header before a call's turn, one cache, and
 * an abandoned call goes on to its end. It reads and writes at its speed; what it says is a fake model's.
 */
export async function startFakeHome(options: FakeHomeOptions): Promise<FakeHome> {
  const { home, model = "qwen3.5:9b", contextTokens = CONTEXT_TOKENS, speed = 50 } = options;
  const calls: FakeHomeCall[] = [];
  const inTurn = pLimit(1);
  const cache = createOneCache();
  const closing = new AbortController();
  let fault = options.fault ?? null;
  let runsOn = options.runsOn ?? (() => false);
  let present = 0;
  let most = 0;
  const takes = (tokens: number, perSecond: number): Promise<void> =>
    pause((1000 * tokens) / (perSecond * speed), closing.signal);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = requestSchema.parse(JSON.parse(await readText(request)));
    const call: FakeHomeCall = { body, read: null, wasAbandoned: false, isDone: false };
    calls.push(call);
    present += 1;
    most = Math.max(most, present);
    response.on("close", () => {
      present -= 1;
      call.wasAbandoned = !response.writableFinished;
    });
    await inTurn(() => takeTurn(call, response));
  }

  async function takeTurn(call: FakeHomeCall, response: ServerResponse): Promise<void> {
    const { body } = call;
    const prompt = body.messages.map(({ content }) => content).join("\n");
    if (fault === "refuses_stream_options" && body.stream_options) {
      return refuse(response, "unknown field: stream_options");
    }
    if (fault === "refuses_bounds" && /"max(Length|Items)"/.test(JSON.stringify(body))) {
      return refuse(response, "json_schema: unsupported keyword in response_format");
    }
    const isTooLong = tokensIn(prompt) > contextTokens;
    if (isTooLong && home !== "ollama") {
      const sizes = `(${tokensIn(prompt)} tokens) exceeds the available context size (${contextTokens} tokens)`;
      return refuse(response, `request ${sizes}`);
    }
    const read = cache.read(prompt);
    call.read = read;
    const reply = await askFakeModel(options.repliesOf, isTooLong ? cutHead(body) : body);
    if (reply.status !== 200) return refuse(response, reply.text, reply.status);
    const asked = body.messages.at(-1)?.content ?? "";
    const said: Said = {
      model,
      content: fault === "runs_on" || runsOn(asked) ? null : reply.text,
      thinks: options.thinks ?? 0,
      limit: body.max_completion_tokens ?? body.max_tokens ?? contextTokens,
      read: { ...read, total: Math.min(read.total, contextTokens) },
      fault,
      takesToRead: (tokens) => takes(tokens, READS_PER_SECOND),
      takesToWrite: (tokens) => takes(tokens, WRITES_PER_SECOND),
      isClosing: closing.signal,
    };
    const reports = home === "llama.cpp" && body.return_progress === true;
    const hasUsage = body.stream_options?.include_usage === true && fault !== "counts_nothing";
    if (body.stream) await sayStreamed(response, said, { reports, hasUsage });
    else await sayWhole(response, said);
    call.isDone = true;
  }

  const server = createServer((request, response) => {
    if (request.method === "GET") {
      const found = answerAt(request.url ?? "", { home, model, contextTokens });
      response.writeHead(found === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(found ?? { error: "not found" }));
      return;
    }
    answer(request, response).catch((error: unknown) => {
      if (closing.signal.aborted) return;
      refuse(response, `the fake home server broke: ${String(error)}`, 500);
    });
  });
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    mostAtOnce: () => most,
    setFault: (next) => {
      fault = next;
    },
    setRunsOn: (next) => {
      runsOn = next;
    },
    close: async () => {
      closing.abort();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function refuse(response: ServerResponse, message: string, status = 400): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ error: { message, type: "invalid_request_error", code: status } }));
}

const replySchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullable() }) })).min(1),
});

async function askFakeModel(
  baseUrl: string,
  { stream, stream_options, return_progress, ...body }: FakeHomeBody,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) return { status: response.status, text };
  const { choices } = replySchema.parse(JSON.parse(text));
  return { status: 200, text: choices[0]?.message.content ?? "" };
}

/** Ollama says nothing of it: it keeps the rules and the end. */
function cutHead(body: FakeHomeBody): FakeHomeBody {
  const messages = body.messages.map((message) => ({
    ...message,
    content: message.content.replace(/Code of the material: \d+\n/, ""),
  }));
  return { ...body, messages };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    if (signal.aborted) done();
  });
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
