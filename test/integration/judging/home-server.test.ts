import { describe, expect, it, onTestFinished } from "vitest";
import { gradeAnswer } from "#server/grading/grade-answer";
import { JudgeError } from "#server/grading/judge";
import { createOpenAiJudge } from "#server/judges/openai/openai-judge";
import { startJudging } from "./world";
import { startFakeHome } from "../../support/fake-home/start-fake-home";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import { CANARIES, gradeInput } from "../../support/grading-fixture";
import type { HomeServer } from "#domain/settings/home-servers";
import type { Grade } from "#domain/grading/grade.schema";
import type { FakeHome, FakeHomeOptions } from "../../support/fake-home/start-fake-home";
import type { Character, FakeAnswer } from "../../support/fake-model/character";

const HOMES: HomeServer[] = ["ollama", "lm-studio", "llama.cpp"];
const PERFECT: Character = { kind: "perfect", expected: { load: "met" } };

type World = { home: FakeHome; grade: (signal?: AbortSignal) => Promise<Grade> };

/** Far shorter than a grading takes, which a home server isn't held to. */
const TIMEOUT_MS = 50;

async function startAtHome(
  options: Partial<FakeHomeOptions> = {},
  character: Character = PERFECT,
): Promise<World> {
  const model = await startFakeModel({ character, canaries: CANARIES });
  onTestFinished(() => model.close());
  const home = await startFakeHome({
    home: "llama.cpp",
    repliesOf: model.baseUrl,
    speed: 1_000,
    ...options,
  });
  onTestFinished(() => home.close());
  const judge = createOpenAiJudge({
    baseUrl: home.baseUrl,
    model: "qwen3.5:9b",
    home: options.home ?? "llama.cpp",
    timeoutMs: TIMEOUT_MS,
    maxOutputTokens: 8_000,
    tokenLimitParameter: "max_completion_tokens",
    schemaMode: "auto",
  });
  const grade = (signal = new AbortController().signal): Promise<Grade> =>
    gradeAnswer(gradeInput(), judge, { signal, concurrency: 1 });
  return { home, grade };
}

async function failureOf(work: Promise<unknown>): Promise<JudgeError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof JudgeError) return error;
  throw new Error(`no JudgeError but ${String(error)}`);
}

