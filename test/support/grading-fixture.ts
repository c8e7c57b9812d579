import { parseScene } from "#domain/diagram/parse-scene";
import { rubricSchema } from "#domain/rubrics/rubric.schema";
import { canonicalHash } from "#server/text/canonical-hash";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import type { GradeInput } from "#server/grading/grade-input";
import type { ClaimedEvidence } from "#server/grading/judge";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { Verdict } from "#domain/grading/verdicts";

type CriterionSource = {
  id: string;
  section: string;
  text: string;
  weight?: unknown;
  level?: string;
  partial?: string;
  evidence?: string[];
};

function criterion({ weight = 4, level = "mid", ...rest }: CriterionSource) {
  return {
    pass: `An answer in which this holds: ${rest.text}`,
    fail: "An answer that names the word and leaves it at that.",
    topics: ["search"],
    advice: `Show it for this design: ${rest.text}`,
    ...rest,
    weight,
    level,
  };
}

/** Ten criteria over five sections, so that `standard` needs five calls. */
const CRITERIA = [
  criterion({ id: "load", section: "scenario", text: "States how many queries come in." }),
  criterion({ id: "freshness", section: "scenario", text: "Bounds how stale results may be." }),
  criterion({ id: "retrieval", section: "components", text: "Joins lexical with dense search." }),
  criterion({
    id: "reranker",
    section: "components",
    text: "Orders the candidates by a second model.",
    level: "senior",
  }),
  criterion({
    id: "read-path",
    section: "architecture",
    text: "Traces a query from client to store.",
    evidence: ["text", "diagram"],
    weight: { default: 6, startup: 8 },
  }),
  criterion({ id: "ingest", section: "architecture", text: "Feeds changes in by a queue." }),
  criterion({
    id: "budget",
    section: "latency_cost",
    text: "Splits the latency budget over the stages.",
    partial: "Gives one figure for the whole and splits nothing.",
    level: "senior",
  }),
  criterion({
    id: "caching",
    section: "latency_cost",
    text: "Says what is cached and until when.",
  }),
  criterion({
    id: "offline-eval",
    section: "evaluation",
    text: "Measures ranking on labelled queries.",
    weight: 5,
  }),
  criterion({
    id: "online-eval",
    section: "evaluation",
    text: "Compares variants on live traffic.",
    level: "staff",
  }),
];

const canary = { pass: "It is there.", fail: "It is not there." };

export const RUBRIC: Rubric = rubricSchema.parse({
  problem: "help-centre-search",
  bars: { mid: 40, senior: 65, staff: 85 },
  criteria: CRITERIA,
  caps: [
    {
      id: "no-evaluation",
      whenNoneMet: ["offline-eval", "online-eval"],
      maxTotal: 55,
      reason: "Without any evaluation nobody knows whether it works.",
    },
  ],
  canaries: [
    {
      ...canary,
      id: "any-sentence",
      section: "scenario",
      text: "The answer to this section holds a sentence.",
      expect: "met",
    },
    {
      ...canary,
      id: "reactor",
      section: "architecture",
      text: "The answer specifies the cooling of a nuclear reactor.",
      expect: "not_met",
    },
  ],
  misconceptions: [
    {
      id: "trust-by-eye",
      text: "Looking at a few results is taken for an evaluation.",
      advice: "Label a set of queries.",
      whenNoneMet: ["offline-eval"],
    },
  ],
});

/** Right verdicts of the canaries. */
export const CANARIES = { "any-sentence": "met", reactor: "not_met" } as const;

export const ANSWERS: Answers = {
  scenario:
    "About 1,200 queries arrive every second at peak, spread over nine languages.\n\nEdited pages must show up in results within five minutes of being saved by an author.",
  components:
    "The retriever fuses BM25 hits with nearest neighbours of an embedding by reciprocal rank.\n\nA cross-encoder then reorders the best hundred before anything is shown.",
  architecture:
    "A query goes from the browser through the gateway to the search service, which reads the vector store.\n\nEditors' changes land on a Kafka topic, and an indexer consumes it.",
  latency_cost:
    "Of 300 ms we spend 40 on the gateway, 90 on retrieval, 120 on reranking and keep the rest.\n\nResult pages are cached for sixty seconds under the normalised query text.",
  evaluation:
    "We label 800 queries with graded relevance and track NDCG at ten before every release.\n\nEach new ranker runs against the old one on five percent of live traffic for a week.",
};

