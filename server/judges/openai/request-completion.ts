import OpenAI, { APIError } from "openai";
import { classifyModelError } from "./classify-model-error";
import { OPENAI_BASE_URL, SCHEMA_MODES } from "./config";
import { createHttpFetch } from "./http-fetch";
import type { OpenAiJudgeConfig, SchemaMode } from "./config";

export type Message = { role: "system" | "user" | "assistant"; content: string };

/** Sends one conversation and returns the body of the answer, whatever it is, and how it was asked. */
export type RequestCompletion = (
  messages: Message[],
  replyJsonSchema: Record<string, unknown>,
  signal: AbortSignal,
) => Promise<{ body: unknown; mode: SchemaMode }>;

/** What a server that knows a schema mode complains about instead. */
const OTHER_FAULT =
  /context.?length|maximum context|too many tokens|content.?filter|api.?key|model.{0,40}(not found|does not exist|not exist)|temperature|max_(completion_)?tokens|reasoning_effort/i;

/**
 * Makes the sender. In `auto` mode it starts with a strict schema, steps down on the server's answer
 * that it doesn't know the mode, and remembers what worked.
 *
 * The sender throws JudgeError, and nothing else.
 */
export function createRequestCompletion(config: OpenAiJudgeConfig): RequestCompletion {
  const client = createClient(config);
  let ladder: readonly SchemaMode[] =
    config.schemaMode === "auto" ? SCHEMA_MODES : [config.schemaMode];
  return async (messages, schema, signal) => {
    let firstError: unknown = null;
    for (const mode of ladder) {
      try {
        const body = buildBody(config, mode, messages, schema);
        const answer = await send(client, body, signal);
        ladder = ladder.slice(Math.max(0, ladder.indexOf(mode)));
        return { body: answer, mode };
      } catch (error) {
        // The strictest mode's complaint is the telling one, should no mode work.
        firstError ??= error;
        if (!isUnknownMode(error)) throw classifyModelError(error);
      }
    }
    throw classifyModelError(firstError);
  };
}

function createClient(config: OpenAiJudgeConfig): OpenAI {
  return new OpenAI({
    apiKey: config.apiKey ?? "none",
    baseURL: config.baseUrl ?? OPENAI_BASE_URL,
    organization: null,
    project: null,
    // The queue retries, with all it knows; a retry here would sleep through an abort.
    maxRetries: 0,
    // Covers the body as well: the fetch below resolves when it is there.
    timeout: config.timeoutMs,
    // Candidates' answers are no business of a log.
    logLevel: "off",
    fetch: createHttpFetch(),
  });
}

function buildBody(
  config: OpenAiJudgeConfig,
  mode: SchemaMode,
  messages: Message[],
  schema: Record<string, unknown>,
): Record<string, unknown> {
  const { model, maxOutputTokens, tokenLimitParameter, temperature, reasoningEffort } = config;
  return {
    model,
    messages: mode === "json_schema" ? messages : withSchemaInWords(messages, schema),
    [tokenLimitParameter]: maxOutputTokens,
    ...(temperature === undefined ? {} : { temperature }),
    ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }),
    ...responseFormat(mode, schema),
  };
}

function responseFormat(
  mode: SchemaMode,
  schema: Record<string, unknown>,
): Record<string, unknown> {
  if (mode === "text") return {};
  if (mode === "json_object") return { response_format: { type: "json_object" } };
  const json_schema = { name: "verdicts", strict: true, schema };
  return { response_format: { type: "json_schema", json_schema } };
}

function withSchemaInWords(messages: Message[], schema: Record<string, unknown>): Message[] {
  const last = messages.length - 1;
  return messages.map((message, i) =>
    i === last
      ? { ...message, content: `${message.content}\n\nIts JSON Schema:\n${JSON.stringify(schema)}` }
      : message,
  );
}

/**
 * One request. The client never takes its listener off the signal it is given, so it gets one that
 * ends with the call.
 */
async function send(
  client: OpenAI,
  body: Record<string, unknown>,
  signal: AbortSignal,
): Promise<unknown> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) stop.abort();
  try {
    return await client.post<unknown>("/chat/completions", { body, signal: stop.signal });
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** Whether an answer may mean "I don't know this response_format": then a lower mode is tried. */
function isUnknownMode(error: unknown): boolean {
  if (!(error instanceof APIError)) return false;
  const isCandidate = [400, 404, 415, 422, 501].includes(Number(error.status));
  if (!isCandidate) return false;
  const text = `${error.message} ${error.param ?? ""} ${error.code ?? ""}`;
  if (/response_format|json_schema|json_object|structured output|guided|grammar/i.test(text)) {
    return true;
  }
  // A bare 404 is a wrong address or model; a bare 400 or 422 may be anything, so it is tried.
  return error.status !== 404 && !OTHER_FAULT.test(text);
}
