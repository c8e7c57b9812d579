import { describe, expect, it } from "vitest";
import { EMPTY_ANSWERS } from "#server/attempts/answer.schema";
import { parseScene } from "#server/diagram/parse-scene";
import type { Report } from "#server/grades/get-report";
import type { CriterionGrade, Grade } from "#server/grading/grade.schema";
import { writeMarkdown } from "./report-markdown";
import { viewGrade } from "./report-view";

const SCENARIO = "We serve 5 users a second. p95 is 2 s.";
const ARCHITECTURE = "A cache stands before the model.";

function criterion(id: string, fields: Partial<CriterionGrade>): CriterionGrade {
  return {
    id,
    section: "scenario",
    verdict: "met",
    evidence: [],
    reasoning: "",
    advice: "",
    confidence: 1,
    needsPerson: false,
    decidedBy: "judge",
    weight: 2,
    excluded: null,
    notes: [],
    ...fields,
  };
}

function quote(section: "scenario" | "architecture", text: string) {
  const whole = section === "scenario" ? SCENARIO : ARCHITECTURE;
  const start = whole.indexOf(text);
  return { source: "text" as const, section, quote: text, start, end: start + text.length };
}

const criteria = [
  criterion("missing", { verdict: "not_met", reasoning: "No budget.", advice: "State one." }),
  criterion("latency", { evidence: [quote("scenario", "p95 is 2 s.")] }),
  criterion("rate", { evidence: [quote("scenario", "We serve 5 users a second.")] }),
  criterion("elsewhere", { evidence: [quote("architecture", "A cache stands")] }),
  criterion("drawn", {
    section: "architecture",
    evidence: [{ source: "diagram", ids: ["N1"], elementIds: ["box"] }],
  }),
];

const grade: Grade = {
  judge: { kind: "offline", requestedModel: "m", returnedModel: "m", isEstimate: true },
  mode: "standard",
  level: "senior",
  lens: "product",
  rubricHash: "r",
  promptHash: "p",
  total: 61.5,
  uncappedTotal: 61.5,
  caps: [],
  sections: [{ section: "scenario", points: 6, possible: 8, percent: 75 }],
  bars: [{ level: "mid", bar: 40, standing: "above", separates: [] }],
  criteria,
  misconceptions: ["believed"],
  flags: [],
  sums: [],
  promptVersion: null,
  setAside: [{ section: "architecture", start: 15, end: 32, reason: "copied" }],
  confidence: 0.9,
  needsPerson: false,
  usage: null,
  costUsd: null,
  durationMs: 10,
  calls: [
    {
      index: 0,
      purpose: "first",
      criterionIds: [],
      requestedModel: "m",
      returnedModel: "m",
      usage: null,
      costUsd: null,
      startedAt: "2026-01-01T00:00:00.000Z",
      durationMs: 1,
      promptHash: "p",
      rawReply: "what the model said",
    },
  ],
};

const report: Report = {
  leftOutCount: 0,
  attempt: {
    id: "a",
    userId: "u",
    level: "senior",
    lens: "product",
    minutes: 45,
    startedAt: "2026-01-01T00:00:00.000Z",
    submittedAt: "2026-01-01T00:40:00.000Z",
    submittedBy: "candidate",
    contentHash: "c",
  },
  problem: { slug: "some-problem", title: "Some problem", version: 1 },
  rubric: {
    version: 2,
    hash: "r",
    criteria: criteria.map(({ id, section }) => ({
      id,
      section,
      text: `Text of ${id}.`,
      pass: "",
      fail: "",
      partial: null,
      level: "mid",
      topics: ["caching"],
      weight: 2,
    })),
    misconceptions: [
      { id: "believed", text: "Believed.", advice: "Know better." },
      { id: "other", text: "Not believed.", advice: "" },
    ],
  },
  answers: { ...EMPTY_ANSWERS, scenario: SCENARIO, architecture: ARCHITECTURE },
  aids: { questions: [], hints: [], curveball: null },
  scene: parseScene({
    elements: [
      { type: "rectangle", id: "box", x: 0, y: 0, width: 160, height: 80 },
      {
        type: "text",
        id: "label",
        x: 20,
        y: 30,
        width: 100,
        height: 25,
        text: "Cache",
        containerId: "box",
      },
    ],
  }).scene,
  state: {
    gradeId: "g",
    version: 1,
    status: "graded",
    progress: null,
    errorKind: null,
    errorMessage: null,
    held: null,
    queuedAt: "2026-01-01T00:40:00.000Z",
    finishedAt: "2026-01-01T00:41:00.000Z",
  },
  newer: null,
  grade,
};