/** A real sentence for each criterion. */
export const EVIDENCE: Record<string, ClaimedEvidence> = {
  load: { source: "scenario", quote: "About 1,200 queries arrive every second at peak" },
  freshness: {
    source: "scenario",
    quote: "Edited pages must show up in results within five minutes",
  },
  retrieval: {
    source: "components",
    quote: "The retriever fuses BM25 hits with nearest neighbours",
  },
  reranker: { source: "components", quote: "A cross-encoder then reorders the best hundred" },
  "read-path": {
    source: "architecture",
    quote: "A query goes from the browser through the gateway",
  },
  ingest: { source: "architecture", quote: "Editors' changes land on a Kafka topic" },
  budget: { source: "latency_cost", quote: "Of 300 ms we spend 40 on the gateway" },
  caching: { source: "latency_cost", quote: "Result pages are cached for sixty seconds" },
  "offline-eval": { source: "evaluation", quote: "We label 800 queries with graded relevance" },
  "online-eval": { source: "evaluation", quote: "Each new ranker runs against the old one" },
};

const box = (id: string, x: number, label: string, bound: string[]) => [
  {
    id,
    type: "rectangle",
    x,
    y: 100,
    width: 160,
    height: 80,
    boundElements: [
      { id: `${id}-label`, type: "text" },
      ...bound.map((arrow) => ({ id: arrow, type: "arrow" })),
    ],
  },
  {
    id: `${id}-label`,
    type: "text",
    x: x + 20,
    y: 125,
    width: 120,
    height: 25,
    text: label,
    originalText: label,
    containerId: id,
  },
];

const arrow = (id: string, x: number, from: string, to: string) => ({
  id,
  type: "arrow",
  x,
  y: 140,
  width: 140,
  height: 0,
  points: [
    [0, 0],
    [140, 0],
  ],
  startBinding: { elementId: from, focus: 0, gap: 1 },
  endBinding: { elementId: to, focus: 0, gap: 1 },
  endArrowhead: "arrow",
});

/** Browser → Gateway → Vector store. */
export const SCENE: Scene = parseScene({
  elements: [
    ...box("browser", 0, "Browser", ["a1"]),
    ...box("gateway", 300, "API gateway", ["a1", "a2"]),
    ...box("store", 600, "Vector store", ["a2"]),
    arrow("a1", 160, "browser", "gateway"),
    arrow("a2", 460, "gateway", "store"),
  ],
  files: {},
}).scene;

export const EMPTY_SCENE: Scene = { elements: [], files: {} };

/** The fixture as gradeAnswer takes it. */
export function gradeInput(changes: Partial<GradeInput> = {}): GradeInput {
  return {
    problem: {
      title: "Design the search of a help centre",
      statementMarkdown:
        "Customers look for help in forty thousand articles. Design how a search answers them within the time they are willing to wait.",
      levels: {
        mid: "Names the parts and joins them.",
        senior: "Sizes every part and defends the choice.",
        staff: "Plans how the thing is run and changed for years.",
      },
      clarifications: [
        { id: "languages", question: "Which languages?", answer: "Nine, English first." },
      ],
    },
    rubric: RUBRIC,
    rubricHash: canonicalHash(RUBRIC),
    answers: ANSWERS,
    scene: SCENE,
    mode: "standard",
    level: "senior",
    lens: "product",
    ...changes,
  };
}

/** Every criterion with one verdict. */
export function allVerdicts(verdict: Verdict): Record<string, Verdict> {
  return Object.fromEntries(RUBRIC.criteria.map(({ id }) => [id, verdict]));
}

/** Every criterion "met", each with its own real sentence, changed where wanted. */
export function goodAnswers<T extends object>(
  changes: Record<string, T> = {},
): Record<string, { verdict: "met"; evidence: ClaimedEvidence[] } | T> {
  const good = Object.entries(EVIDENCE).map(([id, evidence]) => [
    id,
    { verdict: "met", evidence: [evidence] } as const,
  ]);
  return { ...Object.fromEntries(good), ...changes };
}
