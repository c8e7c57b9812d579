import { describe, expect, it } from "vitest";
import { gradeInput } from "../../../test/support/grading-fixture";
import { cleanMaterial } from "../../grading/clean-material";
import { createSpend } from "./spend";

const CAP_USD = 0.1;

function newMaterial() {
  const { answers, scene } = gradeInput();
  return cleanMaterial(answers, scene).material;
}

describe("createSpend", () => {
  it("refuses the call that would pass the cap, counting calls under way", () => {
    const spend = createSpend();
    const material = newMaterial();
    spend.reserve(material, 0.04, CAP_USD);
    spend.reserve(material, 0.04, CAP_USD);
    expect(() => spend.reserve(material, 0.04, CAP_USD)).toThrow(
      expect.objectContaining({ kind: "budget_exceeded", retryable: false }),
    );
    spend.settle(material, 0.04, 0.01);
    expect(() => spend.reserve(material, 0.04, CAP_USD)).not.toThrow();
  });

  it("keeps what a failed call may have cost", () => {
    const spend = createSpend();
    const material = newMaterial();
    spend.reserve(material, 0.08, CAP_USD);
    spend.settle(material, 0.08, null);
    expect(() => spend.reserve(material, 0.08, CAP_USD)).toThrow(/over the cap/);
  });

  it("counts each grading by itself, and holds nothing without a cap or a price", () => {
    const spend = createSpend();
    spend.reserve(newMaterial(), 0.09, CAP_USD);
    expect(() => spend.reserve(newMaterial(), 0.09, CAP_USD)).not.toThrow();
    expect(() => spend.reserve(newMaterial(), null, CAP_USD)).not.toThrow();
    expect(() => createSpend().reserve(newMaterial(), 99, undefined)).not.toThrow();
  });
});
