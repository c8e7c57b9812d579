import type { Diagram } from "#domain/diagram/diagram.schema";
import type { DiagramFact, NodeMatcher, Verifier } from "../lists.schema";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { Verdict } from "#domain/grading/verdicts";
import { findFact } from "./find-fact";

type DiagramVerifier = Extract<Verifier, { kind: "diagram" }>;
type Result = { verdict: Verdict; evidence: Evidence[]; reasoning: string };

/** Met when every fact holds in the drawing; the first that does not is named. */
export function checkDiagram(verifier: DiagramVerifier, diagram: Diagram): Result {
  if (diagram.nodes.length === 0) {
    return { verdict: "not_met", evidence: [], reasoning: "Nothing is drawn on the canvas." };
  }
  const evidence: Evidence[] = [];
  for (const fact of verifier.facts) {
    const found = findFact(diagram, fact);
    if (!found) {
      return {
        verdict: "not_met",
        evidence: [],
        reasoning: `The drawing does not show ${describeFact(fact)}.`,
      };
    }
    evidence.push({ source: "diagram", ids: found.ids, elementIds: found.elementIds });
  }
  const shown = verifier.facts.map(describeFact).join("; ");
  return { verdict: "met", evidence, reasoning: `The drawing shows ${shown}.` };
}

/** A diagram fact in a reader's words, to follow "the drawing shows". */
export function describeFact(fact: DiagramFact): string {
  switch (fact.fact) {
    case "has":
      return fact.count > 1
        ? `at least ${fact.count} times ${describeNode(fact.node)}`
        : describeNode(fact.node);
    case "path": {
      const via = fact.via ? ` through ${describeNode(fact.via)}` : "";
      return `a path of arrows from ${describeNode(fact.from)} to ${describeNode(fact.to)}${via}`;
    }
    case "connected":
      return `${describeNode(fact.node)} that is both written to and read from`;
    case "no_single_point":
      return `a way around every single component between ${describeNode(fact.from)} and ${describeNode(fact.to)}`;
  }
}

const MAX_NAMES = 3;

/** "a vector store", "a component such as “queue” or “stream”". */
function describeNode(matcher: NodeMatcher): string {
  const kinds = (matcher.kind ?? []).map((kind) => kind.replace(/_/g, " "));
  const labels = (matcher.label ?? []).map((label) => `“${label}”`);
  const names = [...kinds, ...labels];
  const first = names[0];
  if (!first) return "any component";
  if (names.length > 1) return `a component such as ${joinOr(names.slice(0, MAX_NAMES))}`;
  if (kinds.length === 0) return `a component called ${first}`;
  return /^[aeiou]|^llm/.test(first) ? `an ${first.replace("llm", "LLM")}` : `a ${first}`;
}

function joinOr(names: string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}`;
}
