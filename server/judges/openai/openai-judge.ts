import { JudgeError } from "../../grading/judge";
import { sumCosts, sumUsage } from "../../grading/sum-usage";
import { escapeTemplateMarks } from "../../text/template-marks";
import { MODEL_DESCRIPTION } from "../model-adapter";
import { OPENAI_BASE_URL } from "./config";
import { priceUsage } from "./price-usage";
import { makeHeadCodes, withReadKey, writeMessages } from "./head-codes";
import { readAnswers, readBilled, readCompletion } from "./read-completion";
import { createRequestCompletion } from "./request-completion";
import { createSpend, estimateTokens } from "./spend";
import type { Judge, JudgeBill, JudgeReply, JudgeRequest } from "../../grading/judge";
import type { OpenAiJudgeConfig, SchemaMode } from "./config";
import type { Completion } from "./read-completion";
import type { Message, RequestCompletion } from "./request-completion";
import type { Spend } from "./spend";

type Parts = { config: OpenAiJudgeConfig; request: RequestCompletion; spend: Spend };

/**
 * A judge on any OpenAI-compatible endpoint. A reply that doesn't fit the schema is sent back once to
 * be fixed; what the model says otherwise is never touched.
 * @param spend shared by judges of one grading, whose bound is for all of them
 */
export function createOpenAiJudge(config: OpenAiJudgeConfig, spend: Spend = createSpend()): Judge {
  const parts: Parts = { config, request: createRequestCompletion(config), spend };
  return {
    ...MODEL_DESCRIPTION,
    kind: "openai",
    requestedModel: config.model,
    warmFirst: config.warmFirst ?? false,
    judge: (request, signal) => judge(request, signal, parts),
  };
}

async function judge(
  request: JudgeRequest,
  signal: AbortSignal,
  parts: Parts,
): Promise<JudgeReply> {
  const { questions } = request;
  const codes = makeHeadCodes(request);
  const messages = writeMessages(request, codes);
  const first = await complete(messages, request, signal, parts);
  const reply = readAnswers(questions, first.content, codes);
  if (reply.ok) return toReply(reply.answers, [first]);

  // The reply and its fault may repeat the candidate's words, brackets and all.
  const again: Message[] = [
    ...messages,
    { role: "assistant", content: escapeTemplateMarks(first.content) },
    {
      role: "user",
      content: `That reply can't be used: ${escapeTemplateMarks(reply.fault)}. Reply again to the same criteria, with one JSON object that fits the schema and nothing else.`,
    },
  ];
  const second = await complete(again, request, signal, parts);
  const repaired = readAnswers(questions, second.content, codes);
  if (repaired.ok) return toReply(repaired.answers, [first, second]);
  const { returnedModel, usage, costUsd } = toReply([], [first, second]);
  const bill = { returnedModel, usage, costUsd };
  if (reply.isCut && repaired.isCut) {
    throw new JudgeError("misconfigured", describeCut(messages, first), { retryable: false, bill });
  }
  throw new JudgeError("invalid_reply", "twice no usable reply", { retryable: true, bill });
}

/** What the model was sent and what the server says it read: tokens, ours an estimate. */
function describeCut(messages: Message[], { usage }: Completion): string {
  const sent = countTokens(messages);
  const read = usage === null ? "" : `; it counts ${usage.inputTokens} tokens`;
  return `the model can't have read the whole prompt of about ${sent} tokens${read}: give it a longer context window`;
}

type PricedCompletion = Completion & { costUsd: number | null; mode: SchemaMode };

async function complete(
  messages: Message[],
  { material, replyJsonSchema, maxUsd }: JudgeRequest,
  signal: AbortSignal,
  { config, request, spend }: Parts,
): Promise<PricedCompletion> {
  const baseUrl = config.baseUrl ?? OPENAI_BASE_URL;
  const capUsd = maxUsd ?? config.spendCapUsdPerGrade;
  const reserved = capUsd === undefined ? null : priceInput(messages, config.model, baseUrl);
  spend.reserve(material, reserved, capUsd);
  let spent: number | null = null;
  try {
    const { body, mode } = await request(messages, withReadKey(replyJsonSchema), signal);
    const billed = readBilled(body);
    spent = priceUsage(billed.usage, [billed.returnedModel, config.model], baseUrl);
    return { ...readBilledCompletion(body, { ...billed, costUsd: spent }), costUsd: spent, mode };
  } finally {
    spend.settle(material, reserved, spent);
  }
}

function priceInput(messages: Message[], model: string, baseUrl: string): number | null {
  const inputTokens = countTokens(messages);
  return priceUsage({ inputTokens, cachedInputTokens: 0, outputTokens: 0 }, [model], baseUrl);
}

function countTokens(messages: Message[]): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
}

/** @throws JudgeError of `readCompletion`, with the bill: a refusal is paid for as well */
function readBilledCompletion(body: unknown, bill: JudgeBill): Completion {
  try {
    return readCompletion(body);
  } catch (error) {
    if (!(error instanceof JudgeError)) throw error;
    const { kind, message, retryable, retryAfterMs } = error;
    throw new JudgeError(kind, message, { retryable, retryAfterMs, bill, cause: error });
  }
}

function toReply(answers: JudgeReply["answers"], completions: PricedCompletion[]): JudgeReply {
  const last = completions.at(-1);
  return {
    answers,
    returnedModel: last?.returnedModel ?? null,
    usage: sumUsage(completions.map(({ usage }) => usage)),
    costUsd: sumCosts(completions.map(({ costUsd }) => costUsd)),
    rawReply: last?.content ?? "",
    repairs: completions.length - 1,
    ...(last && { replyShape: last.mode }),
  };
}
