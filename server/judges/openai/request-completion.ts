import OpenAI, { APIError } from "openai";
import { classifyModelError } from "./classify-model-error";
import { OPENAI_BASE_URL, SCHEMA_MODES } from "./config";
import { createHomeFetch, MAX_HOME_CALL_MS } from "../home/home-fetch";
import { createHttpFetch } from "./http-fetch";
import type { OpenAiJudgeConfig, SchemaMode } from "./config";

export type Message = { role: "system" | "user" | "assistant"; content: string };

/** Sends one conversation and returns the body of the answer, whatever it is, and how it was asked. */
export type RequestCompletion = (
  messages: Message[],
  replyJsonSchema: Record<string, unknown>,
  signal: AbortSignal,
) => Promise<{ body: unknown; mode: SchemaMode }>;

/**
 * How messages are sent: as they are; those of one role in a row joined, for chat templates that
 * insist on turns; and without a system message, for templates that know none (Gemma, early Mistral).
 */
const ROLE_SHAPES = ["plain", "alternating", "without_system"] as const;
type RoleShape = (typeof ROLE_SHAPES)[number];

/** What a server that knows a schema mode complains about instead. */
const OTHER_FAULT =
  /context.?length|maximum context|too many tokens|content.?filter|api.?key|model.{0,40}(not found|does not exist|not exist)|temperature|max_(completion_)?tokens|reasoning_effort/i;

/** What a home server is held to beyond the shape of a reply. */
type ReplyBounds = {
  apply: (schema: Record<string, unknown>) => Record<string, unknown>;
  /** Output tokens of a reply within them, thoughts not counted; absent: the config's limit. */
  tokensOf?: (schema: Record<string, unknown>) => number;
};

/**
 * Makes the sender. In `auto` mode it starts with a strict schema, steps down on the server's answer
 * that it doesn't know the mode, and remembers what worked. Bounds are a step above: a server that
 * refuses them is asked for the same mode without.
 *
 * The sender throws JudgeError, and nothing else.
 */
export function createRequestCompletion(
  config: OpenAiJudgeConfig,
  bounds: ReplyBounds | null = null,
): RequestCompletion {
  let isBounded = config.home !== null && bounds !== null;
  // Unknown until a reply came; once a model has thought, its thoughts count in the limit.
  let thinks: boolean | null = null;
  const client = createClient(config, (hasThoughts) => {
    thinks = thinks === true || hasThoughts;
  });
  let ladder: readonly SchemaMode[] =
    config.schemaMode === "auto" ? SCHEMA_MODES : [config.schemaMode];
  let roles: RoleShape = "plain";
  /** The config, with tokens for a reply within the bounds where the model is known not to think. */
  function limited(mode: SchemaMode, schema: Record<string, unknown>): OpenAiJudgeConfig {
    if (!isBounded || mode !== "json_schema" || thinks !== false || !bounds?.tokensOf)
      return config;
    const maxOutputTokens = Math.min(config.maxOutputTokens, bounds.tokensOf(schema));
    return { ...config, maxOutputTokens };
  }
  /** Within the bounds where there are any, and without them where the server refuses those. */
  async function sendBounded(
    mode: SchemaMode,
    messages: Message[],
    schema: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<unknown> {
    if (!isBounded || !bounds || mode !== "json_schema") {
      return sendShaped(mode, messages, schema, signal);
    }
    try {
      return await sendShaped(mode, messages, bounds.apply(schema), signal);
    } catch (error) {
      if (!isUnknownMode(error)) throw error;
      isBounded = false;
      return sendShaped(mode, messages, schema, signal);
    }
  }
  async function sendShaped(
    mode: SchemaMode,
    messages: Message[],
    schema: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<unknown> {
    for (const shape of ROLE_SHAPES.slice(ROLE_SHAPES.indexOf(roles))) {
      try {
        const answer = await send(
          client,
          buildBody(limited(mode, schema), mode, shapeRoles(messages, shape), schema),
          signal,
        );
        roles = shape;
        return answer;
      } catch (error) {
        if (!isAboutRoles(error) || shape === ROLE_SHAPES.at(-1)) throw error;
      }
    }
    throw new Error("no shape of roles is left");
  }
  return async (messages, schema, signal) => {
    let firstError: unknown = null;
    for (const mode of ladder) {
      try {
        const answer = await sendBounded(mode, messages, schema, signal);
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

function createClient(
  { home, guard, speeds, watch, ...config }: OpenAiJudgeConfig,
  onThoughts: (hasThoughts: boolean) => void,
): OpenAI {
  const options = { guard, secrets: [config.apiKey] };
  return new OpenAI({
    apiKey: config.apiKey ?? "none",
    baseURL: config.baseUrl ?? OPENAI_BASE_URL,
    organization: null,
    project: null,
    // The queue retries, with all it knows; a retry here would sleep through an abort.
    maxRetries: 0,
    // Covers the body as well: the fetch below resolves when it is there.
    timeout: home === null ? config.timeoutMs : MAX_HOME_CALL_MS,
    // Candidates' answers are no business of a log.
    logLevel: "off",
    fetch:
      home === null
        ? createHttpFetch(options)
        : createHomeFetch({ ...options, home, speeds, onThoughts, watch }),
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
    messages: knowsSchemas(config, mode) ? messages : withSchemaInWords(messages, schema),
    [tokenLimitParameter]: maxOutputTokens,
    ...(temperature === undefined ? {} : { temperature }),
    ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }),
    ...responseFormat(mode, schema),
  };
}

/** Only OpenAI's own service is known to show the model a strict schema; Ollama, for one, doesn't. */
function knowsSchemas({ baseUrl }: OpenAiJudgeConfig, mode: SchemaMode): boolean {
  return mode === "json_schema" && (baseUrl ?? OPENAI_BASE_URL) === OPENAI_BASE_URL;
}

function shapeRoles(messages: Message[], shape: RoleShape): Message[] {
  if (shape === "plain") return messages;
  const known = messages.map((message): Message =>
    shape === "without_system" && message.role === "system"
      ? { ...message, role: "user" }
      : message,
  );
  return known.reduce<Message[]>((turns, message) => {
    const last = turns.at(-1);
    if (last?.role !== message.role) return [...turns, message];
    return [...turns.slice(0, -1), { ...last, content: `${last.content}\n\n${message.content}` }];
  }, []);
}

function isAboutRoles(error: unknown): boolean {
  if (!(error instanceof APIError)) return false;
  return /roles? must alternate|alternate user\/assistant|system role (is )?not supported/i.test(
    error.message,
  );
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
