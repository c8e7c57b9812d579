import { describe, expect, it } from "vitest";
import { toStorableText } from "./storable.schema";

describe("toStorableText", () => {
  it("overwrites NUL and halves of pairs, one for one, and keeps whole pairs", () => {
    const text = "a\u0000b \uD83D c \uDE00 😀";
    expect(toStorableText(text)).toBe("a\uFFFDb \uFFFD c \uFFFD 😀");
    expect(toStorableText(text)).toHaveLength(text.length);
  });
});
