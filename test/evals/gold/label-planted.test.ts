import { describe, expect, it } from "vitest";
import { labelPlanted } from "./label-planted";
import { GOLD_RUBRIC } from "./gold-fixture";
import type { Label, Planted } from "./label-planted";
import type { State } from "./plan-states";

function planted(id: string, state: State, touches: string[] = [], drawn: string[] = []): Planted {
  const criterion = GOLD_RUBRIC.criteria.find((one) => one.id === id);
  if (!criterion) throw new Error(`no criterion ${id}`);
  const isSilent = state === "absent" || state === "drawn";
  return { criterion, state, words: isSilent ? null : { text: "Words.", touches }, drawn };
}

function labelsOf(all: Planted[]): Record<string, Label | null> {
  return Object.fromEntries(labelPlanted(all).map(({ criterion, label }) => [criterion.id, label]));
}

describe("labelPlanted", () => {
  it("labels by construction", () => {
    expect(
      labelsOf([
        planted("load", "met"),
        planted("freshness", "paraphrased"),
        planted("read-path", "drawn", [], ["A -> B"]),
        planted("budget", "partial"),
        planted("caching", "absent"),
        planted("ingest", "name_dropped"),
        planted("reranker", "contradicted"),
      ]),
    ).toEqual({
      load: "met",
      freshness: "met",
      "read-path": "met",
      budget: "partial",
      caching: "not_met",
      ingest: "not_met",
      reranker: "not_met",
    });
  });

  it("has no label for what other words touch, unless it is met anyway", () => {
    const touching = planted("load", "met", ["freshness", "caching", "budget"]);
    const labels = labelsOf([
      touching,
      planted("freshness", "met"),
      planted("caching", "absent"),
      planted("budget", "partial"),
    ]);
    expect(labels).toMatchObject({ freshness: "met", caching: null, budget: null });
  });

  it("has none even for what is met when words that speak against something touch it", () => {
    const labels = labelsOf([
      planted("load", "contradicted", ["freshness"]),
      planted("freshness", "met"),
    ]);
    expect(labels["freshness"]).toBeNull();
  });

  it("has none for what a drawing made for another criterion may show", () => {
    const other = { ...planted("load", "drawn", [], ["A -> B"]) };
    expect(labelsOf([other, planted("read-path", "absent")])["read-path"]).toBeNull();
    expect(labelsOf([other, planted("caching", "absent")])["caching"]).toBe("not_met");
  });
});
