import { describe, expect, it } from "vitest";
import { segmentWords } from "./segment-words";

describe("segmentWords", () => {
  it("finds words in scripts with spaces and without", () => {
    expect([...segmentWords("We don't cache. 系统使用缓存")]).toEqual([
      ...["We", "don't", "cache", "系统", "使用", "缓存"],
    ]);
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
