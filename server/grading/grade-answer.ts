import { applyImplications } from "./apply-implications";
import { assembleGrade } from "./assemble-grade";
import { cleanMaterial } from "./clean-material";
import { findSpokenMisconceptions } from "./find-misconceptions";
import { findGateReason } from "./gate";
import { decideByGate, decideByVerifier, decideByVotes } from "./judge-criteria";
import { dropOverused } from "./overused";
import { planCalls } from "./plan";
import { buildMaterialPrompt, buildSystemPrompt } from "./prompt";
import { trackProgress } from "./progress";
import { runPlan } from "./run-plan";
import { joinPassages, listSetAside, overwriteSetAside } from "./set-aside";
import { prepareVerification } from "./verify-answer";
import { SECTION_IDS } from "../problems/scale";
import { weightOf } from "../rubrics/rubric.schema";
import type { Criterion } from "../rubrics/rubric.schema";
import type { CallRecord } from "./ask-judge";
import type { Grade, SetAside } from "./grade.schema";
import type { GradeInput } from "./grade-input";
import type { Decided } from "./judge-criteria";
import type { Judge, JudgeMaterial } from "./judge";
import type { GradingProgress } from "./progress";
import type { Verification } from "./verify-answer";

export type GradeOptions = {
  signal: AbortSignal;
  /** The clock of the timings; handed in by tests. */
  now?: () => Date;
  /** Calls of the judge at a time; default 8. */
  concurrency?: number;
  /** US dollars that this grading may cost; default: the judge's own bound. */
  maxUsd?: number;
  onProgress?: (event: GradingProgress) => void;
  /** Told of every billed call as it ends, also of those that lead to no grade. */
  onCall?: (call: CallRecord) => void;
};

const DEFAULT_CONCURRENCY = 8;
/** A criterion this much heavier than the mean is asked again on smaller doubts. */
const HEAVY_FACTOR = 1.5;

/**
 * Grades one answer: gate → clean → plan → prompt → judge → verify → score. Pure but for the judge:
 * a judge that repeats itself gives the same grade to the byte, but for the timings.
 *
 * @returns the grade; points of 100, US dollars, milliseconds
 * @throws JudgeError when there is no trustworthy grade: whatever the judge throws, `canary_failed`,
 *   or `invalid_reply` when most of the evidence it named isn't in the answer. Never a made-up number
 */
export async function gradeAnswer(
  input: GradeInput,
  judge: Judge,
  options: GradeOptions,
): Promise<Grade> {
  const now = options.now ?? (() => new Date());
  const startedAt = now();
  const { rubric, problem, answers } = input;
  const { material, drawn, flags } = cleanMaterial(answers, input.scene, problem.solutionScene);
  const verification = prepareVerification(answers, drawn, problem, rubric, input);
  const words = SECTION_IDS.map((section) => verification.sections[section].words);
  const gated = findGateReason(material.answers, material.diagram, words);
  const plan = gated === null ? planCalls(rubric, material.answers, input.mode) : [];
  const system = buildSystemPrompt(problem);
  const progress = trackProgress(rubric.criteria, options.onProgress);
  const [firstReply, tellFirstReply] = createSignal();
  if (plan.length === 0) tellFirstReply();

  const [asked, { settled, ...found }] = await Promise.all([
    runPlan(plan, {
      judge,
      rubric,
      material,
      system,
      materialPrompt: buildMaterialPrompt(material, input.told),
      verification,
      isHeavy: findHeavy(input),
      signal: options.signal,
      ...(options.maxUsd !== undefined && { maxUsd: options.maxUsd }),
      now,
      concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
      onAsked: ({ criteria }) => progress(criteria),
      onCall: (call) => {
        tellFirstReply();
        options.onCall?.(call);
      },
    }),
    firstReply.then(() => settleByCode(input, material, verification, gated, progress)),
  ]);
  const claimed = rubric.criteria.map(
    (criterion) => settled.get(criterion.id) ?? decideByVotes(criterion, asked),
  );
  const decided = applyImplications(dropOverused(claimed, answers), rubric.implications);
  return assembleGrade({ input, judge, plan, system, flags, gated, decided, asked, ...found }, () =>
    Math.max(0, now().getTime() - startedAt.getTime()),
  );
}

type SettledByCode = {
  /** Null for a criterion that the judge decides. */
  settled: Map<string, Decided | null>;
  /** Ids of misconceptions. */
  spoken: Set<string>;
  setAside: SetAside[];
};

function createSignal(): [Promise<void>, () => void] {
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  return [told, tell];
}

/**
 * What needs no judge. Decided after the first reply, while the model still thinks about the other
 * calls: earlier it would hold up the calls of this grading and of those that came with it.
 */
function settleByCode(
  input: GradeInput,
  material: JudgeMaterial,
  verification: Verification,
  gated: string | null,
  progress: (decided: readonly Criterion[]) => void,
): SettledByCode {
  const { answers, rubric } = input;
  const setAside = listSetAside(answers, verification);
  const own = overwriteSetAside(answers, setAside);
  const settled = new Map(
    rubric.criteria.map((criterion) => [
      criterion.id,
      gated === null
        ? decideByVerifier(criterion, own, material.diagram)
        : decideByGate(criterion, gated),
    ]),
  );
  progress(rubric.criteria.filter(({ id }) => settled.get(id)));
  const spoken = findSpokenMisconceptions(rubric, answers);
  return { settled, spoken, setAside: joinPassages(answers, setAside) };
}

function findHeavy({ rubric, lens }: GradeInput): (criterion: Criterion) => boolean {
  const weights = rubric.criteria.map((criterion) => weightOf(criterion, lens));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return (criterion) => weightOf(criterion, lens) >= HEAVY_FACTOR * mean;
}
