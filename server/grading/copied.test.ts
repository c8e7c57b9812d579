import { describe, expect, it } from "vitest";
import { foldText } from "../text/fold";
import { indexSources, isCopied, markCopied } from "./copied";

function isAllCopied(text: string, sources: string[]): boolean {
  const words = markCopied(foldText(text), indexSources(sources));
  return isCopied(words, { start: 0, end: text.length });
}

describe("what was copied", () => {
  const SOURCE = "A listing costs $0.00027 to read. Sold pieces vanish at once.";

  it("is a whole short sentence of a source, whatever its case and marks", () => {
    expect(isAllCopied("sold pieces vanish at once", [SOURCE])).toBe(true);
    expect(isAllCopied("SOLD PIECES, vanish at once!", [SOURCE])).toBe(true);
  });

  it("is a run of eight words out of a longer one", () => {
    const long = "the feed shows twenty pieces and keeps ten more behind them for the next page";
    expect(isAllCopied("shows twenty pieces and keeps ten more behind", [long])).toBe(true);
    expect(isAllCopied("shows twenty pieces and keeps ten more", [long])).toBe(false);
  });

  it("is no sentence cut short at the point of a number", () => {
    expect(isAllCopied("a listing costs $0.0003", [SOURCE])).toBe(false);
    expect(isAllCopied("a listing costs 0", [SOURCE])).toBe(false);
  });
});
