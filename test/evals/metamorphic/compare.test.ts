import { describe, expect, it } from "vitest";
import { compareDeletion, compareTotals, compareWithBound } from "./compare";
import type { Verdict } from "#domain/grading/verdicts";
import type { GradedResult } from "../grading/result.schema";

function graded(total: number, verdicts: Record<string, Verdict>): GradedResult {
  return {
    outcome: "graded",
    id: "x",
    key: "x",
    repeat: 0,
    costUsd: 0,
    durationMs: 1,
    total,
    criteria: Object.entries(verdicts).map(([id, verdict]) => ({
      id,
      verdict,
      decidedBy: "judge",
      excluded: false,
      needsPerson: false,
      evidence: [],
    })),
    flags: [],
    usage: null,
    returnedModel: null,
    promptHash: "",
    gradeHash: "",
    evidence: { claimed: 0, found: 0 },
  };
}

const nobody = { touched: [], nameOwner: () => "" };
const base = graded(60, { cache: "met", queue: "met", cost: "not_met" });

describe("compareTotals", () => {
  it("lets one criterion move, and no more", () => {
    const near = graded(54, { cache: "not_met", queue: "met", cost: "not_met" });
    expect(compareTotals(base, near, 6)).toEqual({ kind: "held", shift: -6 });
    const far = graded(48, { cache: "not_met", queue: "not_met", cost: "not_met" });
    expect(compareTotals(base, far, 6)).toEqual({
      kind: "broken",
      shift: -12,
      why: "cache met → not_met, queue met → not_met",
    });
  });
});

describe("compareDeletion", () => {
  it("holds when that criterion falls and no other moves", () => {
    const after = graded(50, { cache: "not_met", queue: "met", cost: "not_met" });
    expect(compareDeletion(base, after, "cache", nobody)).toEqual({ kind: "held", shift: -10 });
  });

  it("breaks when it stays, or when another moves that isn't touched", () => {
    const stays = compareDeletion(base, base, "cache", nobody);
    expect(stays).toMatchObject({ kind: "broken", why: "cache is still met" });
    const after = graded(40, { cache: "partial", queue: "not_met", cost: "not_met" });
    expect(compareDeletion(base, after, "cache", nobody)).toMatchObject({
      kind: "broken",
      why: "others moved: queue met → not_met",
    });
    expect(compareDeletion(base, after, "cache", { ...nobody, touched: ["queue"] })).toMatchObject({
      kind: "held",
    });
  });

  it("says whose words took the place of the deleted ones", () => {
    const [cache, ...rest] = base.criteria;
    if (!cache) throw new Error("no criterion");
    const quoting = { ...cache, evidence: [{ section: "components" as const, text: "A queue." }] };
    const after = { ...base, criteria: [quoting, ...rest] };
    const nameOwner = (quote: string): string => (quote === "A queue." ? "the facts of queue" : "");
    expect(compareDeletion(base, after, "cache", { touched: [], nameOwner })).toMatchObject({
      why: "cache is still met by the facts of queue",
    });
  });

  it("says nothing where it wasn't met before", () => {
    expect(compareDeletion(base, base, "cost", nobody)).toEqual({ kind: "moot" });
  });
});

describe("compareWithBound", () => {
  it("wants a total below the bound", () => {
    expect(compareWithBound(graded(34.9, {}), 35)).toMatchObject({ kind: "held" });
    expect(compareWithBound(base, 35)).toMatchObject({ kind: "broken", why: "met: cache, queue" });
  });
});
