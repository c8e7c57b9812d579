import type { CompiledCriterion } from "./compile-signals";
import type { Finding } from "./decide";

/** A drawn fact is looked up in the graph; what is left is how the drawing was read. */
export const DRAWN_CONFIDENCE = 0.95;

/**
 * How far a finding can be trusted, 0–1. Steps set by hand, in the order of how often findings of a
 * kind were wrong on gold facts of the tune split; no probabilities. None is so low that a person
 * would be called: that an estimate is one is said on every page.
 */
export function confidenceOf(finding: Finding, { met }: CompiledCriterion): number {
  switch (finding.kind) {
    case "found":
      // One concept by itself is a search for a word.
      return met.length === 1 ? 0.8 : 0.9;
    case "nearly":
    case "hedged":
    case "contradicted":
      return 0.7;
    case "close":
      return 0.6;
    case "partly":
    case "negated":
      return 0.75;
    case "missing":
      // With one concept of several not found, it may stand there in other words.
      return met.length > 1 && finding.missing.length <= 1 ? 0.7 : 0.85;
  }
}
