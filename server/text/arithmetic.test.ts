import { describe, expect, it } from "vitest";
import { evaluate, isTrue, readClaim } from "./arithmetic";

const VALUES: Record<string, number> = { calls: 30, hours_a_day: 8, share: 0.25 };
const valueOf = (name: string): number | undefined => VALUES[name];

describe("evaluate", () => {
  it.each([
    ["calls * hours_a_day - 40", 200],
    ["2 + 3 * 4 ^ 2", 50],
    ["2 ^ 3 ^ 2", 512],
    ["-(1 - share) * 4", -3],
    ["10 - 2 - 3", 5],
    ["12 / 3 / 2", 2],
    ["1.5e3 / .5", 3000],
    ["10 - - 2", 12],
  ])("%s is %d", (text, value) => {
    expect(evaluate(text, valueOf)).toBe(value);
  });

  it.each([
    "",
    "calls hours_a_day",
    "1 2",
    "(1 + 2",
    "1 + 2)",
    "minutes * 2",
    "calls *",
    "1 / 0",
    "calls(2)",
    "Calls",
    "1,000",
    "constructor",
  ])("is null for %j", (text) => {
    expect(evaluate(text, valueOf)).toBeNull();
  });

  it("gives up on brackets, signs and powers without end", () => {
    for (const part of ["(", "-", "1^"]) {
      expect(evaluate(`${part.repeat(50_000)}1`)).toBeNull();
      expect(evaluate(`${part.repeat(90)}1${part === "(" ? ")".repeat(90) : ""}`)).not.toBe(null);
    }
  });
});

describe("readClaim", () => {
  it("takes comparisons and close apart", () => {
    expect(readClaim("a * 2 <= b")).toEqual({ sign: "<=", left: "a * 2 ", right: " b" });
    expect(readClaim("close(a / (b + 1), c, 0.05)")).toEqual({
      sign: "close",
      left: "a / (b + 1)",
      right: " c",
      share: 0.05,
    });
  });

  it.each([
    "a",
    "a <= b <= c",
    "a = b",
    "a != b",
    "close(a, b)",
    "close(a, b, c)",
    "close(a, b, 2)",
  ])("is null for %j", (text) => {
    expect(readClaim(text)).toBeNull();
  });
});

describe("isTrue", () => {
  it.each([
    ["a <= b", 2, 2, true],
    ["a < b", 2, 2, false],
    ["a < b", 1, 2, true],
    ["a >= b", 1, 2, false],
    ["a > b", 2, 2, false],
    ["a == b", 0.1 + 0.2, 0.3, true],
    ["a == b", 0.3001, 0.3, false],
    ["close(a, b, 0.05)", 105, 100, true],
    ["close(a, b, 0.05)", 105.1, 100, false],
    ["close(a, b, 0.05)", 94.9, 100, false],
  ])("%s of %d and %d is %s", (text, left, right, expected) => {
    const claim = readClaim(text);
    expect(claim && isTrue(claim, left, right)).toBe(expected);
  });
});
