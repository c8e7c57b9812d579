// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { LEFT_OPEN } from "#domain/grading/left-open";
import { NOT_ESTIMATED } from "#domain/grading/not-estimated";
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
    <NeedsAttention
      state={state}
      isOwn
      hasModel={errorKind !== NOT_ESTIMATED}
      connectTo="/settings/connect"
      marking={{ to: "/mark", hasBegun: false }}
      markingMinutes={9}
      ask={null}
    />,
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

  it("leads into marking, with its time, where no judge here can mark it", async () => {
    const { findAllByRole } = show(NOT_ESTIMATED);
    const [first, second] = await findAllByRole("link");
    expect(first).toHaveProperty("textContent", "Mark it yourself, about 9 minutes");
    expect(second).toHaveProperty("textContent", "Connect a model");
  });
});
