import { z } from "zod";
import { JudgeError } from "../../grading/judge";
import { buildInterview, interviewReplySchema } from "../interviewer";
import { buildProbe, probeReplySchema } from "../probing";
import { OPENAI_BASE_URL } from "./config";
import { describeTurns } from "./describe-turns";
import { priceUsage } from "./price-usage";
import { readBilled, readCompletion, readJson } from "./read-completion";
import { createRequestCompletion } from "./request-completion";
import type { JudgeBill } from "../../grading/judge";
import type { Interviewer } from "../interviewer";
import type { OpenAiJudgeConfig } from "./config";

/** An answer is a few sentences; what reasoning models think before it counts too. */
const MAX_OUTPUT_TOKENS = 2_000;

/** An interviewer on the endpoint that also judges. One call a question: the author's words stand behind it. */
export function createOpenAiInterviewer(config: OpenAiJudgeConfig): Interviewer {
  const maxOutputTokens = Math.min(config.maxOutputTokens, MAX_OUTPUT_TOKENS);
  const request = createRequestCompletion({ ...config, maxOutputTokens });
  async function ask<Schema extends z.ZodType>(
    messages: ReturnType<typeof buildInterview>,
    replySchema: Schema,
    signal: AbortSignal,
  ): Promise<{ reply: z.output<Schema>; bill: JudgeBill }> {
    const { $schema, ...schema } = z.toJSONSchema(replySchema);
    const { body } = await request(messages, schema, signal);
    const billed = readBilled(body);
    const costUsd = priceUsage(
      billed.usage,
      [billed.returnedModel, config.model],
      config.baseUrl ?? OPENAI_BASE_URL,
    );
    const bill = { ...billed, costUsd };
    return { reply: readReply(body, replySchema, bill), bill };
  }
  return {
    requestedModel: config.model,
    ...describeTurns(config),
    answer: async (brief, question, signal) => {
      const messages = buildInterview(brief, question);
      const { reply, bill } = await ask(messages, interviewReplySchema, signal);
      return { clarificationIds: reply.clarification_ids, answer: reply.answer, bill };
    },
    probe: async (brief, signal) => {
      const { reply, bill } = await ask(buildProbe(brief), probeReplySchema, signal);
      return { question: reply.question, bill };
    },
  };
}

/** @throws JudgeError with the bill: what can't be used was paid for as well */
function readReply<Schema extends z.ZodType>(
  body: unknown,
  schema: Schema,
  bill: JudgeBill,
): z.output<Schema> {
  try {
    const json = readJson(readCompletion(body).content);
    const parsed = schema.safeParse(json.ok ? json.value : undefined);
    if (parsed.success) return parsed.data;
    throw new JudgeError("invalid_reply", "no answer in the reply", { retryable: false });
  } catch (error) {
    if (!(error instanceof JudgeError)) throw error;
    const { kind, message, retryable } = error;
    throw new JudgeError(kind, message, { retryable, bill, cause: error });
  }
}
