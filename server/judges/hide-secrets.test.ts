import { describe, expect, it } from "vitest";
import { hideSecrets } from "./hide-secrets";

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
