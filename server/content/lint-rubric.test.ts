import { describe, expect, it } from "vitest";
import { LENSES, SECTION_IDS } from "#domain/problems/scale";
import { rubricSchema } from "#domain/rubrics/rubric.schema";
import { formatPath } from "./content-error";
import { lintRubric } from "./lint-rubric";

const TEXTS = [
  "Names who asks.",
  "Chooses a store for passages.",
  "Describes failures of the provider.",
  "Computes dollars of one message.",
  "Measures recall of retrieval.",
];

function canary(id: string, expect: "met" | "not_met") {
  return { id, section: "scenario", text: "It is about it.", pass: "so", fail: "not so", expect };
}

/** A rubric without findings, one criterion a section, with `change` made to the one at `index`. */
function lint(
  index = 0,
  change: Record<string, unknown> = {},
  rules: Record<string, unknown> = {},
): string[] {
  const criteria = SECTION_IDS.map((section, at) => ({
    id: `criterion-${at}`,
    section,
    text: TEXTS[at],
    weight: 2,
    level: "mid",
    pass: "so",
    fail: "not so",
    topics: ["rag"],
    advice: "do it",
    ...(at === index ? change : {}),
  }));
  const bars = { mid: 40, senior: 60 };
  const canaries = [canary("real", "met"), canary("absent", "not_met")];
  const rubric = rubricSchema.parse({ problem: "p", bars, criteria, canaries, ...rules });
  return lintRubric(rubric).map(
    ({ severity, path, message }) => `${severity} ${formatPath(path)}: ${message}`,
  );
}

describe("lintRubric", () => {
  it("finds nothing in a sound rubric", () => {
    expect(lint()).toEqual([]);
  });

  it("asks for 35 % of the weight on numbers and evaluation, through every lens", () => {
    expect(lint(0, { weight: { default: 2, startup: 8 } })).toEqual([
      "error criteria: Latency & Cost and Evaluation hold 25.0% of the weight through the " +
        "startup lens; at least 35.0% is asked",
    ]);
  });

  it("warns of a staff bar of points alone, and refuses a share without two staff criteria", () => {
    const points = { mid: 40, senior: 60, staff: 80 };
    expect(lint(0, {}, { bars: points })).toEqual([
      "warning bars.staff: staff takes points alone: write { points: 80, weightOfStaff: 0.5 }, or leave it out of a rubric without two staff criteria",
    ]);
    const bars = { mid: 40, senior: 60, staff: { points: 80, weightOfStaff: 0.5 } };
    expect(() => lint(0, { level: "staff" }, { bars })).toThrow(/of which one has weight/);
  });

  it("sees a bar that all that is expected at its level can't reach", () => {
    const bars = { mid: 81, senior: 90 };
    expect(lint(0, { level: "senior" }, { bars })).toEqual(
      LENSES.map(
        (lens) =>
          `error bars.mid: out of reach through the ${lens} lens: ` +
          "everything expected up to mid adds up to 80.0 points",
      ),
    );
  });

  it("misses a canary of either kind", () => {
    expect(lint(0, {}, { canaries: [canary("absent", "not_met")] })).toEqual([
      "warning canaries: add a control criterion that every answer meets",
    ]);
  });

  it("sees two claims in one, unless half of it has an anchor", () => {
    const text = "Names a cache and says when its entries expire.";
    expect(lint(1, { text })).toEqual([
      "warning criteria[1].text: two claims in one: split it, or say what half of it looks like",
    ]);
    expect(lint(1, { text, partial: "half" })).toEqual([]);
    expect(lint(1, { text: "Splits text and code of a page." })).toEqual([]);
  });

  it("sees two criteria that ask nearly the same", () => {
    expect(lint(4, { text: "Computes the dollars of one message." })).toEqual([
      'warning criteria[4].text: asks nearly the same as "criterion-3"',
    ]);
  });
});
