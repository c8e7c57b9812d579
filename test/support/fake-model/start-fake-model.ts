import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { doubtClaims, writeDebrief } from "./debrief-like";
import { fail } from "./fail";
import { judgeLike } from "./judge-like";
import { readConversation } from "./read-request";
import { writeCompletion, writeError } from "./write-reply";
import type { Character, FailingCharacter, FakeVerdict } from "./character";
import type { DebriefCharacter } from "./debrief-like";
import type { Memory } from "./judge-like";
import type { Conversation, FakeRequestBody } from "./read-request";

/** What it is asked for: verdicts, or one of those about the whole answer. */
export type Asked = "verdicts" | "debrief" | "sceptic";

export type FakeModelOptions = {
  character: Character;
  /** Real milliseconds before an answer, by the criteria asked about if need be; 0 by default. */
  latencyMs?: number | ((criterionIds: string[]) => number);
  /** Awaited before each answer: a test decides when it comes, and whether it does. */
  hold?: (asked: Asked) => Promise<void>;
  /** Keeps no requests: for tests that make thousands. */
  isForgetful?: boolean;
  /** Right verdicts of the rubric's canaries. */
  canaries?: Record<string, FakeVerdict>;
  debrief?: DebriefCharacter;
  /** Says at /props that it is llama.cpp, which gets one call at a time. */
  isAtHome?: boolean;
  /** What it says it has, by Ollama's own API and by OpenAI's; without it, it lists nothing. */
  models?: { name: string; size: number }[];
};

type FakeModelRequest = {
  path: string;
  headers: IncomingMessage["headers"];
  body: FakeRequestBody;
  criterionIds: string[];
  /** Of a candidate, to the interviewer; null for a grading. */
  candidateQuestion: string | null;
  /** The client hung up before it had the whole answer. */
  wasAborted: boolean;
  /** It was answered, or hung up on. */
  isOver: boolean;
  /** How many others weren't over when it came in. */
  beside: number;
};

export type FakeModel = {
  /** `http://127.0.0.1:<port>/v1` */
  baseUrl: string;
  /** But for those about the whole answer. */
  requests: FakeModelRequest[];
  /** For debriefs, and doubts about them. */
  readings: (FakeModelRequest & { kind: "debrief" | "sceptic" })[];
  setDebrief: (debrief: DebriefCharacter) => void;
  setCharacter: (character: Character) => void;
  /** Resolves when so many requests have come in. */
  waitForRequests: (count: number) => Promise<void>;
  close: () => Promise<void>;
};

type State = {
  options: FakeModelOptions;
  failures: number;
  memory: Memory;
  requests: FakeModelRequest[];
  readings: FakeModel["readings"];
  onRequest: () => void;
};

/**
 * An OpenAI-compatible server on loopback that judges in character. It is a plain server rather than
 * aimock: that one has no refusals (`refusal` is always null), can't break off or stall in the
 * middle of a body, and knows no date in Retry-After.
 */
