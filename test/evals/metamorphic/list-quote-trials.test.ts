import { describe, expect, it } from "vitest";
import { ANSWERS, gradeInput } from "../../support/grading-fixture";
import { listQuoteTrials } from "./list-quote-trials";
import type { EvalCase, Work } from "../grading/eval-case";
import type { EvalResult, GradedResult } from "../grading/result.schema";

const make = (id: string, work: Work): EvalCase => ({
  id,
  key: id,
  repeat: 0,
  input: gradeInput(work),
});
const base = make("strong", gradeInput());

function graded(criteria: Partial<GradedResult["criteria"][number]>[]): GradedResult {
  return {
    outcome: "graded",
    id: "strong",
    key: "strong",
    repeat: 0,
    costUsd: 0,
    durationMs: 1,
    total: 50,
    criteria: criteria.map((one, i) => ({
      id: `c${i}`,
      verdict: "met",
      decidedBy: "judge",
      excluded: false,
      needsPerson: false,
      evidence: [],
      ...one,
    })),
    flags: [],
    usage: null,
    returnedModel: null,
    promptHash: "",
    gradeHash: "",
    evidence: { claimed: 0, found: 0 },
  };
}

const [first = "", second = ""] = ANSWERS.scenario.split("\n\n");
const quote = (text: string) => [{ section: "scenario" as const, text }];

function trialsOf(result: EvalResult) {
  return listQuoteTrials([{ problem: "search", base, make }], new Map([["strong", result]]), 9);
}

describe("listQuoteTrials", () => {
  it("takes away what was quoted, whole, and nothing else", () => {
    const [trial, ...more] = trialsOf(graded([{ evidence: quote(first) }]));
    expect(more).toEqual([]);
    expect(trial?.variant.input.answers.scenario).toBe(`\n\n${second}`);
    expect({ ...trial?.variant.input.answers, scenario: "" }).toEqual({ ...ANSWERS, scenario: "" });
  });

  it("tries only what a judge calls met on words alone", () => {
    const drawn = [{ section: null, text: "N1 E2" }];
    const result = graded([
      { evidence: [...quote(first), ...drawn] },
      { evidence: [] },
      { evidence: quote(first), verdict: "partial" },
      { evidence: quote(first), decidedBy: "verifier" },
    ]);
    expect(trialsOf(result)).toEqual([]);
    expect(trialsOf({ ...result, outcome: "failed", kind: "refused", message: "" })).toEqual([]);
  });

  it("lets a verdict move that quotes the same words, and no other", () => {
    const before = graded([
      { evidence: quote(first) },
      { evidence: quote(first.slice(0, 20)) },
      { evidence: quote(second) },
    ]);
    const trial = trialsOf(before)[0];
    const after = (verdicts: ("met" | "not_met")[]) =>
      graded(verdicts.map((verdict) => ({ verdict })));
    expect(trial?.compare(before, after(["not_met", "not_met", "met"]))?.kind).toBe("held");
    expect(trial?.compare(before, after(["not_met", "met", "not_met"]))).toMatchObject({
      kind: "broken",
      why: "others moved: c2 met → not_met",
    });
    expect(trial?.compare(before, after(["met", "met", "met"]))).toMatchObject({
      kind: "broken",
      why: "c0 is still met",
    });
  });
});
