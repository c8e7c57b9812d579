import { describe, expect, it } from "vitest";
import { STOPPED } from "#domain/grading/stopped";
import { toAttemptPath, toAttemptState } from "./attempt-words";

const grade = (total: number) => ({ kind: "grade", total }) as const;

describe("toAttemptState", () => {
  it("says a number only when there is a grade", () => {
    const submitted = { status: "submitted", result: null } as const;
    expect(toAttemptState({ ...submitted, gradeStatus: null }).text).toBe("Waiting to be graded");
    expect(toAttemptState({ ...submitted, gradeStatus: "queued" }).text).toBe(
      "Waiting to be graded",
    );
    expect(toAttemptState({ ...submitted, gradeStatus: "running" }).text).toBe("Being graded");
    expect(toAttemptState({ ...submitted, gradeStatus: "needs_attention" }).text).toBe(
      "Not graded yet",
    );
    expect(toAttemptState({ ...submitted, gradeStatus: "graded", result: grade(71.6) }).text).toBe(
      "71 of 100",
    );
  });

  it("says that its owner stopped it, and how it goes on", () => {
    const stopped = { status: "submitted", result: null, errorKind: STOPPED } as const;
    const state = toAttemptState({ ...stopped, gradeStatus: "needs_attention" });
    expect(state).toEqual({ text: "Grading stopped", action: "Go on", tone: "plain" });
  });

  it("ignores a total that belongs to no finished grading", () => {
    const state = toAttemptState({
      status: "submitted",
      gradeStatus: "running",
      result: grade(40),
    });
    expect(state.text).toBe("Being graded");
  });

  it("says that a grade is there which its owner hasn't opened, and no number", () => {
    const state = toAttemptState({ status: "submitted", gradeStatus: "graded", result: null });
    expect(state.text).toBe("Not opened yet");
  });

  it("says own marks only where there is no grade, and that they are one's own", () => {
    const own = { status: "submitted", result: null, ownTotal: 62.5 } as const;
    expect(toAttemptState({ ...own, gradeStatus: "needs_attention" }).text).toBe("Own marks: 62");
    const graded = { ...own, gradeStatus: "graded", result: grade(40) } as const;
    expect(toAttemptState(graded).text).toBe("40 of 100");
  });

  it("shows nought as a grade", () => {
    const state = toAttemptState({ status: "submitted", gradeStatus: "graded", result: grade(0) });
    expect(state.text).toBe("0 of 100");
  });

  it("says of an estimate that it is one, and of what couldn't be read no number", () => {
    const graded = { status: "submitted", gradeStatus: "graded" } as const;
    const range = { kind: "estimate", low: 43, high: 73 } as const;
    expect(toAttemptState({ ...graded, result: range }).text).toBe("Estimate 43–73");
    const unreadable = toAttemptState({ ...graded, result: { kind: "unreadable" } });
    expect(unreadable.text).toBe("Couldn’t be read as an answer");
  });
});

describe("toAttemptPath", () => {
  it("leads to the workspace while it runs and to the report after", () => {
    expect(toAttemptPath({ id: "a", status: "in_progress" })).toBe("/attempts/a");
    expect(toAttemptPath({ id: "a", status: "submitted" })).toBe("/attempts/a/report");
  });
});
