import { describe, expect, it } from "vitest";
import type { SectionId } from "#domain/problems/scale";
import { compilePhrase, findPhrase, readTarget } from "../../text/phrases";
import { findHedges } from "./hedges";

function hedgeOf(sentence: string, concept: string, section: SectionId = "components"): string {
  const target = readTarget(sentence);
  const span = findPhrase(target, compilePhrase(concept))[0];
  if (!span) throw new Error(`"${concept}" does not stand in "${sentence}"`);
  const scope = findHedges(target, section).find(
    ({ from, to }) => span.from >= from && span.from < to,
  );
  return scope?.kind ?? "firm";
}

describe("findHedges", () => {
  it.each<[string, string, string]>([
    ["Maybe we add a reranker.", "reranker", "doubt"],
    ["We might cache answers.", "cache", "doubt"],
    ["We could add a reranker.", "reranker", "doubt"],
    ["Perhaps a cache helps, but we rerank the top 40.", "rerank", "firm"],
    ["We rerank, and perhaps we cache.", "rerank", "firm"],
    ["Later on a reranker is added.", "reranker", "deferral"],
    ["Reranking is a nice-to-have.", "reranking", "deferral"],
    ["If time permits, we add a cache.", "cache", "deferral"],
    ["Monitoring is future work.", "monitoring", "deferral"],
    ["The index is eventually consistent.", "index", "firm"],
    ["That makes maybe 200k vectors in Postgres.", "Postgres", "firm"],
    ["The price in the cache may be a day old.", "cache", "firm"],
    ["Users might paste a contract number, so we mask it.", "mask", "firm"],
  ])("%s (%s): %s", (sentence, concept, kind) => {
    expect(hedgeOf(sentence, concept)).toBe(kind);
  });

  it("lets a scenario put things off: that is scoping", () => {
    expect(hedgeOf("Phone calls are out of scope.", "phone calls", "scenario")).toBe("firm");
    expect(hedgeOf("Phone calls are out of scope.", "phone calls", "architecture")).toBe(
      "deferral",
    );
  });
});
