import type { Evidence } from "#domain/grading/evidence.schema";
import type { DebriefPoint, MadeDebrief } from "#domain/grading/debrief.schema";

/** Where a debrief written by hand rests: words of the answer's first section, unless a test says otherwise. */
const PLACE: Evidence = {
  source: "text",
  section: "scenario",
  quote: "We answer 300 questions a day",
  start: 0,
  end: 29,
};

/** A point written by hand that passes the schema. */
export function makePoint(point: Partial<DebriefPoint> = {}): DebriefPoint {
  return {
    id: "p1",
    kind: "figure",
    danger: "sinks",
    section: "latency_cost",
    headline: "A day's bill is called a month's",
    places: [PLACE],
    consequence: "At 30 days the model costs $1,800 a month, so renting the card is cheaper.",
    sayInstead:
      "That is $60 per day and $1,800 per month, so we rent the card from the first week.",
    figures: [
      {
        shown: "$1,800",
        expression: "day_bill * days",
        value: 1800,
        inputs: [
          { name: "day_bill", value: 60, from: "said", words: "$60" },
          { name: "days", value: 30, from: "assumed", words: "a month of 30 days" },
        ],
      },
    ],
    criterionIds: [],
    failureId: "day-called-month",
    sceptic: "stands",
    ...point,
  };
}

/** A debrief written by hand that passes the schema: two points, an aside, a strength, one point dropped. */
export function makeDebrief(debrief: Partial<MadeDebrief> = {}): MadeDebrief {
  return {
    status: "made",
    promptVersion: "1",
    requestedModel: "reader",
    returnedModel: "reader-1",
    failuresHash: "f".repeat(64),
    isLater: false,
    heart: "Retrieval before generation, with permissions applied at the index, is the right core.",
    sinks: "The bill is thirty times what the text says, and the choice of model rests on it.",
    strengths: [{ place: PLACE, why: "The load is stated before any part is chosen." }],
    points: [
      makePoint(),
      makePoint({
        id: "p2",
        kind: "contradiction",
        danger: "weakens",
        section: "architecture",
        headline: "Text and arrow disagree on who reads raw mail",
        places: [PLACE, { source: "diagram", ids: ["N1"], elementIds: ["n1"] }],
        consequence: "The text keeps raw mail from the model and the drawing sends it there.",
        sayInstead: "The parser strips the mail first; the model reads only its fields.",
        figures: [],
        failureId: null,
        sceptic: "doubted",
      }),
    ],
    asides: [
      { place: PLACE, says: "The busiest hour is missing: say how much of a day it takes." },
    ],
    nextQuestion: "What happens to the queue when the index is down for an hour?",
    dropped: [
      { headline: "The cache leaks between tenants", reason: "the answer keys it by tenant" },
    ],
    ...debrief,
  };
}
