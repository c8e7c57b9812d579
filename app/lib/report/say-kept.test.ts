import { describe, expect, it } from "vitest";
import { sayKept } from "./say-kept";

describe("what is kept of a grading that was stopped", () => {
  it("says how many of the calls were answered", () => {
    expect(sayKept(3, 8)).toBe("The model has answered 3 of 8 calls, and those replies are kept.");
    expect(sayKept(1, 8)).toBe("The model has answered 1 of 8 calls, and that reply is kept.");
  });

  it("names no total that isn't known or was passed", () => {
    expect(sayKept(1, null)).toBe("The model has answered 1 call, and that reply is kept.");
    expect(sayKept(9, 8)).toBe("The model has answered 9 calls, and those replies are kept.");
  });

  it("says so where none was", () => {
    expect(sayKept(0, 8)).toBe("The model hadn’t answered any of its calls yet.");
    expect(sayKept(0, null)).toBe("The model hadn’t answered any of its calls yet.");
  });
});