const view = viewGrade(report, grade, (topics) =>
  topics.map((slug) => ({ slug, title: `About ${slug}`, hasPage: true })),
);
const [scenario, , architecture] = view.sections;

describe("viewGrade", () => {
  it("puts criteria beside the text in the order of their sentences and the others below", () => {
    expect(scenario?.besideText.map(({ id }) => id)).toEqual(["rate", "latency"]);
    expect(scenario?.below.map(({ id }) => id)).toEqual(["missing", "elsewhere"]);
  });

  it("numbers criteria as a reader meets them", () => {
    const numbers = view.sections.flatMap(({ besideText, below }) =>
      [...besideText, ...below].map(({ number }) => number),
    );
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
  });

  it("marks a sentence for a criterion of another section where the sentence stands", () => {
    expect(architecture?.segments[0]).toMatchObject({
      text: "A cache stands",
      criterionIds: ["elsewhere"],
    });
  });

  it("marks what counts as no evidence in the section where it stands", () => {
    expect(architecture?.segments.map(({ text, aside }) => [text, aside])).toEqual([
      ["A cache stands", null],
      [" ", null],
      ["before the model.", "copied"],
    ]);
    expect(scenario?.segments.every(({ aside }) => aside === null)).toBe(true);
  });

  it("names the drawn evidence and keeps the elements that light up", () => {
    const drawn = architecture?.below.find(({ id }) => id === "drawn");
    expect(drawn?.parts.map(({ name }) => name)).toEqual(["Cache"]);
    expect(drawn?.elementIds).toEqual(["box"]);
  });

  it("leads to the topics of what is missing, and of nothing that is met", () => {
    const all = view.sections.flatMap(({ besideText, below }) => [...besideText, ...below]);
    const caching = { slug: "caching", title: "About caching", hasPage: true };
    for (const { verdict, topics } of all) {
      expect(topics).toEqual(verdict === "met" ? [] : [caching]);
    }
    expect(new Set(all.map(({ verdict }) => verdict)).has("not_met")).toBe(true);
    expect(new Set(all.map(({ verdict }) => verdict)).has("met")).toBe(true);
  });

  it("sends no raw reply of a model to the browser", () => {
    expect(JSON.stringify(view)).not.toContain("what the model said");
    expect(view.grade.callCount).toBe(1);
  });

  it("explains only the misconceptions that were seen", () => {
    expect(view.grade.misconceptions.map(({ text }) => text)).toEqual(["Believed."]);
  });
});

describe("writeMarkdown", () => {
  const text = writeMarkdown({
    ...view,
    slug: "some-problem",
    title: "Some problem",
    submittedAt: report.attempt.submittedAt,
    contentHash: "c",
    rubric: { version: 2, hash: "r" },
  });

  it("holds the candidate's words, every verdict and where they came from", () => {
    expect(text).toContain(`> ${SCENARIO}`);
    expect(text).toContain(
      "3. **Not met**: Text of missing.\n   - No budget.\n   - *Next:* State one.",
    );
    expect(text).toContain("In the drawing: Cache");
    expect(text).toContain("an estimate by the offline judge");
    expect(text).toContain("cost unknown");
    expect(text).toContain("*Left empty.*");
  });

  it("says what people decided beside the judge's verdict, and drops the step that is done", () => {
    const at = "2026-01-03T09:00:00.000Z";
    const given = { verdict: "met", reason: "It is\nthere.", by: "Ada", at } as const;
    const decided = view.sections.map((section) => ({
      ...section,
      below: section.below.map((criterion) =>
        criterion.id === "missing"
          ? { ...criterion, review: { given, comments: [], appeals: [], appealTo: null } }
          : criterion,
      ),
    }));
    const said = writeMarkdown({
      ...{ ...view, sections: decided, slug: "some-problem", title: "Some problem" },
      ...{ submittedAt: at, contentHash: "c", rubric: { version: 2, hash: "r" } },
      review: { total: 71.5, bars: [], verdicts: 1, signed: { by: "Ada", at }, comments: [] },
    });
    expect(said).toContain("it stands at **71.5 of 100**");
    expect(said).toContain(`Signed off by Ada, ${at}.`);
    expect(said).toContain(
      "**Not met**: Text of missing.\n   - No budget.\n   - **Ada: Met.** It is there.",
    );
    expect(said).not.toContain("*Next:* State one.");
  });
});
