import { onTestFinished } from "vitest";
import { gradeAnswer } from "#server/grading/grade-answer";
import { JudgeError } from "#server/grading/judge";
import { createOpenAiJudge } from "#server/judges/openai/openai-judge";
import { createSpend } from "#server/judges/openai/spend";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import { CANARIES, gradeInput } from "../../support/grading-fixture";
import type { Grade } from "#domain/grading/grade.schema";
import type { GradeOptions } from "#server/grading/grade-answer";
import type { GradeInput } from "#server/grading/grade-input";
import type { OpenAiJudgeConfig } from "#server/judges/openai/config";
import type { Spend } from "#server/judges/openai/spend";
import type { Character } from "../../support/fake-model/character";
import type { FakeModel, FakeModelOptions } from "../../support/fake-model/start-fake-model";

/** What came of a grading: a grade, or why there is none. */
type Outcome = { grade: Grade; error: null } | { grade: null; error: JudgeError };

export type JudgingWorld = {
  model: FakeModel;
  grade: (
    changes?: Partial<GradeInput>,
    signal?: AbortSignal,
    wanted?: Pick<GradeOptions, "debrief" | "onProgress">,
  ) => Promise<Outcome>;
};

type JudgingOptions = Partial<OpenAiJudgeConfig> &
  Partial<FakeModelOptions> & {
    /** US dollars that a call turns out to have cost, each estimated at `CALL_USD`; absent: no price is known. */
    costsUsd?: (model: FakeModel) => number;
  };

/** A judge talking to a fake model over HTTP, closed at the end of the test. */
export async function startJudging(
  character: Character,
  options: JudgingOptions = {},
): Promise<JudgingWorld> {
  const { latencyMs, canaries = CANARIES, debrief, hold, costsUsd, ...config } = options;
  const model = await startFakeModel({
    character,
    canaries,
    ...(latencyMs && { latencyMs }),
    ...(debrief && { debrief }),
    ...(hold && { hold }),
  });
  onTestFinished(() => model.close());
  const known = {
    baseUrl: model.baseUrl,
    apiKey: "test-key",
    model: "fake-model",
    home: null,
    timeoutMs: 20_000,
    maxOutputTokens: 1_000,
    tokenLimitParameter: "max_completion_tokens",
    schemaMode: "auto",
    ...config,
  } as const;
  const judge = costsUsd
    ? {
        ...createOpenAiJudge(
          known,
          priced(() => costsUsd(model)),
        ),
        estimateUsd: () => CALL_USD,
      }
    : createOpenAiJudge(known);
  const grade: JudgingWorld["grade"] = async (
    changes,
    signal = new AbortController().signal,
    wanted = {},
  ) => {
    try {
      const options = { signal, ...wanted };
      return { grade: await gradeAnswer(gradeInput(changes), judge, options), error: null };
    } catch (error) {
      if (error instanceof JudgeError) return { grade: null, error };
      throw error;
    }
  };
  return { model, grade };
}

/** US dollars that a call is taken to cost before it is made, by a judge whose calls have a price. */
export const CALL_USD = 0.01;

/** The fake is a server of one's own, which has no price; here its calls have one. */
function priced(costsUsd: () => number): Spend {
  const spend = createSpend();
  return {
    reserve: (material, _unknown, capUsd, keepUsd) =>
      spend.reserve(material, CALL_USD, capUsd, keepUsd),
    settle: (material) => spend.settle(material, CALL_USD, costsUsd()),
  };
}
