import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countWordsOfAnyScript, findQuote } from "./find-quote";

const TEXT =
  "We  chunk by heading\n(512 tokens).\n\n**Hybrid** search: BM25 + dense, fused with “RRF” — k = 60.";

function found(text: string, quote: string): string | null {
  const span = findQuote(text, quote);
  return span && text.slice(span.start, span.end);
}

describe("findQuote", () => {
  it("finds a quote across line breaks, with the offsets of the text as written", () => {
    expect(found(TEXT, "We chunk by heading (512 tokens).")).toBe(
      "We  chunk by heading\n(512 tokens).",
    );
  });

  it("folds quotation marks, dashes, case and Markdown marks", () => {
    expect(found(TEXT, 'hybrid search: BM25 + dense, fused with "RRF" - k = 60')).toBe(
      "Hybrid** search: BM25 + dense, fused with “RRF” — k = 60",
    );
    expect(found("it´s the model’s turn", "it's the model's turn")).toBe("it´s the model’s turn");
  });

  it("takes a quote that the model set in marks of its own", () => {
    expect(found(TEXT, '"We chunk by heading"')).toBe("We  chunk by heading");
  });

  it("finds what is composed differently, and what invisible characters interrupt", () => {
    expect(found("the cafe\u0301 ﬁle is re\u200Bread", "the café file is reread")).toBe(
      "the cafe\u0301 ﬁle is re\u200Bread",
    );
    expect(found("10\u00A0000 users, １２ms", "10 000 users, 12ms")).toBe(
      "10\u00A0000 users, １２ms",
    );
  });

  it("refuses half a real quote with half an invented one, and an elided one", () => {
    expect(findQuote(TEXT, "We chunk by heading (1024 tokens)")).toBeNull();
    expect(findQuote(TEXT, "We chunk by heading ... dense, fused")).toBeNull();
    expect(findQuote(TEXT, "We chunk by heading … fused with RRF")).toBeNull();
  });

  it("refuses a match that begins or ends within a word", () => {
    expect(findQuote("reranking cuts the context", "ranking cuts the context")).toBeNull();
    expect(findQuote("reranking cuts the contexts", "reranking cuts the context")).toBeNull();
    expect(found("a pre-ranking step cuts it", "ranking step cuts it")).toBe(
      "ranking step cuts it",
    );
  });

  it("finds nothing for an empty quote", () => {
    expect(findQuote(TEXT, "")).toBeNull();
    expect(findQuote(TEXT, " ** ")).toBeNull();
  });

  it("finds every whole-word slice of any text where it stands", () => {
    const word = fc.stringMatching(/^[a-zé0-9ﬁ]{1,6}$/u);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        (ws, a, b) => {
          const from = a % ws.length;
          const to = from + 1 + (b % (ws.length - from));
          const text = ws.join(" \n");
          const quote = ws.slice(from, to).join(" ");
          const span = findQuote(text, quote);
          expect(span).not.toBeNull();
          if (!span) return;
          expect(text.slice(span.start, span.end).replace(/\s+/g, " ").normalize("NFKC")).toBe(
            quote.normalize("NFKC"),
          );
        },
      ),
    );
  });
});

describe("countWordsOfAnyScript", () => {
  it("counts words that hold a letter or digit", () => {
    expect(countWordsOfAnyScript("p95 < 2 s — at peak")).toBe(5);
  });
  it("counts words of scripts without spaces", () => {
    expect(countWordsOfAnyScript("我们使用混合检索和重排序")).toBeGreaterThanOrEqual(4);
    expect(countWordsOfAnyScript("检索")).toBeLessThan(4);
  });
});
