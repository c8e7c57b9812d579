import { describe, expect, it } from "vitest";
import { segmentWords } from "./segment-words";

describe("segmentWords", () => {
  it("finds words in scripts with spaces and without", () => {
    const words = [...segmentWords("We don't cache. 系统使用缓存")];
    expect(words.slice(0, 3)).toEqual(["We", "don't", "cache"]);
    // Where the rest is parted is up to the runtime's dictionary.
    expect(words.slice(3).join("")).toBe("系统使用缓存");
    expect(words.length).toBeGreaterThan(4);
  });

  it("finds the same words in a long text as in its sentences", () => {
    const sentence = "系统使用缓存，队列保存请求。";
    const once = [...segmentWords(sentence)];
    expect([...segmentWords(sentence.repeat(100))]).toEqual(Array(100).fill(once).flat());
  });

  it("loses nothing where no blank nor mark is in reach, and parts no character", () => {
    const text = "𠀀".repeat(1_001);
    expect([...segmentWords(text)].join("")).toBe(text);
    expect([...segmentWords("a".repeat(1_000))].join("")).toBe("a".repeat(1_000));
  });
});
