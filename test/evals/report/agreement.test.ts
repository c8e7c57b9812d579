import { describe, expect, it } from "vitest";
import { repeatAgreement } from "./agreement";

describe("repeatAgreement", () => {
  it("averages the agreeing pairs over questions", () => {
    expect(repeatAgreement([["met", "met", "not_met"]])).toBeCloseTo(1 / 3, 12);
    expect(
      repeatAgreement([
        ["met", "met", "met"],
        ["met", "partial", "not_met"],
      ]),
    ).toBe(0.5);
  });

  it("leaves out what was asked once", () => {
    expect(repeatAgreement([["met"], ["met", "met"]])).toBe(1);
    expect(repeatAgreement([["met"]])).toBeNull();
  });
});
