import { describe, expect, it } from "vitest";
import { describeSums, describeWrongSums } from "./describe-sums";
import { findSums } from "./find-sums";

describe("describeSums", () => {
  it.each([
    ["197 KB × 300K = 59 GB", "`197 KB × 300K = 59 GB`: computes to 59.1 GB, holds"],
    [
      "16 B/param, 70e9 × 16 = 11.2 TB",
      "`70e9 × 16 = 11.2 TB`: computes to 1.12 TB; stated 11.2 TB is 10 times too much",
    ],
    [
      "Today: $0.096 × 682,000 calls\n= $48k a month.",
      "`$0.096 × 682,000 calls = $48k a month`: computes to $65.5k a month; stated $48k a month is 27% too little",
    ],
  ])("tells a judge of %s", (text, line) => {
    expect(describeSums(findSums(text))).toEqual([line]);
  });

  it("holds nothing of a text without a sum", () => {
    expect(describeSums(findSums("Each node has 8 GPUs with 80 GB each."))).toEqual([]);
  });

  it("is one line a sum, however long and whatever is in it", () => {
    const [line = ""] = describeSums(findSums(`${"2 + ".repeat(50)}\`2\`\n= **102**`));
    expect(line).not.toMatch(/\n|\*\*/);
    expect(line.length).toBeLessThan(250);
  });
});

describe("describeWrongSums", () => {
  it("tells the candidate of wrong ones only", () => {
    const sums = findSums("2 × 3 = 6, and 500 million × 2 KB comes to 10 TB.");
    expect(sums).toHaveLength(2);
    expect(describeWrongSums(sums)).toEqual([
      "Check `500 million × 2 KB comes to 10 TB`: it comes to 1 TB, so 10 TB is 10 times too much.",
    ]);
  });
});
