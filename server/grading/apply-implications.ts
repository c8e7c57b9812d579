import type { Implication } from "../rubrics/rubric.schema";
import type { Decided } from "./judge-criteria";

/**
 * Meets what follows from a criterion that is met, by the rubric's own rules, on that criterion's
 * evidence. Only ever raises a verdict; rules may follow from each other.
 */
export function applyImplications(
  decided: readonly Decided[],
  rules: readonly Implication[],
): Decided[] {
  const byId = new Map(decided.map((one) => [one.id, one]));
  const open = new Set(rules);
  for (let grew = true; grew;) {
    grew = false;
    for (const rule of open) {
      const source = byId.get(rule.whenMet);
      if (source?.verdict !== "met") continue;
      open.delete(rule);
      for (const id of rule.meets) {
        const implied = byId.get(id);
        if (!implied || implied.verdict === "met") continue;
        byId.set(id, follow(implied, source, rule));
        grew = true;
      }
    }
  }
  return decided.map((one) => byId.get(one.id) ?? one);
}

function follow(implied: Decided, source: Decided, { whenMet, reason }: Implication): Decided {
  return {
    ...implied,
    verdict: "met",
    evidence: source.evidence,
    reasoning: reason,
    advice: "",
    confidence: source.confidence,
    needsPerson: source.needsPerson,
    notes: [...implied.notes, `Follows from "${whenMet}"; by itself it was ${implied.verdict}.`],
    isLost: false,
  };
}
