import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "openai";
import { describe, expect, it } from "vitest";
import { JudgeError } from "../../grading/judge";
import { AddressRefusedError } from "../../net/address-rules";
import { classifyModelError, readRetryAfter } from "./classify-model-error";

const NOW = new Date("2026-03-01T12:00:00Z");

function answered(status: number, fields: object = {}, headers: Record<string, string> = {}) {
  return APIError.generate(status, { error: fields }, undefined, new Headers(headers));
}

describe("classifyModelError", () => {
  it.each([
    [answered(429), "rate_limited", true],
    [answered(429, { code: "insufficient_quota" }), "misconfigured", false],
    [answered(500), "unavailable", true],
    [answered(503), "unavailable", true],
    [answered(529), "unavailable", true],
    [answered(409), "unavailable", true],
    [answered(408), "timeout", true],
    [answered(401), "misconfigured", false],
    [answered(403), "misconfigured", false],
    [answered(404), "misconfigured", false],
    [answered(400, { message: "unknown parameter" }), "misconfigured", false],
    [answered(400, { code: "content_filter" }), "refused", true],
    [answered(302), "misconfigured", false],
    [new APIConnectionError({ cause: new AddressRefusedError("no") }), "misconfigured", false],
    [new APIConnectionError({ message: "refused" }), "unavailable", true],
    [new APIConnectionTimeoutError(), "timeout", true],
    [new APIUserAbortError(), "aborted", true],
    [new TypeError("terminated"), "unavailable", true],
  ])("%s is %s", (error, kind, retryable) => {
    expect(classifyModelError(error)).toMatchObject({ kind, retryable, cause: error });
  });

  it("passes a JudgeError on", () => {
    const error = new JudgeError("truncated", "cut", { retryable: true });
    expect(classifyModelError(error)).toBe(error);
  });

  it("carries the wait that a 429 asks for", () => {
    const error = classifyModelError(answered(429, {}, { "retry-after": "7" }), NOW);
    expect(error.retryAfterMs).toBe(7000);
  });
});

describe("readRetryAfter", () => {
  const read = (headers: Record<string, string>) => readRetryAfter(new Headers(headers), NOW);

  it("reads seconds, dates and OpenAI's milliseconds", () => {
    expect(read({ "retry-after": "20" })).toBe(20_000);
    expect(read({ "retry-after": "0.5" })).toBe(500);
    expect(read({ "retry-after": "Sun, 01 Mar 2026 12:00:30 GMT" })).toBe(30_000);
    expect(read({ "retry-after-ms": "1500", "retry-after": "9" })).toBe(1500);
  });

  it("asks for nothing where nothing sensible is asked, and for no more than an hour", () => {
    expect(read({})).toBeNull();
    expect(read({ "retry-after": "soon" })).toBeNull();
    expect(read({ "retry-after": "Sun, 01 Mar 2026 11:00:00 GMT" })).toBe(0);
    expect(read({ "retry-after": "86400" })).toBe(3_600_000);
  });
});