export async function startFakeModel(options: FakeModelOptions): Promise<FakeModel> {
  const waiting: { count: number; resolve: () => void }[] = [];
  const requests: FakeModelRequest[] = [];
  const readings: FakeModel["readings"] = [];
  const state: State = {
    options,
    readings,
    failures: 0,
    memory: createMemory(options.character),
    requests,
    onRequest: () => {
      for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
    },
  };
  const server = createServer((request, response) => {
    if (request.method === "GET") return list(request.url ?? "", options, response);
    handle(request, response, state).catch((error: unknown) => {
      // What the fake can't read is a fault of the test or of the prompt: it must be seen.
      writeError(response, 500, { message: `the fake model broke: ${String(error)}` });
    });
  });
  // A connection that idles while a test computes must not be closed under the next request.
  server.keepAliveTimeout = 0;
  const port = await listen(server);
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    readings,
    setDebrief: (debrief) => {
      state.options = { ...state.options, debrief };
    },
    setCharacter: (character) => {
      state.options = { ...state.options, character };
      state.failures = 0;
      state.memory = createMemory(character);
    },
    waitForRequests: (count) =>
      new Promise((resolve) => {
        waiting.push({ count, resolve });
        state.onRequest();
      }),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  state: State,
): Promise<void> {
  const conversation = readConversation(JSON.parse(await readBody(request)));
  const seen: FakeModelRequest = {
    path: request.url ?? "",
    headers: request.headers,
    body: conversation.body,
    criterionIds: conversation.questions.map(({ id }) => id),
    candidateQuestion: conversation.candidateQuestion,
    wasAborted: false,
    isOver: false,
    beside: [...state.requests, ...state.readings].filter(({ isOver }) => !isOver).length,
  };
  response.on("close", () => {
    seen.isOver = true;
    seen.wasAborted = !response.writableFinished;
  });
  const { reading } = conversation;
  if (!state.options.isForgetful) {
    if (reading) state.readings.push(Object.assign(seen, { kind: reading.kind }));
    else state.requests.push(seen);
  }
  state.onRequest();
  if (request.url?.split("?")[0] !== "/v1/chat/completions") {
    return writeError(response, 404, { message: `no such path: ${request.url}` });
  }
  if (reading) return answerReading(reading, conversation, response, state);
  const { character, latencyMs = 0, canaries = {} } = state.options;
  const waitMs = typeof latencyMs === "number" ? latencyMs : latencyMs(seen.criterionIds);
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  await state.options.hold?.("verdicts");
  if (isFailing(character)) {
    const { times = Infinity, untilMended = false, then } = character;
    state.failures += 1;
    const isMending = conversation.body.messages.some(({ role }) => role === "assistant");
    const isOver = state.failures > times || (untilMended && isMending);
    if (!then || !isOver) return fail(character, conversation, response);
    const answers = complete(judgeLike(then, conversation, canaries, state.memory));
    return writeCompletion(response, conversation, { content: JSON.stringify(answers) });
  }
  if (conversation.isProbe && character.kind !== "interviewing") {
    // A judge that is asked for a question says one that no check lets through.
    return writeCompletion(response, conversation, { content: '{"question": "And?"}' });
  }
  if (character.kind === "interviewing") {
    return writeCompletion(response, conversation, { content: JSON.stringify(character.reply) });
  }
  if (character.kind === "limited") {
    const format = conversation.body.response_format?.type ?? "text";
    if (format !== "text" && format !== character.knows) {
      const message = `'response_format.type' ${format} is not supported by this server`;
      return writeError(response, 400, { message, param: "response_format" });
    }
  }
  if (character.kind === "turns_only") {
    const roles = conversation.body.messages.map(({ role }) => role);
    if (!character.hasSystem && roles[0] === "system") {
      return writeError(response, 400, { message: "System role not supported" });
    }
    if (roles.some((role, i) => role === roles[i - 1])) {
      const message = "Conversation roles must alternate user/assistant/user/assistant/...";
      return writeError(response, 400, { message });
    }
  }
  const judging = "then" in character ? character.then : character;
  const answers = judgeLike(judging, conversation, canaries, state.memory);
  const seenPart = character.kind === "cut" ? cutHead(conversation, character.loses) : conversation;
  writeCompletion(response, seenPart, { content: JSON.stringify(complete(answers)) });
}

/** A model that fails at all fails at this too. */
async function answerReading(
  reading: NonNullable<Conversation["reading"]>,
  conversation: Conversation,
  response: ServerResponse,
  { options }: State,
): Promise<void> {
  const { character, debrief = {} } = options;
  const waitMs = debrief.latencyMs?.[reading.kind] ?? 0;
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  await options.hold?.(reading.kind);
  const failing = debrief.fails?.[reading.kind] ?? (isFailing(character) ? character : null);
  if (failing) return fail(failing, conversation, response);
  const reply =
    reading.kind === "debrief"
      ? writeDebrief(debrief, conversation.material)
      : doubtClaims(debrief, reading.claims);
  writeCompletion(response, conversation, { content: JSON.stringify(reply) });
}

function list(
  path: string,
  { models, isAtHome }: FakeModelOptions,
  response: ServerResponse,
): void {
  if (isAtHome && path === "/props") {
    return void response.end(JSON.stringify({ default_generation_settings: {} }));
  }
  if (models && path === "/api/tags") return void response.end(JSON.stringify({ models }));
  if (models && path === "/v1/models") {
    return void response.end(JSON.stringify({ data: models.map(({ name }) => ({ id: name })) }));
  }
  writeError(response, 404, { message: `no such path: ${path}` });
}

function cutHead(conversation: Conversation, what: "rules" | "material"): Conversation {
  const { body } = conversation;
  const messages = body.messages.map((message) => ({
    ...message,
    content: message.content.replace(new RegExp(`Code of the ${what}: \\d+\n`), ""),
  }));
  return { ...conversation, body: { ...body, messages } };
}

/** Evidence first, as the schema has it; prose that a script leaves out is filled in. */
function complete(answers: ReturnType<typeof judgeLike>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answers).map(([id, { verdict, evidence, reasoning, advice }]) => [
      id,
      {
        evidence,
        reasoning: reasoning ?? `The evidence makes it ${verdict}.`,
        verdict,
        advice: advice ?? (verdict === "met" ? "" : "State it for this design."),
      },
    ]),
  );
}

const JUDGING = new Set([
  "labelled",
  "scripted",
  "fickle",
  "perfect",
  "always_met_invented",
  "always_met_quoting",
  "random",
  "obedient",
  "quote_inventor",
  "half_quote_inventor",
  "captured",
  "limited",
  "turns_only",
  "cut",
  "interviewing",
]);

function isFailing(
  character: Character,
): character is Extract<Character, { kind: FailingCharacter["kind"] }> {
  return !JUDGING.has(character.kind);
}

function createMemory(character: Character): Memory {
  // Mulberry32 (public domain): small, seeded, and good enough to be unpredictable.
  let state = character.kind === "random" ? character.seed : 1;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { random, asked: new Map() };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address && typeof address === "object") resolve(address.port);
      else reject(new Error("the fake model has no port"));
    });
  });
}
