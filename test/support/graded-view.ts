import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { nameDiagramParts } from "#domain/diagram/name-parts";
import { parseScene } from "#domain/diagram/parse-scene";
import { readDiagram } from "#domain/diagram/read-diagram";
import type { Report } from "#server/grades/get-report";
import type { CriterionGrade, Grade } from "#domain/grading/grade.schema";
import { quoteMisconception } from "#server/grading/find-misconceptions";
import { viewGrade } from "~/lib/report/report-view";
import type { GradedView } from "~/lib/report/report-view";
import { toHead } from "~/lib/report/standing-view";
import type { StandingView } from "~/lib/report/standing-view";

export const SCENARIO = "We serve 5 users a second. p95 is 2 s.";
export const ARCHITECTURE = "A cache stands before the model.";

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

export function quote(section: "scenario" | "architecture", text: string) {
  const whole = section === "scenario" ? SCENARIO : ARCHITECTURE;
  const start = whole.indexOf(text);
  return { source: "text" as const, section, quote: text, start, end: start + text.length };
}

export const criteria = [
  criterion("missing", { verdict: "not_met", reasoning: "No budget.", advice: "State one." }),
  criterion("latency", { evidence: [quote("scenario", "p95 is 2 s.")] }),
  criterion("rate", { evidence: [quote("scenario", "We serve 5 users a second.")] }),
  criterion("elsewhere", { evidence: [quote("architecture", "A cache stands")] }),
  criterion("drawn", {
    section: "architecture",
    evidence: [{ source: "diagram", ids: ["N1"], elementIds: ["box"] }],
  }),
];

export const grade: Grade = {
  judge: { kind: "openai", requestedModel: "m", returnedModel: "m", isEstimate: false },
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

export const report: Report = {
  leftOutCount: 0,
  debrief: null,
  attempt: {
    id: "a",
    userId: "u",
    kind: "interview",
    basedOnId: null,
    focusSection: null,
    level: "senior",
    lens: "product",
    minutes: 45,
    startedAt: "2026-01-01T00:00:00.000Z",
    submittedAt: "2026-01-01T00:40:00.000Z",
    submittedBy: "candidate",
    contentHash: "c",
  },
  problem: {
    slug: "some-problem",
    title: "Some problem",
    version: 1,
    shares: {
      scenario: 0.2,
      components: 0.2,
      architecture: 0.2,
      latency_cost: 0.2,
      evaluation: 0.2,
    },
  },
  given: { brief: "case", markdown: "Some statement.", caseMarkdown: null },
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
      isCurveball: false,
    })),
    misconceptions: [
      { id: "believed", text: "Believed.", advice: "Know better.", signals: [["cache stands"]] },
      { id: "other", text: "Not believed.", advice: "", signals: [["users"]] },
    ],
  },
  answers: { ...EMPTY_ANSWERS, scenario: SCENARIO, architecture: ARCHITECTURE },
  interview: [],
  aids: { questions: [], hints: [], curveball: null },
  time: null,
  state: {
    gradeId: "g",
    version: 1,
    status: "graded",
    progress: null,
    errorKind: null,
    errorMessage: null,
    held: null,
    ahead: 0,
    canStop: false,
    kept: null,
    queuedAt: "2026-01-01T00:40:00.000Z",
    finishedAt: "2026-01-01T00:41:00.000Z",
  },
  newer: null,
  grade,
};

const { scene } = parseScene({
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
});
export const work = { ...report, drawing: nameDiagramParts(readDiagram(scene)) };

export const toLinks = (topics: readonly string[]) =>
  topics.map((slug) => ({ slug, title: `About ${slug}`, hasPage: true }));
export const view = viewGrade(work, grade, toLinks, quoteMisconception);

/** What a saved report says beside its view. */
export const file = {
  slug: "some-problem",
  title: "Some problem",
  submittedAt: report.attempt.submittedAt,
  contentHash: "c",
  rubric: { version: 2, hash: "r" },
};

/** With the judge's score as the one that stands. */
export function atHead(graded: GradedView): StandingView {
  return { ...graded, head: toHead(graded.grade.outcome) };
}
