import { describe, expect, it } from "vitest";
import { readStudy } from "#server/study/read-study";
import { ROOT_DIR } from "../../test/support/content";
import { listPoints } from "./list-points";

describe("the points of an answer", () => {
  it.each<[string, string[]]>([
    ["One thing.", ["One thing."]],
    ["One. Two, at 0.4 seconds! Three?", ["One.", "Two, at 0.4 seconds!", "Three?"]],
    [
      "A token needs `2 × 32. Kept` bytes. Weights take 16 GB.",
      ["A token needs `2 × 32. Kept` bytes.", "Weights take 16 GB."],
    ],
    ["So `x = 1.` Then `y`.", ["So `x = 1.` Then `y`."]],
    ['He asks "is there any?" Then he goes.', ['He asks "is there any?"', "Then he goes."]],
    ["A line\nof two. Next\n", ["A line of two.", "Next"]],
    ["e.g. small letters go on", ["e.g. small letters go on"]],
    ["", []],
  ])("%j", (answer, points) => {
    expect(listPoints(answer)).toEqual(points);
  });

  it("are the whole answer of every topic, and at least one", async () => {
    const { topics } = await readStudy(ROOT_DIR);
    expect(topics.size).toBeGreaterThan(70);
    for (const { head, slug } of topics.values()) {
      const answer = head.selfCheck?.answer ?? head.lesson?.sixtySeconds ?? "";
      const points = listPoints(answer);
      expect(points.length, slug).toBeGreaterThan(0);
      expect(points.join(" "), slug).toBe(answer.trim().replace(/\s+/g, " "));
    }
  });
});
