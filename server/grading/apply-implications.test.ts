import { describe, expect, it } from "vitest";
import { applyImplications } from "./apply-implications";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { Decided } from "./judge-criteria";
import type { Verdict } from "#domain/grading/verdicts";

const QUOTE: Evidence = { source: "text", section: "scenario", quote: "q", start: 0, end: 1 };
const OTHER: Evidence = { ...QUOTE, quote: "o", start: 2, end: 3 };
const THIRD: Evidence = { ...QUOTE, quote: "t", start: 4, end: 5 };

function decided(
  id: string,
  verdict: Verdict,
  evidence: Evidence[] = verdict === "met" ? [QUOTE] : [],
): Decided {
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

  it("quotes for what is met by itself what would carry it alone, once and along a chain", () => {
    const list = [
      decided("split", "met", [OTHER]),
      decided("total", "met"),
      decided("named", "met", [OTHER, THIRD]),
    ];
    const [split, total, named] = applyImplications(list, RULES);
    expect(split).toEqual(list[0]);
    expect(total).toEqual({
      ...list[1],
      evidence: [QUOTE, OTHER],
      notes: ['Also follows from "split".'],
    });
    expect(named?.evidence).toEqual([OTHER, THIRD, QUOTE]);
  });

  it("quotes all that an unmet one follows from, and nothing of what it said itself", () => {
    const rules = [...RULES, { whenMet: "named", meets: ["total"], reason: "It names it." }];
    const list = [
      decided("total", "partial", [THIRD]),
      decided("split", "met"),
      decided("named", "met", [OTHER]),
    ];
    expect(applyImplications(list, rules)[0]).toMatchObject({
      verdict: "met",
      evidence: [QUOTE, OTHER],
      notes: ['Follows from "split"; by itself it was partial.', 'Also follows from "named".'],
    });
  });
});
