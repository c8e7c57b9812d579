import { describe, expect, it } from "vitest";
import { boundSentences } from "./bound-sentences";
import { splitSentences } from "./sentences";

describe("boundSentences", () => {
  it("leaves what people write as it is", () => {
    const sentences = splitSentences("# Cache\n\nWe cache answers:\n\n- for an hour\n- per user\n");
    expect(boundSentences(sentences)).toEqual(sentences);
  });

  it("reads an endless sentence as several, each where it stands, under the same heading", () => {
    const text = `# Cache\n\n${"we cache it and ".repeat(400)}\n\nIt is kept.`;
    const bounded = boundSentences(splitSentences(text));
    expect(bounded.length).toBeGreaterThan(4);
    for (const { start, end, text: own } of bounded) {
      expect(text.slice(start, end)).toBe(own);
      expect(own.length).toBeLessThanOrEqual(2_000);
    }
    expect(bounded.map(({ lead }) => lead)).toEqual([null, ...Array(bounded.length - 1).fill(0)]);
    expect(bounded.filter(({ opensBlock }) => opensBlock)).toHaveLength(3);
  });

  it("ends after a thousand sentences", () => {
    expect(boundSentences(splitSentences("- a\n".repeat(1_500)))).toHaveLength(1_000);
  });
});
