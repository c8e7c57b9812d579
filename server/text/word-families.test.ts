import { describe, expect, it } from "vitest";
import { compilePhrase, findPhrase, readTarget } from "./phrases";

function finds(phrase: string, text: string): boolean {
  return findPhrase(readTarget(text), compilePhrase(phrase)).length > 0;
}

describe("word families", () => {
  it.each([
    ["context window", "8k ctx window"],
    ["requests", "40 req/s"],
    ["per month", "$24k per mo"],
    ["evaluator", "eval on 300 cases"],
    ["message", "240k msgs/d"],
    ["max tokens", "maximum toks"],
    ["without a citation", "nothing goes out w/o citation"],
    ["queries and answers", "queries & answers"],
  ])("finds %s in: %s", (phrase, text) => {
    expect(finds(phrase, text)).toBe(true);
  });

  it.each([
    ["minimum", "every 5 min"],
    ["tok/s", "300 tokens"],
    ["weekly", "three weeks"],
    ["custom", "the customer"],
    ["use", "the user"],
  ])("doesn't find %s in: %s", (phrase, text) => {
    expect(finds(phrase, text)).toBe(false);
  });
});
