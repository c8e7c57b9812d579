import { describe, expect, it } from "vitest";
import { CONTEXT_NEED } from "#domain/settings/context-need";
import { readContent } from "#server/content/read-content";
import { gradeAnswer } from "#server/grading/grade-answer";
import { toGradedProblem } from "#server/grading/grade-input";
import { MODEL_DESCRIPTION } from "#server/judges/model-adapter";
import { countTokens } from "#server/judges/openai/spend";
import type { Judge } from "#server/grading/judge";
import { parseScene } from "#domain/diagram/parse-scene";
import { ROOT_DIR } from "../support/content";

/** 1,731 of Qwen2.5's tokens where four characters each make 1,486. */
const SERVERS_COUNT = 1.2;
const contents = await readContent(ROOT_DIR);

describe("the context that a grading needs", () => {
  it("holds the longest prompt that ships, and little more", async () => {
    let longest = 0;
    const counting: Judge = {
      ...MODEL_DESCRIPTION,
      kind: "counting",
      requestedModel: "",
      warmFirst: false,
      judge: (request) => {
        const { system, material, questions } = request.prompt;
        const schema = JSON.stringify(request.replyJsonSchema).length;
        const chars = system.length + material.length + questions.length + schema;
        longest = Math.max(longest, countTokens(chars));
        const verdict = "not_met" as const;
        const nothing = { evidence: [], reasoning: "", verdict, advice: "" };
        const answers = request.questions.map(({ id }) => ({ id, ...nothing }));
        const bill = { returnedModel: null, usage: null, costUsd: 0 };
        return Promise.resolve({ answers, ...bill, rawReply: "", repairs: 0 });
      },
    };
    for (const { problem, rubric, rubricHash, calibration } of contents) {
      const size = (one: (typeof calibration)[number]) => JSON.stringify(one.answers).length;
      const [answer] = [...calibration].sort((a, b) => size(b) - size(a));
      if (!answer) continue;
      const choice = { mode: "standard", level: "senior", lens: "product" } as const;
      const work = { answers: answer.answers, scene: parseScene(answer.scene).scene };
      const told = problem.head.clarifications;
      // A canary would end the grading: nothing is met here.
      const asked = { ...rubric, canaries: [] };
      await gradeAnswer(
        { problem: toGradedProblem(problem), rubric: asked, rubricHash, ...work, told, ...choice },
        counting,
        { signal: new AbortController().signal },
      );
    }
    expect(SERVERS_COUNT * longest).toBeLessThanOrEqual(CONTEXT_NEED.prompt);
    expect(SERVERS_COUNT * longest).toBeGreaterThan(0.9 * CONTEXT_NEED.prompt);
  });
});
