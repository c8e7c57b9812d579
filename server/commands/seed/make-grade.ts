import type { Answers } from "#domain/attempts/answer.schema";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { CriterionGrade, Grade, JudgeCall } from "#domain/grading/grade.schema";
import { scoreVerdicts } from "../../grading/score";
import { standAtBars } from "../../grading/stand-at-bars";
import type { Mode, Verdict } from "#domain/grading/verdicts";
import type { Lens, Level } from "#domain/problems/scale";
import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import { canonicalHash } from "../../text/canonical-hash";
import { splitSentences } from "../../text/sentences";
import type { Dice } from "./dice";

/** What is graded, as far as an invented grade needs it. */
export type DemoWork = {
  rubric: Rubric;
  rubricHash: string;
  answers: Answers;
  level: Level;
  lens: Lens;
  mode: Mode;
  /** 0–1: the share of criteria that such an answer shows. */
  skill: number;
  startedAt: Date;
};

/** Models that no provider has; the last one's price nobody knows. US dollars a token. */
const MODELS = [
  { name: "demo-judge-small", inputUsd: 4e-7, outputUsd: 1.6e-6 },
  { name: "demo-judge-large", inputUsd: 2e-6, outputUsd: 8e-6 },
  { name: "demo-judge-unpriced", inputUsd: null, outputUsd: null },
] as const;
const CRITERIA_A_CALL = 5;
const PROMPT_HASH = canonicalHash("demo");

/** A grade with invented verdicts; its points follow from them by the rules of the real ones. */
export function makeGrade(work: DemoWork, dice: Dice): Grade {
  const { rubric, level, lens, mode } = work;
  const decided = rubric.criteria.map((criterion) => decide(criterion, work, dice));
  const scored = decided.map(({ id, section, verdict, weight }, index) => ({
    id,
    section,
    verdict,
    weight,
    level: rubric.criteria[index]?.level ?? level,
  }));
  const { total, uncappedTotal, caps, sections, excluded } = scoreVerdicts(scored, rubric);
  const criteria = decided.map((one) => ({ ...one, excluded: excluded.get(one.id) ?? null }));
  const model = dice.pick(MODELS);
  const calls = makeCalls(criteria, model, work.startedAt, dice);
  const sum = (pick: (call: JudgeCall) => number) =>
    calls.reduce((all, call) => all + pick(call), 0);
  return {
    judge: {
      kind: "openai",
      isEstimate: false,
      requestedModel: model.name,
      returnedModel: model.name,
    },
    mode,
    level,
    lens,
    rubricHash: work.rubricHash,
    promptHash: PROMPT_HASH,
    promptVersion: null,
    total,
    uncappedTotal,
    caps,
    sections,
    bars: standAtBars(scored, rubric, rubric.bars),
    criteria,
    misconceptions: [],
    flags: [],
    setAside: [],
    confidence: criteria.reduce((all, { confidence }) => all + confidence, 0) / criteria.length,
    needsPerson: criteria.some(({ needsPerson }) => needsPerson),
    usage: {
      inputTokens: sum(({ usage }) => usage?.inputTokens ?? 0),
      cachedInputTokens: 0,
      outputTokens: sum(({ usage }) => usage?.outputTokens ?? 0),
    },
    costUsd: model.inputUsd === null ? null : sum(({ costUsd }) => costUsd ?? 0),
    durationMs: calls.reduce((longest, { durationMs }) => Math.max(longest, durationMs), 0),
    calls,
  };
}

function decide(criterion: Criterion, work: DemoWork, dice: Dice): CriterionGrade {
  const { id, section } = criterion;
  const evidence = findEvidence(work.answers[section], section, dice);
  const verdict = evidence.length === 0 ? "not_met" : throwVerdict(work.skill, dice);
  const isUnsure = dice.chance(0.06);
  return {
    id,
    section,
    verdict,
    evidence: verdict === "not_met" ? [] : evidence,
    reasoning: "Invented for the demo: nobody has read this answer.",
    advice: verdict === "met" ? "" : criterion.advice,
    confidence: isUnsure ? 0.5 : 1,
    needsPerson: isUnsure,
    decidedBy: "judge",
    notes: [],
    excluded: null,
    weight: weightOf(criterion, work.lens),
  };
}

function throwVerdict(skill: number, dice: Dice): Verdict {
  const thrown = dice.random();
  if (thrown < skill * 0.8) return "met";
  return thrown < skill * 0.8 + 0.2 ? "partial" : "not_met";
}

/** Few texts are given by many people. */
const known = new Map<string, ReturnType<typeof splitSentences>>();

function findEvidence(text: string, section: CriterionGrade["section"], dice: Dice): Evidence[] {
  const sentences = known.get(text) ?? splitSentences(text);
  known.set(text, sentences);
  if (sentences.length === 0) return [];
  const { start, end, text: quote } = dice.pick(sentences);
  return [{ source: "text", section, quote, start, end }];
}

function makeCalls(
  criteria: readonly CriterionGrade[],
  model: (typeof MODELS)[number],
  startedAt: Date,
  dice: Dice,
): JudgeCall[] {
  const count = Math.ceil(criteria.length / CRITERIA_A_CALL);
  return Array.from({ length: count }, (_, index) => {
    const usage = {
      inputTokens: dice.between(2_500, 5_000),
      cachedInputTokens: 0,
      outputTokens: dice.between(300, 1_100),
    };
    return {
      index,
      purpose: "first",
      usage,
      criterionIds: criteria
        .slice(index * CRITERIA_A_CALL, (index + 1) * CRITERIA_A_CALL)
        .map(({ id }) => id),
      requestedModel: model.name,
      returnedModel: model.name,
      costUsd:
        model.inputUsd === null
          ? null
          : usage.inputTokens * model.inputUsd + usage.outputTokens * model.outputUsd,
      startedAt: startedAt.toISOString(),
      durationMs: dice.between(1_500, 16_000),
      promptHash: PROMPT_HASH,
      rawReply: "",
    };
  });
}