describe("a model behind a home server", () => {
  it.each(HOMES)("%s: is streamed, and held to silence instead of a time", async (name) => {
    const { home, grade } = await startAtHome({ home: name, speed: 200 });
    const startedAt = performance.now();
    const { criteria, calls } = await grade();
    expect(performance.now() - startedAt).toBeGreaterThan(TIMEOUT_MS);
    expect(criteria.find(({ id }) => id === "load")?.verdict).toBe("met");
    expect(calls.every(({ usage }) => (usage?.inputTokens ?? 0) > 0)).toBe(true);
    expect(home.calls.every(({ body }) => body.stream === true)).toBe(true);
    expect(home.calls.every(({ wasAbandoned }) => !wasAbandoned)).toBe(true);
    expect(home.mostAtOnce()).toBe(1);
  });

  it("reads little more than what is new of each later call", async () => {
    const { home, grade } = await startAtHome();
    await grade();
    const [, ...later] = home.calls;
    expect(later.length).toBeGreaterThan(0);
    for (const { read, body } of later) {
      const own = (body.messages.at(-1)?.content.length ?? 0) / 4;
      expect((read?.total ?? 0) - (read?.cached ?? 0)).toBeLessThan(1.2 * own);
    }
  });

  it("bounds texts, lists and codes in the schema, and tokens once no thoughts came", async () => {
    const { home, grade } = await startAtHome();
    await grade();
    const [first, second] = home.calls;
    expect(JSON.stringify(first?.body.response_format)).toMatch(
      /"pattern".*"maxItems".*"maxLength"|"maxLength".*"maxItems"/,
    );
    expect(first?.body.max_completion_tokens).toBe(8_000);
    expect(second?.body.max_completion_tokens).toBeLessThan(8_000);
  });

  it("leaves a model that thinks its tokens", async () => {
    const { home, grade } = await startAtHome({ thinks: 300 });
    await grade();
    expect(new Set(home.calls.map(({ body }) => body.max_completion_tokens))).toEqual(
      new Set([8_000]),
    );
  });

  it("drops bounds that a server refuses, and not the mode", async () => {
    const { home, grade } = await startAtHome({ fault: "refuses_bounds" });
    await grade();
    const refused = home.calls.filter(({ read }) => read === null);
    expect(refused).toHaveLength(1);
    expect(home.calls.every(({ body }) => body.response_format?.type === "json_schema")).toBe(true);
  });

  it.each(["refuses_stream_options", "ends_in_mid_stream"] as const)(
    "%s: is asked unstreamed from then on",
    async (fault) => {
      const { home, grade } = await startAtHome({ fault });
      await grade();
      expect(home.calls.map(({ body }) => body.stream === true)).toEqual(
        home.calls.map((_, i) => i === 0),
      );
    },
  );

  it("keeps a reply without usage, and asks unstreamed after it", async () => {
    const { home, grade } = await startAtHome({ fault: "counts_nothing" });
    const { calls } = await grade();
    expect(home.calls).toHaveLength(calls.length);
    expect(home.calls[1]?.body.stream).toBeUndefined();
  });

  it("hangs up at once when the grading is stopped", async () => {
    const { home, grade } = await startAtHome({ fault: "hangs_between_tokens" });
    const stop = new AbortController();
    const failed = failureOf(grade(stop.signal));
    await expect.poll(() => home.calls.length).toBe(1);
    stop.abort();
    expect((await failed).kind).toBe("aborted");
    await expect.poll(() => home.calls[0]?.wasAbandoned).toBe(true);
  });

  it("tells a context that is too short, one that cuts, and a model too weak apart", async () => {
    const short = await startAtHome({ contextTokens: 500 });
    expect(await failureOf(short.grade())).toMatchObject({
      kind: "misconfigured",
      message: "the server answered 400: the prompt is longer than its context window",
    });
    const cutting = await startAtHome({ home: "ollama", contextTokens: 500 });
    const cut = await failureOf(cutting.grade());
    expect(cut.kind).toBe("misconfigured");
    expect(cut.message).toMatch(/it counts 500 tokens: give it a longer context window/);
    const weak = await startAtHome({}, { kind: "cut", loses: "material", then: PERFECT });
    const tooWeak = await failureOf(weak.grade());
    expect(tooWeak).toMatchObject({ kind: "canary_failed", retryable: false });
    expect(tooWeak.message).toMatch(/too weak to grade$/);
  });

  it("asks again in halves what was cut, and has every call on the bill", async () => {
    const { model, grade } = await startJudging(
      { kind: "truncated", times: 1, then: PERFECT },
      { home: "llama.cpp" },
    );
    const { grade: made } = await grade();
    const [cut, head, tail] = model.requests.map(({ criterionIds }) => criterionIds);
    expect([...(head ?? []), ...(tail ?? [])]).toEqual(cut);
    expect(made?.criteria.find(({ id }) => id === "load")?.verdict).toBe("met");
    expect(made?.calls).toHaveLength(model.requests.length);
  });

  it("gives up where a control question alone gets no reply, and a hosted model at once", async () => {
    const home = await startJudging({ kind: "truncated" }, { home: "llama.cpp" });
    expect((await home.grade()).error).toMatchObject({ kind: "truncated" });
    expect(home.model.requests.at(-1)?.criterionIds).toHaveLength(1);
    const hosted = await startJudging({ kind: "truncated" }, { home: null });
    expect((await hosted.grade()).error).toMatchObject({ kind: "truncated" });
    const sizes = hosted.model.requests.map(({ criterionIds }) => criterionIds.length);
    expect(Math.min(...sizes)).toBeGreaterThan(1);
  });

  it("asks a failed canary once more, alone, and ends at the second failure", async () => {
    const wrong: FakeAnswer = { verdict: "met", evidence: [] };
    const right: FakeAnswer = { verdict: "not_met", evidence: [] };
    const slips = await startJudging(
      { kind: "fickle", answers: { reactor: [wrong, right] } },
      { home: "llama.cpp" },
    );
    expect((await slips.grade()).error).toBeNull();
    const alone = slips.model.requests.filter(({ criterionIds: ids }) =>
      ids.every((id) => id in CANARIES),
    );
    expect(alone).toHaveLength(1);
    const weak = await startJudging(
      { kind: "fickle", answers: { reactor: [wrong] } },
      { home: "llama.cpp" },
    );
    expect((await weak.grade()).error).toMatchObject({ kind: "canary_failed", retryable: false });
    const last = weak.model.requests.slice(-2).map(({ criterionIds }) => criterionIds);
    expect(last[0]).toContain("reactor");
    expect(last[1]).toEqual(["reactor"]);
  });
});
