import { describe, expect, it } from "vitest";
import { hideKeys, hideSecrets } from "./hide-secrets";

describe("hideSecrets", () => {
  it.each([
    ["wrong key: zebra-4711", "wrong key: …"],
    [
      "no answer from https://ada:pw@models.example/v1",
      "no answer from https://…@models.example/v1",
    ],
    ["GET https://models.example/v1?key=abc failed", "GET https://models.example/v1?… failed"],
    ["The model `m` does not exist", "The model `m` does not exist"],
  ])("%s", (message, shown) => {
    expect(hideSecrets(message, ["zebra-4711", undefined, "m"])).toBe(shown);
  });
});

describe("hideKeys", () => {
  it("takes a key out of JSON, and touches nothing else", () => {
    const key = 'sk-"quoted"-0123456789';
    const text = JSON.stringify({ key, quote: "see https://models.example/v1?key=abc, ollama" });
    const shown = hideKeys(text, [key, "ollama", undefined], 12);
    expect(shown).not.toContain("0123456789");
    expect(JSON.parse(shown)).toEqual({
      key: "…",
      quote: "see https://models.example/v1?key=abc, ollama",
    });
  });
});
