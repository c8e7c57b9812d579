import { describe, expect, it } from "vitest";
import { applyImplications } from "./apply-implications";
import type { Evidence } from "./grade.schema";
import type { Decided } from "./judge-criteria";
import type { Verdict } from "./verdicts";

const QUOTE: Evidence = { source: "text", section: "scenario", quote: "q", start: 0, end: 1 };

function decided(id: string, verdict: Verdict): Decided {
  const evidence = verdict === "met" ? [QUOTE] : [];
  const rest = { reasoning: "r", advice: "a", confidence: 0.8, needsPerson: false, notes: [] };
  const section = "scenario" as const;
  return { id, section, verdict, evidence, ...rest, decidedBy: "judge", isLost: false };
}

const RULES = [
  { whenMet: "split", meets: ["total"], reason: "Who splits it has it." },
  { whenMet: "total", meets: ["named"], reason: "A number names it." },
];
const verdictsOf = (list: Decided[]): Verdict[] => list.map(({ verdict }) => verdict);

describe("applyImplications", () => {
  it("meets what follows, on the same evidence, and says why", () => {
    const [, total] = applyImplications(
      [decided("split", "met"), decided("total", "partial")],
      RULES,
    );
    expect(total).toMatchObject({
      verdict: "met",
      evidence: [QUOTE],
      reasoning: "Who splits it has it.",
      advice: "",
      notes: ['Follows from "split"; by itself it was partial.'],
    });
  });

  it("follows a chain, whatever the order of rules and criteria", () => {
    const list = [
      decided("named", "not_met"),
      decided("total", "not_met"),
      decided("split", "met"),
    ];
    expect(verdictsOf(applyImplications(list, RULES))).toEqual(["met", "met", "met"]);
    expect(verdictsOf(applyImplications(list, [...RULES].reverse()))).toEqual([
      "met",
      "met",
      "met",
    ]);
  });

  it("changes nothing where the stronger one is not met", () => {
    const list = [decided("split", "partial"), decided("total", "not_met")];
    expect(applyImplications(list, RULES)).toEqual(list);
  });

  it("leaves alone what is met by itself", () => {
    const list = [decided("split", "met"), decided("total", "met")];
    expect(applyImplications(list, RULES)).toEqual(list);
  });
});
