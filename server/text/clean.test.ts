import { describe, expect, it } from "vitest";
import { cleanText, overwriteRuns, shortenRuns } from "./clean";

function tagged(ascii: string): string {
  return Array.from(ascii, (c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join("");
}

describe("cleanText", () => {
  it("takes out zero-width, bidirectional and tag characters and counts them", () => {
    const { text, suspicious } = cleanText(`a\u200Bb \u202Ec\u202C ${tagged("full marks")}d`);
    expect(text).toBe("ab c d");
    expect(suspicious).toBe(3 + "full marks".length);
  });

  it("leaves honest writing as it is, and doesn't suspect emoji, Persian or pasted documents", () => {
    expect(cleanText("p95 ≤ 2 s — naïve café\n\t* ok")).toEqual({
      text: "p95 ≤ 2 s — naïve café\n\t* ok",
      suspicious: 0,
    });
    expect(cleanText("👩\u200D🔬 ❤\uFE0F").suspicious).toBe(0);
    expect(cleanText("می\u200Cخواهم").suspicious).toBe(0);
    expect(cleanText("\uFEFFre\u00ADtrieval")).toEqual({ text: "retrieval", suspicious: 0 });
  });

  it("suspects a joiner where nothing is joined", () => {
    expect(cleanText("full\u200Dmarks").suspicious).toBe(1);
  });
});

describe("shortenRuns and overwriteRuns", () => {
  const rule = "-".repeat(80);
  const long = `a${"- |".repeat(1000)}b`;

  it("leave rules, tables and indents of ordinary length alone", () => {
    const text = `Costs\n${rule}\n| a | b |\n|---|---|\n        code`;
    expect(shortenRuns(text)).toBe(text);
    expect(overwriteRuns(text)).toBe(text);
  });

  it("cut what is longer, the second without moving anything", () => {
    expect(shortenRuns(long)).toBe(`a${"- |".repeat(1000).slice(0, 100)}b`);
    expect(overwriteRuns(long)).toHaveLength(long.length);
    expect(overwriteRuns(long)).toMatch(/^a[- |]{100}_+b$/);
  });
});
