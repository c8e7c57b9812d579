import { describe, expect, it, onTestFinished } from "vitest";
import { startFakeHome } from "../../../test/support/fake-home/start-fake-home";
import { startFakeModel } from "../../../test/support/fake-model/start-fake-model";
import { createHomeFetch } from "./home-fetch";
import { createStreamReader } from "./read-stream";
import { SilenceError } from "./silence";
import type { FakeHomeFault } from "../../../test/support/fake-home/say";

const QUESTION = 'The candidate\'s question, as JSON data:\n{"question":"How many users?"}';
const BODY = JSON.stringify({ model: "m", messages: [{ role: "user", content: QUESTION }] });

/** A home server that answers a candidate's question. */
async function ask(fault: FakeHomeFault | null, untilFirstMs: number, betweenMs: number) {
  const reply = { clarification_ids: [], answer: "Forty thousand people use it every day." };
  const model = await startFakeModel({ character: { kind: "interviewing", reply } });
  onTestFinished(() => model.close());
  const home = await startFakeHome({
    home: "llama.cpp",
    repliesOf: model.baseUrl,
    speed: 1_000,
    fault,
  });
  onTestFinished(() => home.close());
  const waitFor = () => Promise.resolve(untilFirstMs);
  const fetch = createHomeFetch({ home: "llama.cpp", waitFor, betweenMs });
  return fetch(`${home.baseUrl}/chat/completions`, { method: "POST", body: BODY });
}

describe("createHomeFetch", () => {
  it("gives back a completion as it comes unstreamed", async () => {
    const completion = (await (await ask(null, 20_000, 20_000)).json()) as object;
    expect(completion).toMatchObject({
      model: "qwen3.5:9b",
      choices: [{ finish_reason: "stop", message: { role: "assistant" } }],
      usage: { prompt_tokens: Math.ceil(QUESTION.length / 4) },
    });
    expect(JSON.stringify(completion)).toContain("Forty thousand");
  });

  it.each([
    ["hangs_before_first_token", 150, 20_000, /before its first word/],
    ["comments_only", 150, 20_000, /before its first word/],
    ["hangs_between_tokens", 20_000, 150, /in the middle of its reply/],
  ] as const)("%s: hangs up on silence", async (fault, untilFirstMs, betweenMs, words) => {
    const failed = ask(fault, untilFirstMs, betweenMs);
    await expect(failed).rejects.toThrow(SilenceError);
    await expect(failed).rejects.toThrow(words);
  });
});

describe("createStreamReader", () => {
  it("takes thoughts, words and reported reading as life, and comments as none", () => {
    const reader = createStreamReader();
    const take = (text: string) => reader.take(Buffer.from(text));
    const delta = (fields: object) =>
      `data: ${JSON.stringify({ choices: [{ delta: fields }] })}\n\n`;
    expect(take(": keep-alive\n\n")).toBeNull();
    expect(take(delta({ role: "assistant" }))).toBeNull();
    expect(take('data: {"prompt_progress":{"total":9,"processed":3}}\n\n')).toBe("reading");
    expect(take(delta({ reasoning_content: "hm" }))).toBe("writing");
    const [head, tail] = [
      delta({ content: "größer" }).slice(0, 20),
      delta({ content: "größer" }).slice(20),
    ];
    expect(take(head)).toBeNull();
    expect(take(tail)).toBe("writing");
    expect(reader.end()).toMatchObject({
      body: { choices: [{ message: { content: "größer" } }] },
      isWhole: false,
      hasUsage: false,
      hasThoughts: true,
    });
  });
});
