import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffLines, toHunks } from "./line-diff";

function print(oldText: string, newText: string): string[] {
  const sign = { same: " ", old: "-", new: "+" };
  return diffLines(oldText, newText).map(({ kind, text }) => sign[kind] + text);
}

describe("diffLines", () => {
  it("keeps what both share and tells the rest, old before new", () => {
    expect(print("a\nb\nc\nd", "a\nB\nc\nd\ne")).toEqual([" a", "-b", "+B", " c", " d", "+e"]);
  });

  it("finds a line that was taken out of the middle", () => {
    expect(print("a\nb\nb\nc", "a\nb\nc")).toEqual([" a", " b", "-b", " c"]);
  });

  it("counts the lines of each side", () => {
    const lines = diffLines("a\nb", "x\nb");
    expect(lines.map(({ oldLine, newLine }) => [oldLine, newLine])).toEqual([
      [1, null],
      [null, 1],
      [2, 2],
    ]);
  });

  it("gives both texts back, whatever they are", () => {
    const line = fc.constantFrom("a", "b", "c", "");
    const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const side = (other: string) =>
          lines
            .filter(({ kind }) => kind !== other)
            .map((one) => one.text)
            .join("\n");
        expect(side("new")).toBe(before);
        expect(side("old")).toBe(after);
      }),
    );
  });
});

describe("toHunks", () => {
  it("leaves out what is far from any change", () => {
    const before = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    const after = before.with(5, "changed").with(25, "changed too");
    const hunks = toHunks(diffLines(before.join("\n"), after.join("\n")), 2);
    expect(hunks.map(({ lines }) => lines.length)).toEqual([6, 6]);
    expect(toHunks(diffLines("a", "a"))).toEqual([]);
  });
});
