import type { ServerResponse } from "node:http";

/** How it goes wrong; all else goes as it should. */
export type FakeHomeFault =
  /** The turn comes, and then nothing. */
  | "hangs_before_first_token"
  | "hangs_between_tokens"
  /** Only comment lines come: a proxy that keeps the connection open. */
  | "comments_only"
  /** It copies the same words until the limit of tokens. */
  | "runs_on"
  | "ends_in_mid_stream"
  | "refuses_stream_options"
  | "refuses_bounds"
  | "counts_nothing";

export type Said = {
  model: string;
  /** Null of one that never comes to an end. */
  content: string | null;
  /** Tokens. */
  thinks: number;
  /** Tokens that it may write, thoughts counted. */
  limit: number;
  read: { total: number; cached: number };
  fault: FakeHomeFault | null;
  takesToRead: (tokens: number) => Promise<void>;
  takesToWrite: (tokens: number) => Promise<void>;
  isClosing: AbortSignal;
};

const CHARS_PER_TOKEN = 4;
/** Tokens to an event, so that a fast test isn't all events. */
const TOKENS_AT_ONCE = 10;
const STEPS_OF_READING = 4;

type Piece = { field: "reasoning_content" | "content"; text: string; tokens: number };

export async function sayWhole(response: ServerResponse, said: Said): Promise<void> {
  if (said.fault === "hangs_before_first_token") return untilClosed(response, said);
  await said.takesToRead(said.read.total - said.read.cached);
  const { pieces, finishReason } = cutToLimit(said);
  for (const { tokens } of pieces) await said.takesToWrite(tokens);
  const textOf = (field: Piece["field"]): string =>
    pieces.flatMap((piece) => (piece.field === field ? [piece.text] : [])).join("");
  const thoughts = textOf("reasoning_content");
  const message = {
    role: "assistant",
    content: textOf("content"),
    ...(thoughts === "" ? {} : { reasoning_content: thoughts }),
  };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(
    JSON.stringify({
      object: "chat.completion",
      model: said.model,
      choices: [{ index: 0, finish_reason: finishReason, message }],
      usage: usageOf(said, pieces),
    }),
  );
}

export async function sayStreamed(
  response: ServerResponse,
  said: Said,
  { reports, hasUsage }: { reports: boolean; hasUsage: boolean },
): Promise<void> {
  const { fault, read } = said;
  if (fault === "hangs_before_first_token") return untilClosed(response, said);
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  const send = (fields: object): void => {
    if (response.destroyed) return;
    const chunk = { object: "chat.completion.chunk", model: said.model, ...fields };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  const delta = (fields: object, finish_reason: string | null = null): void =>
    send({ choices: [{ index: 0, delta: fields, finish_reason }] });
  if (fault === "comments_only") {
    const timer = setInterval(() => response.write(": keep-alive\n\n"), 20);
    await untilClosed(response, said);
    clearInterval(timer);
    return;
  }
  const open = read.total - read.cached;
  for (let step = 1; step <= STEPS_OF_READING; step += 1) {
    await said.takesToRead(open / STEPS_OF_READING);
    const processed = Math.round(read.cached + (open * step) / STEPS_OF_READING);
    const prompt_progress = { total: read.total, cache: read.cached, processed };
    if (reports) send({ choices: [{ index: 0, delta: {}, finish_reason: null }], prompt_progress });
  }
  delta({ role: "assistant", content: null });
  const { pieces, finishReason } = cutToLimit(said);
  for (const [i, { field, text, tokens }] of pieces.entries()) {
    await said.takesToWrite(tokens);
    delta({ [field]: text });
    if (i > 0 || pieces.length === 1) {
      if (fault === "hangs_between_tokens") return untilClosed(response, said);
      if (fault === "ends_in_mid_stream") return void response.end();
    }
  }
  delta({}, finishReason);
  if (hasUsage) send({ choices: [], usage: usageOf(said, pieces) });
  if (!response.destroyed) response.end("data: [DONE]\n\n");
}

/** A call that hangs is hung up on by whoever asked; it holds no turn after that. */
function untilClosed(response: ServerResponse, { isClosing }: Said): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      isClosing.removeEventListener("abort", done);
      resolve();
    };
    response.on("close", done);
    isClosing.addEventListener("abort", done, { once: true });
    if (response.destroyed || isClosing.aborted) done();
  });
}

function cutToLimit(said: Said): { pieces: Piece[]; finishReason: "stop" | "length" } {
  const { thinks, limit } = said;
  const pieces = toPieces("reasoning_content", "hmm ".repeat(Math.min(thinks, limit)));
  const left = limit - Math.min(thinks, limit);
  const content = said.content ?? "and so on ".repeat(left);
  const isCut = Math.ceil(content.length / CHARS_PER_TOKEN) > left;
  const kept = toPieces("content", content.slice(0, left * CHARS_PER_TOKEN));
  return { pieces: [...pieces, ...kept], finishReason: isCut ? "length" : "stop" };
}

function toPieces(field: Piece["field"], text: string): Piece[] {
  const size = TOKENS_AT_ONCE * CHARS_PER_TOKEN;
  return Array.from({ length: Math.ceil(text.length / size) }, (_, i) => {
    const part = text.slice(i * size, (i + 1) * size);
    return { field, text: part, tokens: Math.ceil(part.length / CHARS_PER_TOKEN) };
  });
}

function usageOf({ read }: Said, pieces: readonly Piece[]): object {
  const completion_tokens = pieces.reduce((sum, { tokens }) => sum + tokens, 0);
  return {
    prompt_tokens: read.total,
    completion_tokens,
    total_tokens: read.total + completion_tokens,
    prompt_tokens_details: { cached_tokens: read.cached },
  };
}
