import { describe, expect, it } from "vitest";
import { allVerdicts } from "../../support/grading-fixture";
import { startJudging } from "./world";

const PERFECT = { kind: "perfect", expected: allVerdicts("met") } as const;

describe("the request", () => {
  it("asks for the rubric's own schema, strictly, and sends nothing that wasn't configured", async () => {
    const { model, grade } = await startJudging(PERFECT);
    await grade();
    const { body, headers, path } = model.requests[0] ?? {};
    expect(path).toBe("/v1/chat/completions");
    expect(headers?.authorization).toBe("Bearer test-key");
    expect(body).toMatchObject({
      model: "fake-model",
      max_completion_tokens: 1000,
      response_format: {
        type: "json_schema",
        json_schema: {
          strict: true,
          schema: {
            required: ["read", "load", "freshness", "any-sentence"],
            additionalProperties: false,
          },
        },
      },
    });
    expect(Object.keys(body ?? {}).sort()).toEqual([
      "max_completion_tokens",
      "messages",
      "model",
      "response_format",
    ]);
    expect(body?.messages.map(({ role }) => role)).toEqual(["system", "user", "user"]);
  });

  it("sends what was configured", async () => {
    const { model, grade } = await startJudging(PERFECT, {
      temperature: 0,
      reasoningEffort: "low",
      tokenLimitParameter: "max_tokens",
      schemaMode: "json_object",
    });
    expect((await grade()).grade?.total).toBe(100);
    const { body } = model.requests[0] ?? {};
    expect(body).toMatchObject({
      temperature: 0,
      reasoning_effort: "low",
      max_tokens: 1000,
      response_format: { type: "json_object" },
    });
    expect(body).not.toHaveProperty("max_completion_tokens");
    expect(body?.messages.at(-1)?.content).toContain("Its JSON Schema:");
  });
});

describe("the ladder of schema modes", () => {
  it.each([
    ["json_object", ["json_schema", "json_object"]],
    ["text", ["json_schema", "json_object", "text"]],
  ] as const)("steps down to %s, and remembers it", async (knows, tried) => {
    const { model, grade } = await startJudging({ kind: "limited", knows, then: PERFECT });
    expect((await grade()).grade?.total).toBe(100);
    const formats = model.requests.map(({ body }) => body.response_format?.type ?? "text");
    expect(new Set(formats)).toEqual(new Set(tried));
    model.requests.length = 0;
    expect((await grade()).grade?.total).toBe(100);
    const later = model.requests.map(({ body }) => body.response_format?.type ?? "text");
    expect(later).toEqual([knows, knows, knows, knows, knows]);
  });

  it("doesn't step down where the mode was chosen", async () => {
    const { model, grade } = await startJudging(
      { kind: "limited", knows: "text", then: PERFECT },
      { schemaMode: "json_schema" },
    );
    expect((await grade()).error?.kind).toBe("misconfigured");
    expect(model.requests.every(({ body }) => body.response_format?.type === "json_schema")).toBe(
      true,
    );
  });

  it("reports the first complaint when no mode works", async () => {
    const { model, grade } = await startJudging({
      kind: "failing",
      status: 400,
      message: "this server takes nothing",
    });
    expect((await grade()).error).toMatchObject({
      kind: "misconfigured",
      message: "the server answered 400: it can’t take this request",
    });
    expect(model.requests.map(({ body }) => body.response_format?.type ?? "text")).toContain(
      "text",
    );
  });
});

describe("servers of open models", () => {
  it.each([
    [true, ["system", "user"]],
    [false, ["user"]],
  ])("take turns only, with a system message: %s", async (hasSystem, roles) => {
    const { model, grade } = await startJudging({ kind: "turns_only", hasSystem, then: PERFECT });
    expect((await grade()).grade?.total).toBe(100);
    model.requests.length = 0;
    expect((await grade()).grade?.total).toBe(100);
    expect(model.requests.map(({ body }) => body.messages.map(({ role }) => role))).toEqual(
      Array.from({ length: 5 }, () => roles),
    );
  });

  it.each(["rules", "material"] as const)(
    "that cut the %s out of a long prompt give no grade, and the reason is said",
    async (loses) => {
      const { grade } = await startJudging({ kind: "cut", loses, then: PERFECT });
      expect((await grade()).error).toMatchObject({
        kind: "misconfigured",
        message: expect.stringMatching(/whole prompt of about \d+ tokens.*longer context window/),
      });
    },
  );
});

describe("time and money", () => {
  it("runs the calls side by side: all five are there while none is answered", async () => {
    const { model, grade } = await startJudging({ kind: "hanging" });
    const stop = new AbortController();
    const outcome = grade({}, stop.signal);
    await model.waitForRequests(5);
    stop.abort();
    expect((await outcome).error?.kind).toBe("aborted");
  });

  it("warms the prefix cache first where told to: one call, then the rest", async () => {
    const { model, grade } = await startJudging({ kind: "hanging" }, { warmFirst: true });
    const stop = new AbortController();
    const outcome = grade({}, stop.signal);
    await model.waitForRequests(1);
    stop.abort();
    expect((await outcome).error?.kind).toBe("aborted");
    expect(model.requests).toHaveLength(1);
  });
});
