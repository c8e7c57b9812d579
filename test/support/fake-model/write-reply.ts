import type { ServerResponse } from "node:http";
import type { Conversation } from "./read-request";

export type FakeCompletion = {
  content: string | null;
  refusal?: string;
  finishReason?: "stop" | "length" | "content_filter";
};

/** The body of a chat completion, as OpenAI shapes it. */
export function buildCompletion(
  { body }: Conversation,
  { content, refusal, finishReason = "stop" }: FakeCompletion,
): string {
  const promptTokens = Math.ceil(JSON.stringify(body.messages).length / 4);
  const completionTokens = Math.ceil((content ?? refusal ?? "").length / 4);
  return JSON.stringify({
    id: "chatcmpl-fake",
    object: "chat.completion",
    created: 1,
    model: `${body.model}-2026-01-01`,
    choices: [
      {
        index: 0,
        finish_reason: finishReason,
        message: { role: "assistant", content, refusal: refusal ?? null },
      },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
      prompt_tokens_details: { cached_tokens: 0 },
    },
  });
}

export function writeCompletion(
  response: ServerResponse,
  conversation: Conversation,
  completion: FakeCompletion,
): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(buildCompletion(conversation, completion));
}

export function writeError(
  response: ServerResponse,
  status: number,
  error: { message: string; code?: string; param?: string },
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ error: { type: "fake", code: null, param: null, ...error } }));
}
