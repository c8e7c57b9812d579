import { describe, expect, it } from "vitest";
import { readCompletion, readReply } from "./read-completion";
import { parseReply } from "../../grading/reply.schema";
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
const parse = (reply: unknown) => parseReply(QUESTIONS, reply);
const CODES = { rules: "0417", material: "9120" };
const JSON_REPLY = JSON.stringify({
  read: "0417-9120",
  one: { evidence: [], reasoning: "r", verdict: "not_met", advice: "a" },
});

describe("readReply", () => {
  it("reads JSON, also within one code fence", () => {
    for (const content of [JSON_REPLY, ` ${JSON_REPLY}\n`, `\`\`\`json\n${JSON_REPLY}\n\`\`\``]) {
      expect(readReply(content, CODES, parse)).toMatchObject({ ok: true });
    }
  });

  it.each([
    `<think>The quote "<b>" is {there}.</think>\n${JSON_REPLY}`,
    `Let me see … so not met.\n</think>\n\n${JSON_REPLY}`,
    `<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>${JSON_REPLY}`,
  ])("leaves out what a model thought before it: %s", (content) => {
    expect(readReply(content, CODES, parse)).toMatchObject({ ok: true });
  });

  it("touches no such mark inside a reply", () => {
    const reply = {
      read: "0417-9120",
      one: { evidence: [], reasoning: "Quotes </think> {} of it." },
    };
    const whole = JSON.stringify({
      ...reply,
      one: { ...reply.one, verdict: "not_met", advice: "" },
    });
    const read = readReply(whole, CODES, parse);
    expect(read.ok && read.value[0]?.reasoning).toBe(reply.one.reasoning);
  });

  it.each(["0417", "9120-0417", "0417-0000", undefined])(
    "takes no reply to a prompt that was cut: its codes are %s",
    (read) => {
      const content = JSON.stringify({ ...(JSON.parse(JSON_REPLY) as object), read });
      expect(readReply(content, CODES, parse)).toMatchObject({ ok: false, isCut: true });
    },
  );

  it("never digs JSON out of prose, and repairs nothing", () => {
    for (const content of [
      `Here you are: ${JSON_REPLY}`,
      `${JSON_REPLY} Hope that helps!`,
      `\`\`\`json\n${JSON_REPLY}\n\`\`\`\nHope that helps!`,
      JSON_REPLY.slice(0, -1),
      JSON_REPLY.replaceAll('"', "'"),
      "",
    ]) {
      expect(readReply(content, CODES, parse)).toMatchObject({ ok: false, isCut: false });
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
