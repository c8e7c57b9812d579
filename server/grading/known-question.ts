import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { cleanMaterial } from "./clean-material";
import { sourcesOf } from "./defences/copied";
import { toQuestion } from "./plan";
import { buildMaterialPrompt, buildRequest, buildSystemPrompt } from "./prompt";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import type { GradedProblem } from "./grade-input";
import type { JudgeRequest } from "./judge";
import type { Verdict } from "#domain/grading/verdicts";

const PROBLEM: GradedProblem = {
  title: "A cache for a help desk",
  statementMarkdown: "Readers ask a help desk the same questions again and again. Design a cache.",
  clarifications: [
    { id: "load", question: "How many questions come in?", answer: "40 a second at noon." },
  ],
  levels: { mid: "Names the parts.", senior: "Sizes them.", staff: "Runs them for years." },
};

const ANSWER = "We keep every answer in the cache for one hour and then fetch it again.";

function criterion(id: string, anchors: Pick<Criterion, "text" | "pass" | "fail">): Criterion {
  return {
    id,
    section: "architecture",
    weight: 1,
    level: "mid",
    ...anchors,
    evidence: ["text"],
    topics: ["caching"],
    advice: "Say it in one sentence.",
  };
}

/** One that the answer plainly meets, and one of which it says nothing. */
const CRITERIA = [
  criterion("lifetime", {
    text: "Says how long an answer stays in the cache",
    pass: "An answer is cached for ten minutes.",
    fail: "Answers are cached.",
  }),
  criterion("measured-rollout", {
    text: "Says how a new version of the cache is tried on part of the traffic first",
    pass: "The new cache takes 5 % of the questions for a day before the rest.",
    fail: "We roll it out.",
  }),
];
const EXPECTED: Record<string, Verdict> = { lifetime: "met", "measured-rollout": "not_met" };

const RUBRIC: Rubric = {
  problem: "known-question",
  bars: { mid: 40, senior: 60, staff: 80 },
  criteria: CRITERIA,
  caps: [],
  exclusions: [],
  implications: [],
  canaries: [],
  misconceptions: [],
};

/** What is known of the question beforehand: each criterion's words and its right verdict. */
export const KNOWN_VERDICTS = CRITERIA.map(({ id, text }) => ({
  id,
  text,
  expected: EXPECTED[id] ?? "not_met",
}));

/**
 * A tiny question whose right answer is known, put as every question of a grading is: whatever keeps
 * a server from grading keeps it from answering this.
 */
export function buildKnownQuestion(): JudgeRequest {
  const answers = { ...EMPTY_ANSWERS, architecture: ANSWER };
  const { material } = cleanMaterial(answers, { elements: [], files: {} });
  return buildRequest(CRITERIA.map(toQuestion), {
    rubric: RUBRIC,
    material,
    sources: () => sourcesOf(PROBLEM, RUBRIC),
    system: buildSystemPrompt(PROBLEM),
    materialPrompt: buildMaterialPrompt(material),
  });
}
