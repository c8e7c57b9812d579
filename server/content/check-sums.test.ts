import { describe, expect, it } from "vitest";
import { formatIssue } from "./content-error";
import { checkSums } from "./check-sums";

function check(markdown: string): string[] {
  return checkSums(markdown, "s.md").map(formatIssue);
}

describe("checkSums", () => {
  it.each([
    "`60,000 × 4 = 240,000`",
    "`240,000 / 86,400 = 2.78`",
    "`(3,500 × 0.15 + 250 × 0.60) / 1,000,000 = 0.000675`",
    "`2 ^ 3 ^ 2 = 512`",
    "`10 − 2 - -3 = 11`",
    "`(0.9 × 0.1 / 600) ^ 0.5 = 0.0122`",
    "`68,400,000 / 350 ≈ 200,000`",
  ])("finds %s right", (sum) => {
    expect(check(`so ${sum} a day`)).toEqual([]);
  });

  it("names line and result of a sum that is wrong", () => {
    expect(check("fine\n`60,000 × 4 = 250,000` and `1 / 3 = 0.34`")).toEqual([
      "s.md:2: 60,000 × 4 = 250,000, but it is 240000",
      "s.md:2: 1 / 3 = 0.34, but it is 0.333333",
    ]);
    expect(check("`100 ≈ 200`")).toHaveLength(1);
  });

  it("says when it can't read one, and leaves other code alone", () => {
    expect(check("`(1 + 2 = 3`")).toEqual(["s.md:1: can't read the sum (1 + 2 = 3"]);
    expect(check("`1 / 0 = 5`")).toHaveLength(1);
    expect(check("`k = 5` and `recall@5 = 1` and `a == b`")).toEqual([]);
  });
});
