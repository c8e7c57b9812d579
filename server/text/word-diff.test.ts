import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffTexts } from "./word-diff";

/** "[-old-]" and "[+new+]" among what stayed. */
function print(before: string, after: string): string {
  const diff = diffTexts(before, after);
  if (diff.kind !== "changed") return diff.kind;
  const said = {
    same: (t: string) => t,
    old: (t: string) => `[-${t}-]`,
    new: (t: string) => `[+${t}+]`,
  };
  return diff.runs.map(({ kind, text }) => said[kind](text)).join("");
}

describe("diffTexts", () => {
  it("says where nothing differs", () => {
    expect(print("One. Two.", "One. Two.")).toBe("same");
    expect(print("", "")).toBe("same");
  });

  it("tells a sentence that came in, and one that went", () => {
    expect(print("One is here. Three is.", "One is here. Two came. Three is.")).toBe(
      "One is here. [+Two came. +]Three is.",
    );
    expect(print("One is here. Two went.\nThree.", "One is here. Three.")).toContain("[-");
    expect(print("", "All of it.")).toBe("[+All of it.+]");
    expect(print("All of it.", "")).toBe("[-All of it.-]");
  });

  it("tells words within a sentence that stayed for the most part", () => {
    expect(
      print(
        "The cache keeps each answer for sixty seconds.",
        "The cache keeps each answer for ten minutes.",
      ),
    ).toBe("The cache keeps each answer for [-sixty seconds.-][+ten minutes.+]");
  });

  it("makes one change of a word or two between changes", () => {
    expect(print("We use the red box now here.", "I take the blue bin now there.")).toBe(
      "[-We use the red box now here.-][+I take the blue bin now there.+]",
    );
  });

  it("leaves figures whole", () => {
    expect(print("It costs 1.5 USD a day. Fine.", "It costs 1.5 USD a day. Cheap.")).toBe(
      "It costs 1.5 USD a day. [-Fine.-][+Cheap.+]",
    );
  });

  it("gives up where more changed than is worth telling apart", () => {
    const sentences = (word: string) =>
      Array.from({ length: 500 }, (_, at) => `${word} number ${at}.`).join(" ");
    expect(print(sentences("First"), sentences("Second"))).toBe("too_large");
    // Long, and little of it changed.
    expect(print(sentences("First"), `${sentences("First")} Last.`)).toContain("[+ Last.+]");
  });

  it("tells a text that is all new however long it is", () => {
    const long = "A sentence of some words. ".repeat(1_900);
    expect(print("", long)).toBe(`[+${long}+]`);
  });

  it("gives both texts back, whatever they are", () => {
    const piece = fc.constantFrom("a", "b.", "c", "\n", " ", ". ", "1.5", "\n\n  ", "!? ");
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = diffTexts(before, after);
        const runs = diff.kind === "changed" ? diff.runs : [{ kind: "same", text: before }];
        const side = (other: string) =>
          runs.flatMap(({ kind, text: part }) => (kind === other ? [] : part)).join("");
        expect(side("new")).toBe(before);
        expect(side("old")).toBe(after);
      }),
    );
  });
});
