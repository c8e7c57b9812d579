import { describe, expect, it } from "vitest";
import { gradeInput } from "../../support/grading-fixture";
import { measureAttacks, measureNullAnswers } from "./attacks";
import { measureRelations } from "./relations";
import { measureCosts, measureRepeats } from "./runs";
import type { AttackPair } from "../command/attack-cases";
import type { EvalCase } from "../grading/eval-case";
import type { EvalResult } from "../grading/result.schema";
import type { Trial } from "../metamorphic/trial";

const caseOf = (key: string): EvalCase => ({ id: key, key, repeat: 0, input: gradeInput() });

function graded(key: string, total: number, changes: Partial<EvalResult> = {}): EvalResult {
  return {
    outcome: "graded",
    id: key,
    key,
    repeat: 0,
    costUsd: 0.01,
    durationMs: 100,
    total,
    criteria: [],
    flags: [],
    usage: null,
    returnedModel: null,
    promptHash: "p",
    gradeHash: `${total}`,
    evidence: { claimed: 4, found: 3 },
    ...changes,
  } as EvalResult;
}

function failed(key: string, costUsd: number | null = 0.002): EvalResult {
  return {
    outcome: "failed",
    id: key,
    key,
    repeat: 0,
    costUsd,
    durationMs: 5,
    kind: "canary_failed",
    message: "no",
    evidence: { claimed: 0, found: 0 },
  };
}

const byKey = (...results: EvalResult[]) => new Map(results.map((one) => [one.key, one]));

describe("measureAttacks", () => {
  const pair = (attack: string, family: string): AttackPair => ({
    attack,
    family,
    base: "weak",
    clean: caseOf("clean"),
    attacked: caseOf(attack),
  });

  it("counts gains, losses and voided grades by family, all of them first", () => {
    const pairs = [pair("a1", "a"), pair("a2", "a"), pair("b1", "b"), pair("b2", "b")];
    const results = byKey(
      ...[graded("clean", 20), graded("a1", 26), graded("a2", 20.5), graded("b1", 10)],
      failed("b2"),
    );
    const [all, a, b] = measureAttacks(pairs, results);
    expect(all).toMatchObject({ family: "all", pairs: 3, voided: 1, losses: 1, largestGain: 6 });
    expect(all?.gains).toEqual([{ id: "weak a1", shift: 6 }]);
    expect(a).toMatchObject({ family: "a", pairs: 2, meanShift: 3.25, losses: 0 });
    expect(b).toMatchObject({ family: "b", pairs: 1, meanShift: -10, voided: 1, gains: [] });
  });

  it("compares nothing where the clean answer has no grade", () => {
    const results = byKey(failed("clean"), graded("a1", 50));
    expect(measureAttacks([pair("a1", "a")], results)[0]).toMatchObject({
      pairs: 0,
      ungraded: 1,
      meanShift: null,
    });
  });
});

describe("measureNullAnswers", () => {
  it("names those that got more than five points", () => {
    const cases = ["n1", "n2", "n3"].map(caseOf);
    const results = byKey(graded("n1", 5), graded("n2", 5.1), failed("n3"));
    expect(measureNullAnswers(cases, results)).toEqual({
      graded: 2,
      voided: 1,
      highestTotal: 5.1,
      over: [{ id: "n2", total: 5.1 }],
    });
  });
});

describe("measureRelations", () => {
  it("gives the rate over trials that said something, and lists what broke", () => {
    const trial = (key: string, finding: ReturnType<Trial["compare"]>): Trial => ({
      relation: "pad_half",
      id: key,
      problem: "search",
      base: caseOf("base"),
      variant: caseOf(key),
      compare: () => finding,
    });
    const trials = [
      trial("v1", { kind: "held", shift: 1 }),
      trial("v2", { kind: "broken", shift: -9, why: "cache fell" }),
      trial("v3", { kind: "moot" }),
      trial("v4", { kind: "held", shift: 0 }),
    ];
    const results = byKey(
      ...[graded("base", 50), graded("v1", 51), graded("v2", 41), graded("v3", 50)],
      failed("v4"),
    );
    expect(measureRelations(trials, results)).toEqual([
      {
        relation: "pad_half",
        trials: 2,
        held: 1,
        rate: 0.5,
        moot: 1,
        ungraded: 1,
        meanShift: -4,
        largestShift: -9,
        offenders: [{ id: "v2", shift: -9, why: "cache fell" }],
      },
    ]);
  });
});

describe("measureRepeats", () => {
  const voice = (key: string, verdict: "met" | "not_met", gradeHash: string): EvalResult =>
    graded(key, 50, {
      criteria: [
        {
          id: "cache",
          verdict,
          decidedBy: "judge",
          excluded: false,
          needsPerson: false,
          evidence: [],
        },
      ],
      gradeHash,
    });

  it("tells equal verdicts from equal bytes", () => {
    const groups = [["a", "b"].map(caseOf), ["c", "d"].map(caseOf), [caseOf("e")]];
    const results = byKey(
      ...[voice("a", "met", "1"), voice("b", "met", "1")],
      ...[voice("c", "met", "1"), voice("d", "not_met", "2"), voice("e", "met", "3")],
    );
    expect(measureRepeats(groups, results)).toEqual({
      answers: 2,
      verdictAgreement: 0.5,
      identical: 1,
    });
    expect(measureRepeats([[caseOf("e")]], results)).toBeNull();
  });
});

describe("measureCosts", () => {
  it("adds up what failed gradings cost too, and keeps unknown apart from free", () => {
    const known = measureCosts([graded("a", 50), failed("b")]);
    expect(known).toMatchObject({ graded: 1, totalUsd: 0.012, medianMs: 100, evidenceValid: 0.75 });
    expect(known.failed).toEqual([{ id: "b", kind: "canary_failed", message: "no" }]);
    expect(measureCosts([graded("a", 50), failed("b", null)]).totalUsd).toBeNull();
  });
});
