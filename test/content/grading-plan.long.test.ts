import { expect, it } from "vitest";
import { GRADING_PLAN } from "#domain/settings/grading-plan";
import { parseScene } from "#domain/diagram/parse-scene";
import { readContent } from "#server/content/read-content";
import { gradeAnswer } from "#server/grading/grade-answer";
import { toGradedProblem } from "#server/grading/grade-input";
import { MODEL_DESCRIPTION } from "#server/judges/model-adapter";
import { countTokens } from "#server/judges/openai/spend";
import type { Judge } from "#server/grading/judge";
import { ROOT_DIR } from "../support/content";

/** As in context-need.long.test.ts. */
const SERVERS_COUNT = 1.2;
const contents = await readContent(ROOT_DIR);

type Asked = { tokens: number; ownTokens: number; verdicts: number };

/** Finds nothing met, so that nothing is asked again. */
function createCountingJudge(asked: Asked[]): Judge {
  return {
    ...MODEL_DESCRIPTION,
    kind: "counting",
    requestedModel: "",
    oneAtATime: { server: "http://127.0.0.1:1", settingsHash: "" },
    judge: ({ prompt, questions, replyJsonSchema }) => {
      const own = prompt.questions.length + JSON.stringify(replyJsonSchema).length;
      asked.push({
        tokens: SERVERS_COUNT * countTokens(prompt.system.length + prompt.material.length + own),
        ownTokens: SERVERS_COUNT * countTokens(own),
        verdicts: questions.length,
      });
      const nothing = { evidence: [], reasoning: "", verdict: "not_met" as const, advice: "" };
      const answers = questions.map(({ id }) => ({ id, ...nothing }));
      const bill = { returnedModel: null, usage: null, costUsd: 0 };
      return Promise.resolve({ answers, ...bill, rawReply: "", repairs: 0 });
    },
  };
}

it.each(["standard", "thorough"] as const)("%s: a typical grading is as planned", async (mode) => {
  const gradings: Asked[][] = [];
  for (const { problem, rubric, rubricHash, calibration } of contents) {
    const answer = calibration[Math.floor(calibration.length / 2)];
    if (!answer) continue;
    const asked: Asked[] = [];
    const canaries = rubric.canaries.map((one) => ({ ...one, expect: "not_met" as const }));
    await gradeAnswer(
      {
        problem: toGradedProblem(problem),
        rubric: { ...rubric, canaries },
        rubricHash,
        answers: answer.answers,
        scene: parseScene(answer.scene).scene,
        told: [],
        mode,
        level: "senior",
        lens: "product",
      },
      createCountingJudge(asked),
      { signal: new AbortController().signal, concurrency: 1 },
    );
    gradings.push(asked);
  }
  const first = gradings.flatMap((asked) => asked.slice(0, 1));
  const later = gradings.flatMap((asked) => asked.slice(1));
  const counted = {
    calls: mean(gradings.map((asked) => asked.length)),
    firstTokens: mean(first.map(({ tokens }) => tokens)),
    laterTokens: mean(later.map(({ ownTokens }) => ownTokens)),
    verdicts: mean(gradings.map((asked) => asked.reduce((sum, { verdicts }) => sum + verdicts, 0))),
  };
  for (const [name, planned] of Object.entries(GRADING_PLAN[mode])) {
    const ratio = planned / counted[name as keyof typeof counted];
    expect(ratio, `${name}: ${counted[name as keyof typeof counted]}`).toBeGreaterThan(0.9);
    expect(ratio, `${name}: ${counted[name as keyof typeof counted]}`).toBeLessThan(1.1);
  }
});

function mean(numbers: number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
