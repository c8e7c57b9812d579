import type { Implication } from "#domain/rubrics/rubric.schema";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { Decided } from "./judge-criteria";

/**
 * Meets what follows from a criterion that is met, by the rubric's own rules, on that criterion's
 * evidence; what is met by itself quotes it too, since that alone would carry the verdict. Only
 * ever raises a verdict; rules may follow from each other.
 */
export function applyImplications(
  decided: readonly Decided[],
  rules: readonly Implication[],
): Decided[] {
  const byId = new Map(decided.map((one) => [one.id, one]));
  const used: Step[] = [];
  const open = new Set(rules);
  for (let grew = true; grew;) {
    grew = false;
    for (const rule of open) {
      const source = byId.get(rule.whenMet);
      if (source?.verdict !== "met") continue;
      open.delete(rule);
      grew = true;
      for (const id of rule.meets) {
        const implied = byId.get(id);
        if (!implied) continue;
        used.push({ from: source.id, to: id });
        byId.set(
          id,
          implied.verdict === "met" ? alsoFollow(implied, rule) : follow(implied, source, rule),
        );
      }
    }
  }
  return decided.map((one) => {
    const settled = byId.get(one.id) ?? one;
    if (used.every(({ to }) => to !== one.id)) return settled;
    return { ...settled, evidence: gatherEvidence(one.id, decided, used) };
  });
}

type Step = { from: string; to: string };

function follow(implied: Decided, source: Decided, { whenMet, reason }: Implication): Decided {
  return {
    ...implied,
    verdict: "met",
    reasoning: reason,
    advice: "",
    confidence: source.confidence,
    needsPerson: source.needsPerson,
    notes: [...implied.notes, `Follows from "${whenMet}"; by itself it was ${implied.verdict}.`],
    isLost: false,
    isUnanswered: false,
  };
}

function alsoFollow(implied: Decided, { whenMet }: Implication): Decided {
  return { ...implied, notes: [...implied.notes, `Also follows from "${whenMet}".`] };
}

/** What shows a criterion by itself, and what shows those that it follows from; nothing twice. */
function gatherEvidence(id: string, decided: readonly Decided[], steps: Step[]): Evidence[] {
  const ids = new Set([id]);
  // A set that grows while it is gone through: rules follow from each other.
  for (const each of ids) for (const { from, to } of steps) if (to === each) ids.add(from);
  const all = [...ids].flatMap((each) =>
    decided.flatMap((one) => (one.id === each && one.verdict === "met" ? one.evidence : [])),
  );
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
