import { describe, expect, it } from "vitest";
import { allVerdicts } from "../../support/grading-fixture";
import { startJudging } from "./world";
import type { Character } from "../../support/fake-model/character";

const PERFECT = { kind: "perfect", expected: allVerdicts("met") } as const;

describe("a model that fails gives no grade", () => {
  it.each<[string, Character, string, boolean]>([
    ["429", { kind: "rate_limited", retryAfter: "7" }, "rate_limited", true],
    ["500", { kind: "failing", status: 500 }, "unavailable", true],
    ["503", { kind: "failing", status: 503 }, "unavailable", true],
    ["a dropped connection", { kind: "dropping" }, "unavailable", true],
    ["a body that breaks off", { kind: "dropping", afterHeaders: true }, "unavailable", true],
    ["a refusal", { kind: "refusing" }, "refused", true],
    ["a content filter", { kind: "content_filter" }, "refused", true],
    ["a truncated reply", { kind: "truncated" }, "truncated", true],
    ["malformed JSON", { kind: "malformed" }, "invalid_reply", true],
    ["JSON within prose", { kind: "json_in_prose" }, "invalid_reply", true],
    ["ids that nobody asked about", { kind: "wrong_ids" }, "invalid_reply", true],
    ["a reply without end", { kind: "flooding" }, "invalid_reply", true],
    ["an error without end", { kind: "flooding", status: 500 }, "invalid_reply", true],
    ["a compressed reply", { kind: "bomb" }, "invalid_reply", true],
    ["a page of HTML", { kind: "not_json" }, "invalid_reply", true],
    ["a wrong key", { kind: "failing", status: 401 }, "misconfigured", false],
    ["no permission", { kind: "failing", status: 403 }, "misconfigured", false],
    [
      "an unknown model",
      { kind: "failing", status: 404, message: "model fake-model does not exist" },
      "misconfigured",
      false,
    ],
    [
      "a parameter it won't take",
      { kind: "failing", status: 400, message: "temperature is not supported with this model" },
      "misconfigured",
      false,
    ],
  ])("%s", async (_, character, kind, retryable) => {
    const { grade } = await startJudging(character);
    const { grade: given, error } = await grade();
    expect(given).toBeNull();
    expect(error).toMatchObject({ kind, retryable });
  });

  it("hands on how long a 429 asks to wait, in seconds or as a date", async () => {
    const seconds = await startJudging({ kind: "rate_limited", retryAfter: "7" });
    expect((await seconds.grade()).error?.retryAfterMs).toBe(7000);
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    const date = await startJudging({ kind: "rate_limited", retryAfter: inAMinute });
    const wait = (await date.grade()).error?.retryAfterMs ?? 0;
    expect(wait).toBeGreaterThan(40_000);
    expect(wait).toBeLessThanOrEqual(60_000);
    const silent = await startJudging({ kind: "rate_limited" });
    expect((await silent.grade()).error?.retryAfterMs).toBeNull();
  });

  it("doesn't retry by itself: that is the queue's business", async () => {
    const { model, grade } = await startJudging({ kind: "failing", status: 500 });
    await grade();
    expect(model.requests.length).toBeLessThanOrEqual(5);
  });

  it("one failing call of five leaves no grade", async () => {
    const { grade } = await startJudging({ kind: "failing", status: 500, times: 1, then: PERFECT });
    expect((await grade()).error?.kind).toBe("unavailable");
    expect((await grade()).grade?.total).toBe(100);
  });
});

describe("a slow model", () => {
  it("is given up after the timeout however steadily its reply trickles in", async () => {
    const { model, grade } = await startJudging({ kind: "trickling" }, { timeoutMs: 300 });
    expect((await grade()).error).toMatchObject({ kind: "timeout", retryable: true });
    await expect.poll(() => model.requests.every(({ wasAborted }) => wasAborted)).toBe(true);
  });

  it.each([false, true])(
    "is given up after the timeout, headers sent: %s",
    async (afterHeaders) => {
      const { model, grade } = await startJudging(
        { kind: "hanging", afterHeaders },
        { timeoutMs: 300 },
      );
      const { error } = await grade();
      expect(error).toMatchObject({ kind: "timeout", retryable: true });
      expect(model.requests).toHaveLength(5);
    },
  );

  it.each([false, true])(
    "is hung up on when grading stops, headers sent: %s",
    async (afterHeaders) => {
      const { model, grade } = await startJudging({ kind: "hanging", afterHeaders });
      const stop = new AbortController();
      const outcome = grade({}, stop.signal);
      await model.waitForRequests(5);
      stop.abort();
      expect((await outcome).error).toMatchObject({ kind: "aborted" });
      await expect.poll(() => model.requests.every(({ wasAborted }) => wasAborted)).toBe(true);
    },
  );
});

describe("one repair", () => {
  it("takes a reply that the model mends, and counts both calls", async () => {
    const { model, grade } = await startJudging({
      kind: "malformed",
      untilMended: true,
      then: PERFECT,
    });
    const { grade: given } = await grade();
    expect(given?.total).toBe(100);
    expect(model.requests).toHaveLength(10);
    const mending = model.requests.map(({ body }) => body.messages).find((all) => all.length > 3);
    expect(mending?.map(({ role }) => role)).toEqual([
      "system",
      "user",
      "user",
      "assistant",
      "user",
    ]);
    expect(mending?.at(-1)?.content).toMatch(/can't be used: not JSON/);
    const one = await startJudging(PERFECT);
    const clean = (await one.grade()).grade;
    expect(given?.usage?.inputTokens).toBeGreaterThan(2 * (clean?.usage?.inputTokens ?? Infinity));
  });

  it("is the only one", async () => {
    const { model, grade } = await startJudging({ kind: "malformed" });
    const { error } = await grade();
    expect(error?.message).toMatch(/twice no usable reply/);
    expect(model.requests.length).toBeLessThanOrEqual(10);
  });
});
