import { describe, expect, it } from "vitest";
import { readAnswers, readCompletion } from "./read-completion";
import type { JudgeQuestion } from "../../grading/judge";

const QUESTIONS: JudgeQuestion[] = [
  {
    id: "one",
    section: "scenario",
    text: "t",
    pass: "p",
    fail: "f",
    partial: null,
    evidence: ["text"],
  },
];
const JSON_REPLY = JSON.stringify({
  one: { evidence: [], reasoning: "r", verdict: "not_met", advice: "a" },
});

describe("readAnswers", () => {
  it("reads JSON, also within one code fence", () => {
    for (const content of [JSON_REPLY, ` ${JSON_REPLY}\n`, `\`\`\`json\n${JSON_REPLY}\n\`\`\``]) {
      expect(readAnswers(QUESTIONS, content)).toMatchObject({ ok: true });
    }
  });

  it("never digs JSON out of prose, and mends nothing", () => {
    for (const content of [
      `Here you are: ${JSON_REPLY}`,
      `${JSON_REPLY} Hope that helps!`,
      `\`\`\`json\n${JSON_REPLY}\n\`\`\`\nHope that helps!`,
      JSON_REPLY.slice(0, -1),
      JSON_REPLY.replaceAll('"', "'"),
      "",
    ]) {
      expect(readAnswers(QUESTIONS, content)).toMatchObject({ ok: false });
    }
  });
});

describe("readCompletion", () => {
  const body = (choice: object, more: object = {}) => ({ choices: [choice], ...more });

  it("reads content, model and usage, and leaves unknown usage unknown", () => {
    const usage = {
      prompt_tokens: 9,
      completion_tokens: 3,
      prompt_tokens_details: { cached_tokens: 4 },
    };
    const choice = { finish_reason: "stop", message: { content: "x" } };
    expect(readCompletion(body(choice, { model: "m-1", usage }))).toEqual({
      content: "x",
      returnedModel: "m-1",
      usage: { inputTokens: 9, cachedInputTokens: 4, outputTokens: 3 },
    });
    expect(readCompletion(body(choice))).toMatchObject({ returnedModel: null, usage: null });
  });

  it.each([
    ["refused", body({ finish_reason: "stop", message: { content: null, refusal: "no" } })],
    ["refused", body({ finish_reason: "content_filter", message: { content: JSON_REPLY } })],
    ["truncated", body({ finish_reason: "length", message: { content: JSON_REPLY } })],
    ["invalid_reply", { choices: [] }],
    ["invalid_reply", "<html>"],
    ["invalid_reply", { error: { message: "with a status of 200" } }],
  ])("throws %s", (kind, answer) => {
    expect(() => readCompletion(answer)).toThrow(expect.objectContaining({ kind }));
  });
});
