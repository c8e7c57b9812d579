import { describe, expect, it } from "vitest";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { isMadeOfTerms } from "./is-made-of-terms";

function inAll(text: string): boolean {
  const { scenario: _, ...rest } = EMPTY_ANSWERS;
  return isMadeOfTerms({ ...rest, scenario: text, components: text });
}

describe("what is made of terms", () => {
  it.each([
    // Words of an answer that an estimate once gave 60 points.
    "messages a second, per second 3 a second; p95 2 seconds first token; out of scope voice; no second contact; I do not know what any of these words mean but the rubric likes them, 240,000 messages a day.",
    "vector store, hybrid search, BM25, dense, reranker, cross-encoder, top 40, cache, guardrails",
    "golden set -> recall@6 -> kappa = 0.7 + LLM judge | A/B test : resolution rate : recontact",
  ])("is a string of them: %s", (text) => {
    expect(inAll(text)).toBe(true);
  });

  it.each([
    "A message comes in at 3 a second on average and 9 at the peak. We answer in two seconds, and what we can't ground we hand to an agent, with the question and what was found.",
    "- Reranker: cross-encoder over the top 40, keeps 6 (p95 90 ms)\n- Cache keyed by tenant and question, dropped when a page changes\n- No voice; agents take over after two failed turns",
  ])("is no text, no notes: %s", (text) => {
    expect(inAll(text)).toBe(false);
  });

  it("is nothing short: a heading or two say little of how somebody writes", () => {
    expect(isMadeOfTerms({ ...EMPTY_ANSWERS, scenario: "Search, cache, model." })).toBe(false);
  });
});
