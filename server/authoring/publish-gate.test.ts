import { describe, expect, it } from "vitest";
import type { Verdict } from "#domain/grading/verdicts";
import { decideGate } from "./publish-gate";
import { summarizeDryRun } from "./summarize-dry-run";
import type { Trial } from "./summarize-dry-run";

const JUDGE = { kind: "offline", model: "offline" } as const;
const EXPECTED = { a: "met", b: ["met", "partial"], c: "not_met" } as Trial["head"]["expected"];

function graded(total: number, verdicts: Record<string, Verdict>) {
  const bars: [] = [];
  return {
    total,
    bars,
    criteria: Object.entries(verdicts).map(([id, verdict]) => ({ id, verdict })),
  };
}

const RIGHT = { a: "met", b: "partial", c: "not_met" } as const;

function trial(changes: Partial<Trial> & { name: string }): Trial {
  return {
    head: { band: "strong", expected: EXPECTED },
    before: graded(80, RIGHT),
    after: graded(80, RIGHT),
    ...changes,
  };
}

function gateOf(trials: Trial[], tried = 3, revision = 3) {
  const result = summarizeDryRun(JUDGE, trials, "answers");
  return decideGate({ revision: tried, result }, { revision, answersHash: "answers" });
}

describe("decideGate", () => {
  it("lets through what does as well as before", () => {
    expect(gateOf([trial({ name: "one" })])).toEqual({
      isOpen: true,
      isGradable: true,
      because: [],
    });
  });

  it("stays shut to what no judge here can mark, whatever was tried, and says what that means", () => {
    const result = summarizeDryRun(JUDGE, [trial({ name: "one" })], "answers");
    const standing = { revision: 3, answersHash: "answers" };
    const coverage = { isEnough: false, covered: 0, of: 6 };
    const gate = decideGate({ revision: 3, result }, standing, coverage);
    expect(gate).toMatchObject({ isOpen: false, isGradable: false });
    expect(gate.because).toEqual([expect.stringContaining("knows none of its 6 criteria")]);
    const some = decideGate({ revision: 3, result }, standing, { ...coverage, isEnough: true });
    expect(some).toMatchObject({ isOpen: true, isGradable: true });
  });

  it("asks for a dry run, and for one of this very revision", () => {
    expect(decideGate(null, { revision: 0, answersHash: "" }).isOpen).toBe(false);
    expect(gateOf([trial({ name: "one" })], 2, 3).because[0]).toContain("revision 2");
  });

  it("asks for another once an answer or a label was changed", () => {
    const result = summarizeDryRun(JUDGE, [trial({ name: "one" })], "before");
    const gateAt = (answersHash: string) =>
      decideGate({ revision: 3, result }, { revision: 3, answersHash });
    expect(gateAt("before").isOpen).toBe(true);
    expect(gateAt("after").because).toEqual([
      "The calibration answers changed after the latest dry run.",
    ]);
  });

  it("refuses a lower agreement, and one verdict is enough", () => {
    const worse = trial({ name: "one", after: graded(80, { ...RIGHT, c: "met" }) });
    expect(gateOf([worse]).because).toEqual([
      "It matches 2 of 3 labels; the published version matches 3 of 3.",
    ]);
  });

  it("counts cannot_assess as a verdict that is not the label", () => {
    const worse = trial({ name: "one", after: graded(80, { ...RIGHT, a: "cannot_assess" }) });
    expect(gateOf([worse]).isOpen).toBe(false);
  });

  it("compares shares, so that a criterion that went is no loss", () => {
    const fewer = trial({ name: "one", after: graded(80, { a: "met", b: "met" }) });
    expect(gateOf([fewer]).isOpen).toBe(true);
  });

  it("refuses bands that change places, and leaves those that stood wrong before", () => {
    const weak = { band: "weak", expected: EXPECTED } as const;
    const swapped = [
      trial({ name: "good" }),
      trial({ name: "bad", head: weak, before: graded(20, RIGHT), after: graded(80, RIGHT) }),
    ];
    expect(gateOf(swapped).because[0]).toContain("good over bad");
    const asBefore = [
      trial({ name: "good" }),
      trial({ name: "bad", head: weak, before: graded(90, RIGHT), after: graded(90, RIGHT) }),
    ];
    expect(gateOf(asBefore).isOpen).toBe(true);
  });

  it("asks for a reason where there is nothing to try a draft on", () => {
    expect(gateOf([]).isOpen).toBe(false);
  });

  it("holds a new problem to the order of its bands only", () => {
    const fresh = trial({
      name: "one",
      before: null,
      after: graded(80, { ...RIGHT, a: "not_met" }),
    });
    expect(gateOf([fresh]).isOpen).toBe(true);
    const unlabelled = trial({ name: "one", before: null, after: graded(80, { z: "met" }) });
    expect(gateOf([unlabelled]).isOpen).toBe(false);
  });
});
