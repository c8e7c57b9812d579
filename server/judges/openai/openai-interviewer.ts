import { z } from "zod";
import { JudgeError } from "../../grading/judge";
import { buildInterview, interviewReplySchema } from "../interviewer";
import { OPENAI_BASE_URL } from "./config";
import { priceUsage } from "./price-usage";
import { readBilled, readCompletion, readJson } from "./read-completion";
import { createRequestCompletion } from "./request-completion";
import type { JudgeBill } from "../../grading/judge";
import type { Interviewer } from "../interviewer";
import type { OpenAiJudgeConfig } from "./config";

/** An answer is a few sentences; what reasoning models think before it counts too. */
const MAX_OUTPUT_TOKENS = 2_000;

/** An interviewer on the endpoint that also judges. One call a question: the list stands behind it. */
export function createOpenAiInterviewer(config: OpenAiJudgeConfig): Interviewer {
  const maxOutputTokens = Math.min(config.maxOutputTokens, MAX_OUTPUT_TOKENS);
  const request = createRequestCompletion({ ...config, maxOutputTokens });
  const { $schema, ...schema } = z.toJSONSchema(interviewReplySchema);
  return {
    requestedModel: config.model,
    answer: async (brief, question, signal) => {
      const { body } = await request(buildInterview(brief, question), schema, signal);
      const billed = readBilled(body);
      const costUsd = priceUsage(
        billed.usage,
        [billed.returnedModel, config.model],
        config.baseUrl ?? OPENAI_BASE_URL,
      );
      const bill = { ...billed, costUsd };
      const reply = readReply(body, bill);
      return { clarificationIds: reply.clarification_ids, answer: reply.answer, bill };
    },
  };
}

/** @throws JudgeError with the bill: what can't be used was paid for as well */
function readReply(body: unknown, bill: JudgeBill): z.infer<typeof interviewReplySchema> {
  try {
    const json = readJson(readCompletion(body).content);
    const parsed = interviewReplySchema.safeParse(json.ok ? json.value : undefined);
    if (parsed.success) return parsed.data;
    throw new JudgeError("invalid_reply", "no answer in the reply", { retryable: false });
  } catch (error) {
    if (!(error instanceof JudgeError)) throw error;
    const { kind, message, retryable } = error;
    throw new JudgeError(kind, message, { retryable, bill, cause: error });
  }
}
