import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applySplice, diffTexts } from "./splice";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: fc.constantFrom("a", "b", "😀", "😁", "é", "\n"), maxLength: 40 }),
);

describe("diffTexts", () => {
  it("round-trips any pair of texts", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applySplice(before, diffTexts(before, after))).toBe(after);
      }),
    );
  });

  it("never cuts a surrogate pair, in what it inserts or in what it leaves", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { start, deleteCount, insert } = diffTexts(before, after);
        for (const piece of [
          insert,
          before.slice(0, start),
          before.slice(start, start + deleteCount),
        ])
          expect(new TextDecoder().decode(new TextEncoder().encode(piece))).toBe(piece);
      }),
    );
  });

  it("keeps to the middle when two emoji share their first or second half", () => {
    expect(diffTexts("a😀b", "a😁b")).toEqual({
      start: 1,
      deleteCount: 2,
      insert: "😁",
      length: 4,
    });
  });

  it("is small for one typed letter and for one deleted word", () => {
    expect(diffTexts("cache the prfix", "cache the prefix")).toEqual({
      start: 12,
      deleteCount: 0,
      insert: "e",
      length: 16,
    });
    expect(diffTexts("a slow cache", "a cache")).toMatchObject({ deleteCount: 5, insert: "" });
  });
});

describe("applySplice", () => {
  it("refuses a text it was not made for", () => {
    const splice = diffTexts("hello world", "hello brave world");
    expect(applySplice("hello", splice)).toBeNull();
    expect(applySplice("hello world!", splice)).toBeNull();
  });
});
