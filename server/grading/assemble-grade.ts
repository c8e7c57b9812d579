import { DEBRIEF_PROMPT_VERSION, PROMPT_VERSION } from "#domain/grading/prompt-version";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { weightOf } from "#domain/rubrics/rubric.schema";
import { canonicalHash } from "../text/canonical-hash";
import { listSinking } from "./lower-verdicts";
import { notEstimated } from "./coverage";
import { DEBRIEF_PROMPTS, buildDebriefSystem } from "./debrief/prompt";
import { findMisconceptions } from "./find-misconceptions";
import { isMadeOfTerms } from "./defences/is-made-of-terms";
import { JudgeError } from "./judge";
import { openFlags, requireReplies } from "./left-open";
import { toQuestion } from "./plan";
import { buildQuestionsPrompt } from "./prompt";
import { LOST_NOTE } from "./rescore";
import { scoreVerdicts } from "./score";
import { standAtBars } from "./stand-at-bars";
import { sumCosts, sumUsage } from "./sum-usage";
import type { Asked } from "./ask-judge";
import type { Debriefed } from "./debrief/start-debrief";
import type {
  CriterionGrade,
  Flag,
  Grade,
  JudgeCall,
  SetAside,
} from "#domain/grading/grade.schema";
import type { GradeInput } from "./grade-input";
import type { Judge } from "./judge";
import type { Decided } from "./judge-criteria";
import type { PlannedCall } from "./plan";
import type { Score, ScoredCriterion } from "./score";

/**
 * Share of the weight whose evidence was lost. Above the first a person must look at the grade;
 * above the second the judge can't be trusted with the rest, so there is no grade.
 */
const LOST_NEEDS_PERSON = 0.4;
const LOST_NO_GRADE = 0.6;

type Parts = {
  input: GradeInput;
  judge: Judge;
  plan: readonly PlannedCall[];
  system: string;
  flags: readonly Flag[];
  gated: string | null;
  /** One for every criterion, in the order of the rubric. */
  decided: readonly Decided[];
  asked: readonly Asked[];
  /** Ids of the misconceptions that the answer's words show. */
  spoken: ReadonlySet<string>;
  setAside: SetAside[];
  /** Null where none was wanted, or the judge can't give one. */
  debriefed: Debriefed | null;
  /** Whether its points hold a level. */
  mayFollow: boolean;
};

/**
 * Scores what was decided and puts the grade together.
 * @throws JudgeError `left_open` when too much got no usable reply, `invalid_reply` when too much evidence was lost, or nothing could be assessed;
 *   of an estimate the latter is `not_estimated`
 */
export function assembleGrade(parts: Parts, readDurationMs: () => number): Grade {
  const { input, judge, decided, asked } = parts;
  const { rubric, mode, level, lens, rubricHash } = input;
  const scored = decided.map((one, i) => toScored(one, i, input));
  const score = scoreVerdicts(scored, rubric);
  const openShare = requireReplies(decided, scored, score, rubric);
  const lostShare = requireTrust(parts, scored, score);
  const criteria = decided.map((one, i) => toCriterionGrade(one, scored[i]?.weight ?? 0, score));
  const { debriefed } = parts;
  const calls = listCalls(asked, debriefed);
  const model = judge.requestedModel;
  const { total, uncappedTotal, caps, sections } = score;
  return {
    judge: {
      kind: judge.kind,
      requestedModel: model,
      returnedModel:
        calls.find((call) => call.requestedModel === model && call.returnedModel !== null)
          ?.returnedModel ?? null,
      isEstimate: judge.isEstimate,
    },
    mode,
    level,
    lens,
    rubricHash,
    promptHash: canonicalHash({
      ...hashedPrompt(parts),
      model,
      mode,
      level,
      lens,
      ...(judge.second && { second: judge.second.requestedModel }),
    }),
    promptVersion: judge.isEstimate ? null : PROMPT_VERSION,
    total,
    uncappedTotal,
    caps,
    sections,
    bars: standAtBars(scored, rubric, rubric.bars),
    criteria,
    ...(debriefed && { debrief: debriefed.debrief }),
    ...(parts.mayFollow &&
      debriefed?.debrief.status === "made" && {
        heldBy: listSinking(debriefed.debrief).map(({ id }) => id),
      }),
    misconceptions: listMisconceptions(parts),
    flags: [
      ...parts.flags,
      ...copiedFlags(parts.setAside),
      ...gateFlags(parts.gated),
      ...lostFlags(lostShare),
      ...openFlags(openShare),
      ...termsFlags(parts),
    ],
    setAside: parts.setAside,
    confidence: weighConfidence(criteria),
    needsPerson:
      lostShare > LOST_NEEDS_PERSON || criteria.some((criterion) => criterion.needsPerson),
    usage: sumUsage(calls.map(({ usage }) => usage)),
    costUsd: sumCosts(calls.map(({ costUsd }) => costUsd)),
    durationMs: readDurationMs(),
    calls,
  };
}

/** Why criteria are left out of the score, by id. */
export function listExcluded(decided: readonly Decided[], input: GradeInput): Score["excluded"] {
  const scored = decided.map((one, i) => toScored(one, i, input));
  return scoreVerdicts(scored, input.rubric).excluded;
}

