import { describe, expect, it } from "vitest";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import type { WrittenDebrief } from "#domain/problems/written-debrief.schema";
import { readDebrief } from "./read-debrief";

const SCENARIO = "We answer 300 questions a day. A call costs $0.20.";
const work = {
  answers: { ...EMPTY_ANSWERS, scenario: SCENARIO },
  parts: [{ id: "E1", kind: "connection" as const, name: "a → b", elementIds: ["arrow"] }],
};

const FIGURE: NonNullable<WrittenDebrief["points"][number]["figures"]>[number] = {
  shown: "$1,800",
  expression: "questions * price * days",
  inputs: [
    { name: "questions", value: 300, from: "said", words: "300 questions a day" },
    { name: "price", value: 0.2, from: "said", words: "$0.20" },
    { name: "days", value: 30, from: "assumed", words: "a month of 30 days" },
  ],
};

function written(fields: Partial<WrittenDebrief["points"][number]> = {}): WrittenDebrief {
  return {
    heart: "It counts.",
    sinks: "",
    nextQuestion: "And then?",
    strengths: [{ place: { section: "scenario", quote: "300 questions a day" }, why: "A load." }],
    points: [
      {
        kind: "figure",
        danger: "weakens",
        section: "latency_cost",
        headline: "No month",
        places: [{ section: "scenario", quote: "A call costs $0.20." }, { ids: ["E1"] }],
        consequence: "A month costs $1,800.",
        sayInstead: "$1,800 a month.",
        figures: [FIGURE],
        criterionIds: [],
        ...fields,
      },
    ],
  };
}

const faultsOf = (fields: Partial<WrittenDebrief["points"][number]>) =>
  readDebrief(written(fields), work).faults;

describe("a debrief written by hand", () => {
  it("has its places found and its figures computed", () => {
    const { debrief, faults } = readDebrief(written(), work);
    expect(faults).toEqual([]);
    const [point] = debrief.points;
    expect(point).toMatchObject({
      id: "p1",
      places: [
        { source: "text", section: "scenario", start: 31, end: SCENARIO.length },
        { source: "diagram", ids: ["E1"], elementIds: ["arrow"] },
      ],
      corrected: null,
    });
    expect(point?.figures[0]?.value).toBeCloseTo(1800);
    expect(debrief.strengths[0]?.place).toMatchObject({ source: "text", start: 10 });
  });

  it("names a quote that isn't there, and a part that wasn't drawn", () => {
    const places = [{ section: "scenario" as const, quote: "A call is free." }, { ids: ["N9"] }];
    expect(faultsOf({ places }).map(({ path }) => path)).toEqual([
      ["points", 0, "places", 0],
      ["points", 0, "places", 1],
    ]);
  });

  it("names a figure that can't be computed, comes out otherwise, or isn't in its text", () => {
    const wrong = [
      { ...FIGURE, expression: "questions * fee" },
      { ...FIGURE, shown: "$1,900" },
    ];
    for (const figure of wrong) {
      const consequence = `A month costs ${figure.shown}.`;
      expect(faultsOf({ figures: [figure], consequence })).toHaveLength(1);
    }
    expect(faultsOf({ consequence: "Too much.", sayInstead: "Less." })).toHaveLength(1);
  });
});
