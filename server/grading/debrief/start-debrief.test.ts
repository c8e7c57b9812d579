import { describe, expect, it } from "vitest";
import { gradeInput } from "../../../test/support/grading-fixture";
import { judgeThat } from "../../../test/support/judge-double";
import { gradeAnswer } from "../grade-answer";
import { JudgeError } from "../judge";
import { isOneByOne } from "./is-one-by-one";
import type { CallRecord } from "../call-and-record";

const signal = new AbortController().signal;

describe("the money of a debrief", () => {
  // Five calls, each asked twice again at most; of three two readings more where points may follow.
  it.each([
    [false, 0.15],
    [true, 0.21],
  ])("is what the cap leaves after all that may still be asked: %s", async (mayFollow, usd) => {
    const kept: (number | undefined)[] = [];
    const judge = judgeThat(() => undefined, {
      // A cent for each call about criteria, whatever it asks.
      estimateUsd: () => 0.01,
      ask: (request) => {
        kept.push(request.keepUsd);
        return Promise.reject(new JudgeError("budget_exceeded", "no", { retryable: false }));
      },
    });
    const grade = await gradeAnswer(gradeInput(), judge, {
      signal,
      debrief: { mayFollow },
      maxUsd: 1,
    });
    expect(grade.debrief).toEqual({ status: "left_out", reason: "money" });
    expect(grade.total).toBe(100);
    expect(kept).toEqual([expect.closeTo(usd, 9)]);
  });
});

it("a fault of ours leaves the debrief out, and is told", async () => {
  const faults: unknown[] = [];
  const fault = new TypeError("not a function");
  const judge = judgeThat(() => undefined, { ask: () => Promise.reject(fault) });
  const debrief = { onFault: (error: unknown) => void faults.push(error) };
  const grade = await gradeAnswer(gradeInput(), judge, { signal, debrief });
  expect(grade.debrief).toEqual({ status: "left_out", reason: "failed" });
  expect(grade.total).toBe(100);
  expect(faults).toEqual([fault]);
});

describe("isOneByOne", () => {
  const call = (durationMs: number, outputTokens: number | null): CallRecord => ({
    purpose: "first",
    criterionIds: ["one"],
    requestedModel: "m",
    returnedModel: null,
    usage: outputTokens === null ? null : { inputTokens: 1, cachedInputTokens: 0, outputTokens },
    costUsd: null,
    startedAt: "2026-03-01T12:00:00.000Z",
    durationMs,
    promptHash: "",
    rawReply: "",
  });
  const calls = (wrote: (number | null)[], took: number[]) =>
    took.map((ms, i) => call(ms, wrote[i] ?? null));

  it("knows a server with one slot by the time between the ends", () => {
    expect(isOneByOne(calls([100, 100, 100, 100], [10, 20, 30, 40]))).toBe(true);
    expect(isOneByOne(calls([100, 200, 150, 100], [10, 31, 45, 54]))).toBe(true);
    expect(isOneByOne(calls([null, null, null], [10, 20, 31]))).toBe(true);
  });

  it("doesn't take a longer reply for waiting", () => {
    expect(isOneByOne(calls([100, 210, 290, 400], [10, 20, 30, 40]))).toBe(false);
    expect(isOneByOne(calls([100, 100, 100], [10, 11, 12]))).toBe(false);
    expect(isOneByOne(calls([100, 100], [10, 20]))).toBe(false);
  });
});
