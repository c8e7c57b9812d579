import { describe, expect, it } from "vitest";
import { compilePhrase, findPhrase, readTarget } from "./phrases";

function finds(phrase: string, sentence: string): boolean {
  return findPhrase(readTarget(sentence), compilePhrase(phrase)).length > 0;
}

describe("findPhrase", () => {
  it.each<[string, string]>([
    ["rerank", "We re-rank the top 50."],
    ["re-rank", "Our reranker is small."],
    ["re rank", "after reranking them"],
    ["vector store", "Two vectorstores hold it."],
    ["vectorstore", "A vector-store holds it."],
    ["time out", "with hard timeouts"],
    ["timeout", "a time-out of 2 s"],
    ["cache response", "We CACHE the responses."],
    ["evaluate", "an evaluation every night"],
    ["hallucination", "it hallucinates"],
    ["cached", "caching pays"],
    ["policy", "two policies"],
    ["quantization", "quantised vectors"],
    ["recall@k", "recall@10 on 600 questions"],
    ["a/b test", "A/B testing for two weeks"],
    ["i don't know", "It says “I don’t know” then."],
    ["llm-as-a-judge", "an LLM as a judge"],
    ["/s", "up to 40 req/s"],
    ["/s", "240k msg/d -> 2.8/s avg"],
    ["/s", "3/sec in the mean, later 4/s"],
    ["70", "seventy gigabytes"],
    ["sixteen", "16 users at once"],
    ["%", "saves 30 % of calls"],
    ["40%", "resolves 40 % of chats"],
    ["240,000", "that is 240,000 a day"],
    ["240,000", "that is 240000 a day"],
    ["2%", "about 2 % of them, 0.2% of all"],
  ])("finds %s in: %s", (phrase, sentence) => {
    expect(finds(phrase, sentence)).toBe(true);
  });

  it.each<[string, string]>([
    ["general", "the generation step"],
    ["custom", "the customer asks"],
    ["use", "the user asks"],
    ["vector store", "a vector. Store it."],
    ["vector store", "vector, store and queue"],
    ["vector store", "store the vector"],
    ["cache", "the cachet of it"],
    ["40%", "40 agents"],
    ["/s", "it's 5 ms"],
    ["recall@k", "recall of the product"],
    ["rank", "the top 50 are taken"],
    ["16", "16,000 tokens"],
    ["400", "196,400 calls"],
    ["2%", "0.2% or 12% of them"],
  ])("does not find %s in: %s", (phrase, sentence) => {
    expect(finds(phrase, sentence)).toBe(false);
  });

  it("says which words it found", () => {
    const target = readTarget("Then we re-rank them; reranking is cheap.");
    const spans = findPhrase(target, compilePhrase("rerank"));
    const words = spans.map(({ from, to }) =>
      target.text.slice(target.pieces[from]?.start, target.pieces[to - 1]?.end),
    );
    expect(words).toEqual(["re-rank", "reranking"]);
  });
});
