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
  const said = content === null ? null : withCodes(body, content);
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
        message: { role: "assistant", content: said, refusal: refusal ?? null },
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

/** Begins a judge's reply with the codes at the heads of the prompt, as a model that read them does. */
function withCodes({ messages }: Conversation["body"], content: string): string {
  const find = (what: string): string | undefined =>
    messages.flatMap(
      (m) => new RegExp(`Code of the ${what}: (\\d+)\n`).exec(m.content)?.[1] ?? [],
    )[0];
  const [rules, material] = [find("rules"), find("material")];
  if (rules === undefined || material === undefined || !content.startsWith('{"')) return content;
  return `{"read":"${rules}-${material}",${content.slice(1)}`;
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
