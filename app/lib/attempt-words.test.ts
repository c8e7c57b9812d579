import { describe, expect, it } from "vitest";
import { toAttemptPath, toAttemptState } from "./attempt-words";

describe("toAttemptState", () => {
  it("says a number only when there is a grade", () => {
    const submitted = { status: "submitted", total: null } as const;
    expect(toAttemptState({ ...submitted, gradeStatus: null }).text).toBe("Waiting to be graded");
    expect(toAttemptState({ ...submitted, gradeStatus: "queued" }).text).toBe(
      "Waiting to be graded",
    );
    expect(toAttemptState({ ...submitted, gradeStatus: "running" }).text).toBe("Being graded");
    expect(toAttemptState({ ...submitted, gradeStatus: "needs_attention" }).text).toBe(
      "Not graded yet",
    );
    expect(toAttemptState({ ...submitted, gradeStatus: "graded", total: 71.6 }).text).toBe(
      "71.6 of 100",
    );
  });

  it("ignores a total that belongs to no finished grading", () => {
    const state = toAttemptState({ status: "submitted", gradeStatus: "running", total: 40 });
    expect(state.text).toBe("Being graded");
  });

  it("shows nought as a grade", () => {
    const state = toAttemptState({ status: "submitted", gradeStatus: "graded", total: 0 });
    expect(state.text).toBe("0 of 100");
  });
});

describe("toAttemptPath", () => {
  it("leads to the workspace while it runs and to the report after", () => {
    expect(toAttemptPath({ id: "a", status: "in_progress" })).toBe("/attempts/a");
    expect(toAttemptPath({ id: "a", status: "submitted" })).toBe("/attempts/a/report");
  });
});
