import { expect, it } from "vitest";
import { hideKeys } from "./hide-keys";

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
