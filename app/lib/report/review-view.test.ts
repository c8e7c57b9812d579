import { describe, expect, it } from "vitest";
import type { Appeal, GradeVersion, Review } from "#server/reviews/get-review";
import type { CriterionView, SectionView } from "./report-view";
import { markAppeals, summarizeReview, viewStanding, withReview } from "./review-view";

const TEXT = "Nine languages. Two seconds at most.";
const AT = "2026-01-02T10:00:00.000Z";

function criterion(id: string, verdict: CriterionView["verdict"]): CriterionView {
  return {
    id,
    section: "scenario",
    verdict,
    number: 1,
    text: id,
    level: "mid",
    isCurveball: false,
    quotes: [],
    replies: [],
    parts: [],
    elementIds: [],
    topics: [],
    notes: [],
    reasoning: "",
    advice: "",
    confidence: 1,
    isEstimate: false,
    saidIn: [],
    needsPerson: false,
    decidedBy: "judge",
    weight: 1,
    excluded: null,
  };
}

function appeal(changes: Partial<Appeal> = {}): Appeal {
  return {
    id: "a1",
    criterionId: "missed",
    gradeId: "g",
    note: "",
    at: AT,
    ownVerdict: null,
    settled: null,
    place: { kind: "text", section: "scenario", start: 16, end: 36 },
    ...changes,
  };
}

function review(changes: Partial<Review> = {}): Review {
  return {
    candidate: { id: "c", name: "C" },
    assignee: null,
    grades: [],
    pointChallenges: [],
    gradeId: "g",
    signed: null,
    verdicts: [],
    withdrawn: [],
    comments: [],
    appeals: [],
    stands: null,
    ...changes,
  };
}

const section: SectionView = {
  section: "scenario",
  title: "Scenario",
  text: TEXT,
  wordCount: 6,
  score: null,
  ideas: null,
  segments: [{ start: 0, end: TEXT.length, text: TEXT, criterionIds: [], aside: null }],
  asides: [],
  exchanges: [],
  besideText: [],
  below: [criterion("missed", "not_met"), criterion("found", "met")],
};
const graded = { sections: [section] };
const own = { attemptId: "x", isOwn: true };

function notesOf(said: Review, who = own) {
  const notes = withReview(graded, said, who).sections[0]?.below ?? [];
  return notes.map((note) => note.review);
}

describe("withReview", () => {
  it("offers an appeal for what is not met, to the candidate", () => {
    const [missed, found] = notesOf(review());
    expect(missed?.appealTo).toBe("/attempts/x/appeal?criterion=missed");
    expect(found).toBeUndefined();
    expect(notesOf(review(), { ...own, isOwn: false })).toEqual([undefined, undefined]);
  });

  it("offers it again after a re-grade only", () => {
    expect(notesOf(review({ appeals: [appeal()] }))[0]?.appealTo).toBeNull();
    const regraded = review({ appeals: [appeal()], gradeId: "g2" });
    expect(notesOf(regraded)[0]?.appealTo).not.toBeNull();
  });

  it("goes by a person's verdict where there is one", () => {
    const by = { reason: "There.", by: "Ada", at: AT, withdrawnAt: null };
    const verdicts: Review["verdicts"] = [
      { ...by, id: "1", criterionId: "missed", verdict: "met" },
      { ...by, id: "2", criterionId: "found", verdict: "partial" },
    ];
    const [missed, found] = notesOf(review({ verdicts }));
    expect(missed).toMatchObject({ given: { verdict: "met", by: "Ada" }, appealTo: null });
    expect(found?.appealTo).not.toBeNull();
  });
});

describe("markAppeals", () => {
  it("marks the sentence and the boxes that appeals point at", () => {
    const boxes = appeal({ place: { kind: "drawing", elementIds: ["box"] } });
    const [marked] = markAppeals([section], [appeal(), boxes]);
    expect(marked?.segments.map(({ text, criterionIds }) => [text, criterionIds])).toEqual([
      ["Nine languages. ", []],
      ["Two seconds at most.", ["missed"]],
    ]);
    expect(marked?.below[0]?.elementIds).toEqual(["box"]);
    expect(section.below[0]?.elementIds).toEqual([]);
  });

  it("marks what an appeal points at in a reply, with what the judge marked there", () => {
    const reply = "Two seconds. A person looks at the rest.";
    const quote = { source: "interview" as const, section: "scenario" as const, turn: 2 };
    const judged = {
      ...criterion("judged", "met"),
      replies: [{ ...quote, quote: "Two seconds.", start: 0, end: 12 }],
    };
    const exchange = {
      question: "",
      reply,
      isDeclined: false,
      isCarried: false,
      segments: [],
      criterionIds: [],
    };
    const asked = {
      ...section,
      below: [...section.below, judged],
      exchanges: [
        { ...exchange, turn: 1 },
        { ...exchange, turn: 2 },
      ],
    };
    const place = { kind: "reply" as const, turn: 2, start: 13, end: reply.length };
    const [marked] = markAppeals([asked], [appeal({ place })]);
    expect(marked?.exchanges[0]?.segments).toEqual([]);
    expect(
      marked?.exchanges[1]?.segments.map(({ text, criterionIds }) => [text, criterionIds]),
    ).toEqual([
      ["Two seconds.", ["judged"]],
      [" ", []],
      ["A person looks at the rest.", ["missed"]],
    ]);
    // The section's own text has none of it.
    expect(marked?.segments).toEqual(section.segments);
  });
});

describe("summarizeReview", () => {
  it("says nothing until somebody did something, and names a current signature only", () => {
    expect(summarizeReview(review())).toBeNull();
    const signed = { gradeId: "g", by: "Ada", at: AT };
    expect(summarizeReview(review({ signed: { ...signed, isCurrent: false } }))).toBeNull();
    expect(summarizeReview(review({ signed: { ...signed, isCurrent: true } }))).toMatchObject({
      signed: { by: "Ada" },
      stands: null,
    });
  });
});

describe("viewStanding", () => {
  const estimate = { kind: "estimate", low: 30, high: 60 } as const;
  const stands: Review["stands"] = {
    total: 63,
    uncappedTotal: 63,
    caps: [],
    sections: [],
    bars: [{ level: "mid", bar: 40, standing: "above", separates: [] }],
    holds: [],
    isRaised: false,
  };
  const version: Omit<GradeVersion, "result"> = {
    id: "g",
    version: 1,
    mode: "standard",
    status: "graded",
    queuedAt: AT,
    finishedAt: AT,
  };

  it("keeps an estimate with a person's verdicts an estimate, without bars", () => {
    const said = review({ stands, grades: [{ ...version, result: estimate }] });
    expect(viewStanding(said)).toEqual({
      result: { kind: "estimate", low: 43, high: 73 },
      bars: [],
      caps: [],
      holds: [],
    });
  });

  it("takes it for a grade once a person has signed it", () => {
    const signed = { gradeId: "g", by: "Ada", at: AT, isCurrent: true };
    const said = review({ stands, signed, grades: [{ ...version, result: estimate }] });
    expect(viewStanding(said)).toMatchObject({ result: { kind: "grade", total: 63 } });
    expect(viewStanding(said)?.bars).toHaveLength(1);
    expect(summarizeReview(said)?.stands?.result).toEqual({ kind: "grade", total: 63 });
  });

  it("is points against bars where the judge reads", () => {
    const said = review({ stands, grades: [{ ...version, result: { kind: "grade", total: 50 } }] });
    expect(viewStanding(said)).toMatchObject({ result: { kind: "grade", total: 63 } });
  });
});
