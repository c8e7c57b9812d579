import { describe, expect, it } from "vitest";
import { toTopicTitle } from "./topic-title";

describe("toTopicTitle", () => {
  it.each([
    ["rag-end-to-end", "RAG end to end"],
    ["llm-as-judge", "LLM as judge"],
    ["ttft-and-throughput", "TTFT and throughput"],
    ["reranking", "Reranking"],
  ])("%s → %s", (slug, title) => {
    expect(toTopicTitle(slug)).toBe(title);
  });
});
