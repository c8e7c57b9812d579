import { describe, expect, it } from "vitest";
import { RUBRIC } from "../../test/support/grading-fixture";
import { findDoubts, MAX_DOUBTS } from "./doubts";
import type { FirstVote } from "./doubts";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { Vote } from "./verify-answer";

const [CRITERION] = RUBRIC.criteria;
const TEXT: Extract<Evidence, { source: "text" }> = {
  source: "text",
  section: "scenario",
  start: 0,
  end: 9,
  quote: "we keep the index in memory on every node",
};
const VOTE: Vote = {
  verdict: "met",
  evidence: [TEXT],
  isLost: false,
  rejected: 0,
  reasoning: "",
  advice: "",
  notes: [],
};

function firstVote(id: string, vote: Partial<Vote>, weight = 3, isHeavy = false): FirstVote {
  if (!CRITERION) throw new Error("the fixture has no criterion");
  return { criterion: { ...CRITERION, id }, vote: { ...VOTE, ...vote }, weight, isHeavy };
}

const chosen = (votes: FirstVote[]): string[] => {
  const { lost, doubtful } = findDoubts(votes);
  return [...lost, ...doubtful].map(({ id }) => id);
};

describe("findDoubts", () => {
  it("leaves alone what is clear", () => {
    const none: Partial<Vote> = { verdict: "not_met", evidence: [] };
    expect(chosen([firstVote("a", {}), firstVote("b", none, 9, true)])).toEqual([]);
  });

  it("asks again about every verdict whose evidence was lost, however many", () => {
    const lost = Array.from({ length: 9 }, (_, i) =>
      firstVote(`lost-${i}`, { isLost: true, evidence: [] }),
    );
    expect(chosen(lost)).toHaveLength(9);
  });

  it("asks again about every verdict that calls unclear what it can't place, however many", () => {
    const unclear = Array.from({ length: 9 }, (_, i) =>
      firstVote(`unclear-${i}`, { verdict: "cannot_assess", evidence: [] }),
    );
    expect(chosen(unclear)).toHaveLength(9);
  });

  it("takes the greatest doubts first, then the heavier criterion", () => {
    const thin = { evidence: [{ ...TEXT, quote: "index in memory" }] };
    const votes = [
      firstVote("thin", thin, 9, true),
      ...Array.from({ length: MAX_DOUBTS }, (_, i) =>
        firstVote(`half-${i}`, { verdict: "partial" }, i),
      ),
      firstVote("unclear", { verdict: "cannot_assess" }, 1),
    ];
    expect(chosen(votes)).toEqual([
      "unclear",
      "half-5",
      "half-4",
      "half-3",
      "half-2",
      "half-1",
      "half-0",
      "thin",
    ]);
  });

  it("doubts of a heavy criterion a thin met, and a not met next to something quoted", () => {
    const thin = { evidence: [{ ...TEXT, quote: "index in memory" }] };
    const near: Partial<Vote> = { verdict: "not_met", evidence: [TEXT] };
    expect(chosen([firstVote("thin", thin), firstVote("near", near)])).toEqual([]);
    expect(chosen([firstVote("thin", thin, 5, true), firstVote("near", near, 4, true)])).toEqual([
      "thin",
      "near",
    ]);
  });
});
