import { JudgeError } from "#server/grading/judge";
import { EVIDENCE } from "./grading-fixture";
import type { Judge, JudgeAnswer, JudgeRequest } from "#server/grading/judge";
import type { Verdict } from "#domain/grading/verdicts";

export type Reply = Pick<JudgeAnswer, "verdict" | "evidence"> &
  Partial<Pick<JudgeAnswer, "reasoning" | "advice">>;
export type JudgeDouble = Judge & { requests: JudgeRequest[] };

/** A judge handed in at the port: what it answers to a criterion, on the n-th time it is asked, and to which request. */
export function judgeThat(
  answer: (id: string, turn: number, request: JudgeRequest) => Reply | undefined,
  changes: Partial<Judge> = {},
): JudgeDouble {
  const turns = new Map<string, number>();
  const requests: JudgeRequest[] = [];
  return {
    kind: "openai",
    label: "The model",
    requestedModel: "double",
    isEstimate: false,
    isDeterministic: false,
    isLocal: false,
    requests,
    judge: (request) => {
      requests.push(request);
      const answers = request.questions.map(({ id }) => {
        const turn = turns.get(id) ?? 0;
        turns.set(id, turn + 1);
        const given = answer(id, turn, request) ?? good(id);
        return { id, reasoning: `About ${id}.`, advice: "", ...given };
      });
      return Promise.resolve({
        answers,
        returnedModel: "double-1",
        usage: { inputTokens: 100, cachedInputTokens: 10, outputTokens: 20 },
        costUsd: 0.001,
        rawReply: "raw\u0000",
        repairs: 0,
      });
    },
    ...changes,
  };
}

function good(id: string): Reply {
  const evidence = EVIDENCE[id];
  if (evidence) return { verdict: "met", evidence: [evidence] };
  return { verdict: id === "any-sentence" ? "met" : "not_met", evidence: [] };
}

/** A verdict on words that are in no answer. */
export const INVENTED: Reply = {
  verdict: "met",
  evidence: [{ source: "scenario", quote: "nobody ever wrote this sentence" }],
};
/** A verdict, with the evidence that "partial" needs and no other. */
export const say = (verdict: Verdict): Reply => ({
  verdict,
  evidence: verdict === "partial" ? [EVIDENCE["budget"] ?? { source: "diagram", ids: [] }] : [],
});

/** Which JudgeError a promise ends in. */
export async function kindOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "no error";
  } catch (error) {
    return error instanceof JudgeError ? error.kind : `not a JudgeError: ${String(error)}`;
  }
}
