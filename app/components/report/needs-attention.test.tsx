// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { LEFT_OPEN } from "#domain/grading/left-open";
import { renderPage } from "../../../test/support/render";
import { NeedsAttention } from "./needs-attention";
import type { GradeState } from "#server/grades/grade-state";

function show(errorKind: string) {
  const state: GradeState = {
    gradeId: "00000000-0000-4000-8000-000000000000",
    version: 1,
    status: "needs_attention",
    progress: null,
    errorKind,
    errorMessage: "What was said.",
    queuedAt: "2026-12-02T10:00:00.000Z",
    finishedAt: null,
    held: null,
    ahead: 0,
    canStop: false,
    kept: null,
  };
  return renderPage(
    <NeedsAttention state={state} isOwn hasModel connectTo={null} marking={null} ask={null} />,
  );
}

describe("a grading without a number", () => {
  it("asks for what is open where the rest is kept", async () => {
    const { findByRole } = show(LEFT_OPEN);
    expect(await findByRole("button")).toHaveProperty("textContent", "Ask for what is open");
  });

  it("asks for the whole grade again where nothing is", async () => {
    const { findByRole } = show("timeout");
    expect(await findByRole("button")).toHaveProperty("textContent", "Ask for the grade again");
  });
});
