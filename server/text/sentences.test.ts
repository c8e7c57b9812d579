import { describe, expect, it } from "vitest";
import { splitSentences } from "./sentences";

function textsOf(text: string): string[] {
  return splitSentences(text).map((sentence) => sentence.text);
}

describe("splitSentences", () => {
  it.each<[string, string[]]>([
    ["One here. Two there! Three?", ["One here.", "Two there!", "Three?"]],
    ["The p95 of 1.2 s holds. Cost is $0.004.", ["The p95 of 1.2 s holds.", "Cost is $0.004."]],
    ["It ends. p95 follows. so does this.", ["It ends.", "p95 follows.", "so does this."]],
    [
      "A cache, e.g. Redis, vs. none. It takes approx. 5 ms.",
      ["A cache, e.g. Redis, vs. none.", "It takes approx. 5 ms."],
    ],
    ["Docs, tickets, etc. We chunk them.", ["Docs, tickets, etc.", "We chunk them."]],
    ["Node.js serves it. GPT-4.1 writes.", ["Node.js serves it.", "GPT-4.1 writes."]],
    ['It says "I do not know." Then it stops.', ['It says "I do not know."', "Then it stops."]],
    [
      "# Head one\nBody.\n\n- item a\n- item b. More b",
      ["Head one", "Body.", "item a", "item b.", "More b"],
    ],
    ["1. first\n2) second\n- [ ] third", ["first", "second", "third"]],
    ["| a | b |\n|---|---|\n| 1 | 2 |", ["a | b", "1 | 2"]],
    ["```\nx = 1. Y\n\ny = 2\n```\nAfter.", ["x = 1. Y", "y = 2", "After."]],
    ["> quoted text. And more.", ["quoted text.", "And more."]],
    ["Cache: Redis\nQueue: Kafka", ["Cache: Redis", "Queue: Kafka"]],
    [
      "A line that was wrapped by an editor at eighty columns goes on in the\nnext one. Done.",
      ["A line that was wrapped by an editor at eighty columns goes on in the\nnext one.", "Done."],
    ],
    ["---\n***\n \n", []],
    ["", []],
  ])("%j", (text, expected) => {
    expect(textsOf(text)).toEqual(expected);
  });

  it("gives offsets into the text as written", () => {
    const text = "  # Über 😀\r\n\r\n* Erste Zeile. Zweite.\r\n| x | y |\r\nEnde";
    const sentences = splitSentences(text);
    expect(sentences).toHaveLength(5);
    for (const { start, end, text: own } of sentences) expect(text.slice(start, end)).toBe(own);
  });

  it("knows which sentence opens a bullet or paragraph", () => {
    const sentences = splitSentences("- One. Two.\n- Three.\n\nFour. Five.");
    expect(sentences.map(({ opensBlock }) => opensBlock)).toEqual([true, false, true, true, false]);
  });

  it("links items to the line that introduces them, and text to its heading", () => {
    const sentences = splitSentences("## Safety\nGuardrails:\n- PII\n- toxicity\n\nPlain text.");
    expect(sentences.map(({ lead }) => lead)).toEqual([null, 0, 1, 1, 0]);
  });
});