function toScored(decided: Decided, index: number, { rubric, lens }: GradeInput): ScoredCriterion {
  const criterion = rubric.criteria[index];
  if (criterion?.id !== decided.id) throw new Error(`verdict ${decided.id} is out of order`);
  const { id, section, level } = criterion;
  // A lost verdict left out of the score would make the rest weigh more: a judge talked into claiming
  // what isn't there would raise the total. It counts as not shown until a person has looked.
  const verdict = decided.isLost ? "not_met" : decided.verdict;
  return { id, section, level, weight: weightOf(criterion, lens), verdict };
}

/** The share of the weight that was lost, if what is left can carry a number. */
function requireTrust(
  { decided, judge, input }: Parts,
  scored: readonly ScoredCriterion[],
  score: Score,
): number {
  const all = scored.reduce((sum, { weight }) => sum + weight, 0);
  const lost = scored.reduce((sum, { weight }, i) => sum + (decided[i]?.isLost ? weight : 0), 0);
  const share = lost / all;
  // Asking a judge that repeats itself again is pointless: what it lost counts as not shown.
  if (share > LOST_NO_GRADE && !judge.isEstimate) {
    const percent = Math.round(share * 100);
    const message = `the evidence for ${percent}% of the weight is not in the answer`;
    throw new JudgeError("invalid_reply", message, { retryable: true });
  }
  // Of a drill's one criterion "couldn't tell" is an answer.
  if (score.assessedWeight <= 0 && !(input.only && !judge.isEstimate)) {
    if (judge.isEstimate) throw notEstimated("no criterion could be assessed");
    throw new JudgeError("invalid_reply", "no criterion could be assessed", { retryable: true });
  }
  return share;
}

function toCriterionGrade(
  { isLost, isUnanswered: _isUnanswered, ...decided }: Decided,
  weight: number,
  { excluded }: Score,
): CriterionGrade {
  const notes = isLost ? [...decided.notes, LOST_NOTE] : decided.notes;
  return { ...decided, notes, weight, excluded: excluded.get(decided.id) ?? null };
}

/**
 * First calls in the order of the plan, then re-asks in the same order, however they finished; last
 * those of the debrief.
 */
function listCalls(asked: readonly Asked[], debriefed: Debriefed | null): JudgeCall[] {
  const records = [
    ...asked.map(({ first }) => first),
    ...asked.flatMap(({ reasks }) => reasks),
    ...(debriefed?.calls ?? []),
  ].filter((one) => one !== null);
  return records.map((record, index) => ({ index, ...record }));
}

/** What of the prompts doesn't depend on the candidate: grades of equal hash were asked alike. */
function hashedPrompt({ system, input, debriefed, mayFollow }: Parts): Record<string, unknown> {
  const { criteria, canaries } = input.rubric;
  const questions = [...criteria, ...canaries].map(toQuestion);
  return {
    version: PROMPT_VERSION,
    system,
    questions: buildQuestionsPrompt(questions),
    ...(debriefed && { debrief: { ...hashedDebrief(input), ...(mayFollow && { mayFollow }) } }),
  };
}

function hashedDebrief(input: GradeInput): Record<string, unknown> {
  return {
    version: DEBRIEF_PROMPT_VERSION,
    prompts: DEBRIEF_PROMPTS,
    system: buildDebriefSystem(input),
    failures: input.failures?.hash ?? null,
  };
}

function listMisconceptions({ input, decided, gated, spoken }: Parts): string[] {
  if (gated !== null) return [];
  const verdicts = new Map(decided.map(({ id, verdict }) => [id, verdict]));
  return findMisconceptions(input.rubric, verdicts, spoken);
}

function copiedFlags(setAside: readonly SetAside[]): Flag[] {
  const copied = setAside.filter(({ reason }) => reason === "copied");
  if (copied.length === 0) return [];
  const where = SECTION_IDS.flatMap((id) => {
    const count = copied.filter(({ section }) => section === id).length;
    return count === 0 ? [] : [`${SECTION_TITLES[id]} (${count})`];
  });
  const message = `These passages are almost word for word in what you were given or could read: the problem, its hints, the interviewer's answers, the worked solution or the rubric. They don't count as evidence; say it in your own words. ${where.join(", ")}.`;
  return [{ kind: "copied_text", message }];
}

function gateFlags(reason: string | null): Flag[] {
  return reason === null ? [] : [{ kind: "gated", message: reason }];
}

function lostFlags(share: number): Flag[] {
  if (share === 0) return [];
  const percent = Math.max(1, Math.round(share * 100));
  const message = `For ${percent}% of the weight, the judge cited nothing that is in the answer. Those criteria count as not shown, so the total may be too low by up to that much.`;
  return [{ kind: "evidence_lost", message }];
}

/** A judge that reads can tell what strings of terms are worth; an estimate can't. */
function termsFlags({ input, judge, gated }: Parts): Flag[] {
  if (!judge.isEstimate || gated !== null || !isMadeOfTerms(input.answers)) return [];
  const message =
    "Most of it is strings of terms, and an estimate can’t tell a design from a list of words. For each part, say what it does, when and why.";
  return [{ kind: "made_of_terms", message }];
}

/** Weighted over what counts; the unassessed count as 0. */
function weighConfidence(criteria: readonly CriterionGrade[]): number {
  const counted = criteria.filter(({ excluded }) => excluded === null);
  const all = counted.reduce((sum, { weight }) => sum + weight, 0);
  const sure = counted.reduce((sum, { weight, confidence }) => sum + weight * confidence, 0);
  return all > 0 ? Math.round((100 * sure) / all) / 100 : 0;
}
