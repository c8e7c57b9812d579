import { z } from "zod";
import { JudgeError } from "../../grading/judge";
import { takeReadKey } from "./head-codes";
import type { Usage } from "#domain/grading/grade.schema";
import type { HeadCodes } from "./head-codes";
import type { ParseReply } from "../../grading/judge";

const count = z.number().int().min(0);

/** As far as it is read; compatible servers leave out much and add more. */
const completionSchema = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count.nullish() }).nullish(),
    })
    .nullish(),
});

export type Completion = { content: string; returnedModel: string | null; usage: Usage | null };

const billedSchema = completionSchema.pick({ model: true, usage: true });

/** What a server's answer says was used, whether its text is of use or not. */
export function readBilled(body: unknown): Pick<Completion, "returnedModel" | "usage"> {
  const parsed = billedSchema.safeParse(body);
  return { returnedModel: parsed.data?.model ?? null, usage: readUsage(parsed.data?.usage) };
}

/**
 * The text of a completion that ended as it should.
 * @throws JudgeError `refused`, `truncated`, or `invalid_reply` for what is no completion at all
 */
export function readCompletion(body: unknown): Completion {
  const parsed = completionSchema.safeParse(body);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || !choice) {
    throw new JudgeError("invalid_reply", "the server's answer is no chat completion", {
      retryable: true,
    });
  }
  const { message, finish_reason: finishReason } = choice;
  if (message.refusal) {
    throw new JudgeError("refused", "the model refused", { retryable: true });
  }
  if (finishReason === "content_filter") {
    throw new JudgeError("refused", "the provider's content filter stopped the reply", {
      retryable: true,
    });
  }
  if (finishReason === "length") {
    throw new JudgeError("truncated", "the reply was cut off at the limit of output tokens", {
      retryable: true,
    });
  }
  return { content: message.content ?? "", ...readBilled(body) };
}

function readUsage(usage: z.infer<typeof completionSchema>["usage"]): Usage | null {
  if (!usage) return null;
  return {
    inputTokens: usage.prompt_tokens,
    cachedInputTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    outputTokens: usage.completion_tokens,
  };
}

export type ReadReply<Value> =
  | { ok: true; value: Value }
  /** `isCut`: it doesn't hold what stands at the heads of the prompt. */
  | { ok: false; fault: string; isCut: boolean };

/**
 * Reads a reply. The whole content must be JSON, once thoughts before it and the code fence around it
 * are taken off; JSON is never dug out of prose.
 * @param parse checks the object without the codes
 */
export function readReply<Value>(
  content: string,
  codes: HeadCodes,
  parse: ParseReply<Value>,
): ReadReply<Value> {
  const json = readJson(content);
  if (!json.ok) return { ok: false, fault: json.fault, isCut: false };
  const { rest, fault } = takeReadKey(json.value, codes);
  if (fault !== null) return { ok: false, fault, isCut: true };
  const parsed = parse(rest);
  return parsed.ok ? parsed : { ...parsed, isCut: false };
}

/** The JSON of a reply that is nothing else, but for thoughts before it and a code fence around it. */
export function readJson(
  content: string,
): { ok: true; value: unknown } | { ok: false; fault: string } {
  return parseJson(stripFence(dropThoughts(content)));
}

/**
 * Reasoning that a server without a reasoning parser leaves before the reply: `<think>…</think>`, of
 * which some templates write only the end, and the channels of gpt-oss. Inside JSON nothing is touched:
 * an answer may quote such a mark.
 */
function dropThoughts(content: string): string {
  if (/^\s*[{`]/.test(content)) return content;
  const ends = ["</think>", "<|channel|>final<|message|>"].map((mark) => {
    const at = content.indexOf(mark);
    return at === -1 ? -1 : at + mark.length;
  });
  return content.slice(Math.max(0, ...ends));
}

function stripFence(content: string): string {
  const trimmed = content.trim();
  return /^```(?:json)?[ \t]*\r?\n([\s\S]*)\r?\n?```$/i.exec(trimmed)?.[1] ?? trimmed;
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; fault: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, fault: `not JSON: ${error.message}` };
    throw error;
  }
}
