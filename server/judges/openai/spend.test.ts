import { describe, expect, it } from "vitest";
import { gradeInput } from "../../../test/support/grading-fixture";
import { cleanMaterial } from "../../grading/clean-material";
import { createSpend } from "./spend";

function newMaterial() {
  const { answers, scene } = gradeInput();
  return cleanMaterial(answers, scene).material;
}

describe("createSpend", () => {
  it("refuses the call that would pass the cap, counting calls under way", () => {
    const spend = createSpend(0.1);
    const material = newMaterial();
    spend.reserve(material, 0.04);
    spend.reserve(material, 0.04);
    expect(() => spend.reserve(material, 0.04)).toThrow(
      expect.objectContaining({ kind: "budget_exceeded", retryable: false }),
    );
    spend.settle(material, 0.04, 0.01);
    expect(() => spend.reserve(material, 0.04)).not.toThrow();
  });

  it("keeps what a failed call may have cost", () => {
    const spend = createSpend(0.1);
    const material = newMaterial();
    spend.reserve(material, 0.08);
    spend.settle(material, 0.08, null);
    expect(() => spend.reserve(material, 0.08)).toThrow(/over the cap/);
  });

  it("counts each grading by itself, and holds nothing without a cap or a price", () => {
    const spend = createSpend(0.1);
    spend.reserve(newMaterial(), 0.09);
    expect(() => spend.reserve(newMaterial(), 0.09)).not.toThrow();
    expect(() => spend.reserve(newMaterial(), null)).not.toThrow();
    expect(() => createSpend(undefined).reserve(newMaterial(), 99)).not.toThrow();
  });
});
