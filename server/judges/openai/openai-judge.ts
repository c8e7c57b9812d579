import { JudgeError } from "../../grading/judge";
import { once } from "../../grading/once";
import { parseReply } from "../../grading/reply.schema";
import { sumCosts, sumUsage } from "../../grading/sum-usage";
import { escapeTemplateMarks } from "../../text/template-marks";
import { MODEL_DESCRIPTION } from "../model-adapter";
import { boundVerdicts, tokensOfVerdicts, withCodePattern } from "../home/bound-schema";
import { OPENAI_BASE_URL } from "./config";
import { priceUsage } from "./price-usage";
import { describeTurns } from "./describe-turns";
import { makeHeadCodes, withReadKey, writeMessages } from "./head-codes";
import { readBilled, readCompletion, readReply } from "./read-completion";
import { createRequestCompletion } from "./request-completion";
import { countTokens, createSpend } from "./spend";
import type { AskReply, AskRequest, Judge, JudgeBill } from "../../grading/judge";
import type { OpenAiJudgeConfig, SchemaMode } from "./config";
import type { Completion } from "./read-completion";
import type { Message, RequestCompletion } from "./request-completion";
import type { Spend } from "./spend";

type Parts = { config: OpenAiJudgeConfig; request: RequestCompletion; spend: Spend };

/** What is asked for freely may be so much longer than verdicts on a few criteria. */
const FREE_REPLY_FACTOR = 2;

const READ_ALL_SHARE = 2 / 3;

/**
 * A judge on any OpenAI-compatible endpoint. A reply that doesn't fit the schema is sent back once to
 * be fixed; what the model says otherwise is never touched.
 * @param spend shared by judges of one grading, whose bound is for all of them
 */
export function createOpenAiJudge(config: OpenAiJudgeConfig, spend: Spend = createSpend()): Judge {
  const verdicts = { apply: boundVerdicts, tokensOf: tokensOfVerdicts };
  const parts: Parts = { config, request: createRequestCompletion(config, verdicts), spend };
  // A sender of its own: that a server can't take this schema says nothing of the verdicts'.
  const maxOutputTokens = FREE_REPLY_FACTOR * config.maxOutputTokens;
  const free = once(() =>
    createRequestCompletion({ ...config, maxOutputTokens }, { apply: withCodePattern }),
  );
  return {
    ...MODEL_DESCRIPTION,
    kind: "openai",
    requestedModel: config.model,
    warmFirst: config.warmFirst ?? false,
    ...describeTurns(config),
    judge: async (request, signal) => {
      const parse = (reply: unknown) => parseReply(request.questions, reply);
      const { value, ...reply } = await converse({ ...request, parse }, signal, parts);
      return { answers: value, ...reply };
    },
    ask: (request, signal) => converse(request, signal, { ...parts, request: free() }),
    estimateUsd: (inputChars, outputTokens) =>
      priceUsage(
        { inputTokens: countTokens(inputChars), cachedInputTokens: 0, outputTokens },
        [config.model],
        config.baseUrl ?? OPENAI_BASE_URL,
      ),
  };
}

/** One question to the model, whatever shape its reply has; sent back once to be fixed. */
async function converse<Value>(
  request: AskRequest<Value>,
  signal: AbortSignal,
  parts: Parts,
): Promise<AskReply<Value>> {
  const codes = makeHeadCodes(request);
  const messages = writeMessages(request, codes);
  const first = await complete(messages, request, signal, parts);
  const reply = readReply(first.content, codes, request.parse);
  if (reply.ok) return toReply(reply.value, [first]);

  // The reply and its fault may repeat the candidate's words, brackets and all.
  const again: Message[] = [
    ...messages,
    { role: "assistant", content: escapeTemplateMarks(first.content) },
    {
      role: "user",
      content: `That reply can't be used: ${escapeTemplateMarks(reply.fault)}. Reply to the same again, with one JSON object that fits the schema and nothing else.`,
    },
  ];
  const second = await complete(again, request, signal, parts);
  const repaired = readReply(second.content, codes, request.parse);
  if (repaired.ok) return toReply(repaired.value, [first, second]);
  const { returnedModel, usage, costUsd } = toReply(null, [first, second]);
  const bill = { returnedModel, usage, costUsd };
  if (reply.isCut && repaired.isCut) {
    if (parts.config.home !== null && hasReadAll(messages, first)) {
      throw new JudgeError("canary_failed", describeWeak(first), { retryable: false, bill });
    }
    throw new JudgeError("misconfigured", describeCut(messages, first), { retryable: false, bill });
  }
  throw new JudgeError("invalid_reply", "twice no usable reply", { retryable: true, bill });
}

/**
 * Whether a server counts about as many tokens as it was sent: then nothing was cut, and codes that
 * are wrong are the model's own fault. Our count is an estimate, and errs by a third at most.
 */
function hasReadAll(messages: Message[], { usage }: Completion): boolean {
  const sent = countTokens(countChars(messages));
  return usage !== null && usage.inputTokens >= READ_ALL_SHARE * sent;
}

function describeWeak({ usage }: Completion): string {
  return `the model read the whole prompt of ${(usage?.inputTokens ?? 0).toLocaleString("en-US")} tokens and couldn't repeat the two codes in it: it's too weak to grade`;
}

/** What the model was sent and what the server says it read: tokens, ours an estimate. */
function describeCut(messages: Message[], { usage }: Completion): string {
  const sent = countTokens(countChars(messages));
  const read = usage === null ? "" : `; it counts ${usage.inputTokens} tokens`;
  return `the model can't have read the whole prompt of about ${sent} tokens${read}: give it a longer context window`;
}

type PricedCompletion = Completion & { costUsd: number | null; mode: SchemaMode };

async function complete(
  messages: Message[],
  { material, replyJsonSchema, maxUsd, keepUsd = 0, expectedTokens = 0 }: AskRequest<unknown>,
  signal: AbortSignal,
  { config, request, spend }: Parts,
): Promise<PricedCompletion> {
  const baseUrl = config.baseUrl ?? OPENAI_BASE_URL;
  const capUsd = maxUsd ?? config.spendCapUsdPerGrade;
  const expected = {
    inputTokens: countTokens(countChars(messages)),
    cachedInputTokens: 0,
    outputTokens: expectedTokens,
  };
  const reserved = capUsd === undefined ? null : priceUsage(expected, [config.model], baseUrl);
  spend.reserve(material, reserved, capUsd, keepUsd);
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

function countChars(messages: Message[]): number {
  return messages.reduce((sum, { content }) => sum + content.length, 0);
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

function toReply<Value>(value: Value, completions: PricedCompletion[]): AskReply<Value> {
  const last = completions.at(-1);
  return {
    value,
    returnedModel: last?.returnedModel ?? null,
    usage: sumUsage(completions.map(({ usage }) => usage)),
    costUsd: sumCosts(completions.map(({ costUsd }) => costUsd)),
    rawReply: last?.content ?? "",
    repairs: completions.length - 1,
    ...(last && { replyShape: last.mode }),
  };
}
