import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import { describe, expect, it } from "vitest";
import { sayModelError } from "./say-model-error";

const KEY = "sk-proj-zebra4711quagga";

function answered(status: number, fields: object = {}) {
  return APIError.generate(status, { error: fields }, undefined, new Headers());
}

describe("sayModelError", () => {
  it.each([
    [answered(401, { message: "no" }), "the server answered 401: it doesn’t accept the key"],
    [
      answered(404, { message: "model 'llama9' not found, try pulling it first" }),
      "the server answered 404: it has no model of this name",
    ],
    [
      answered(404),
      "the server answered 404: nothing is at this address, or it has no model of this name",
    ],
    [
      answered(429, { code: "insufficient_quota" }),
      "the server answered 429: its account has no credit left",
    ],
    [
      answered(400, { message: "This model's maximum context length is 4096 tokens" }),
      "the server answered 400: the prompt is longer than its context window",
    ],
    [
      answered(400, { code: "unsupported_parameter", param: "max_tokens" }),
      "the server answered 400: it doesn’t take max_tokens",
    ],
    [answered(418, { message: "teapot" }), "the server answered 418"],
    [answered(503, { message: "api key store is down" }), "the server answered 503"],
    [new APIConnectionTimeoutError(), "no answer came in time"],
    [
      new APIConnectionError({
        cause: Object.assign(new Error("at 10.0.0.1"), { code: "ECONNREFUSED" }),
      }),
      "the connection failed (ECONNREFUSED)",
    ],
    [new TypeError("terminated"), "the connection failed"],
  ])("%s: %s", (error, words) => {
    expect(sayModelError(error)).toBe(words);
  });

  it("repeats nothing that a server sent, in whatever spelling", () => {
    const spelt = [
      KEY,
      Buffer.from(KEY).toString("base64"),
      Buffer.from(KEY).toString("hex"),
      [...KEY].reverse().join(""),
      `${KEY.slice(0, 12)} ${KEY.slice(12)}`,
    ].join(" ");
    for (const status of [400, 401, 404, 418, 429, 500]) {
      const error = answered(status, { message: spelt, code: spelt, param: spelt, type: spelt });
      const words = sayModelError(error);
      expect(words).toMatch(/^the server answered \d{3}(: [a-z’ _,]+)?$/);
      for (const piece of spelt.split(" ")) expect(words).not.toContain(piece);
    }
    const certificate = Object.assign(new Error(spelt), { code: spelt });
    expect(sayModelError(new APIConnectionError({ cause: certificate }))).toBe(
      "the connection failed",
    );
  });
});
