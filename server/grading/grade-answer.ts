import { applyImplications } from "./apply-implications";
import { assembleGrade, listExcluded } from "./assemble-grade";
import { requireCoverage } from "./coverage";
import { makeSources } from "./defences/copied";
import { dropOverused } from "./defences/overused";
import { startDebrief } from "./debrief/start-debrief";
import { keepToTold } from "./keep-to-told";
import { keepInScore, keepWithout, listSinking, lowerVerdict } from "./lower-verdicts";
import { decideByGate, decideByVotes } from "./judge-criteria";
import { once } from "./once";
import { buildSystemPrompt } from "./prompt";
import { trackProgress } from "./progress";
import { runPlan } from "./run-plan";
import { TEXT_WORK_HERE } from "./text-work";
import { fromVerificationData } from "./verification";
import { withReplies } from "#domain/attempts/with-replies";
import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import type { Lens } from "#domain/problems/scale";
import type { Asking } from "./ask-judge";
import type { CallRecord } from "./call-and-record";
import type { Debriefed } from "./debrief/start-debrief";
import type { Grade } from "#domain/grading/grade.schema";
import { askedRubric } from "./grade-input";
import type { GradeInput } from "./grade-input";
import type { Judge, JudgeMaterial } from "./judge";
import type { Decided } from "./judge-criteria";
import type { KeptCalls } from "./kept-calls";
import type { PlannedCall } from "./plan";
import type { GradingProgress } from "./progress";
import type { TextWork } from "./text-work";

export type GradeOptions = {
  signal: AbortSignal;
  /** The clock of the timings; handed in by tests. */
  now?: () => Date;
  /** Calls of the judge at a time; default 8. */
  concurrency?: number;
  /** US dollars that this grading may cost; default: the judge's own bound. */
  maxUsd?: number;
  /** Where the text is read; default: here. */
  textWork?: TextWork;
  /** Inspects the whole text before a call is paid for: for an answer whose text may be too much. */
  inspectFirst?: boolean;
  onProgress?: (event: GradingProgress) => void;
  /** Told how many calls are made before any is made again. */
  onPlanned?: (calls: number) => void;
  /** Given where the grade is to have a debrief, which drills, gated answers and estimates have none of. */
  debrief?: {
    /** Whether its points hold a level and have verdicts read again; default: they are shown only. */
    mayFollow?: boolean;
    /** How long a grade that is done waits for it at least, in milliseconds. */
    leastWaitMs?: number;
    /** Told of an error that left it out and wasn't the judge's: a fault of ours. */
    onFault?: (error: unknown) => void;
  };
  /** Called once for each billed call, also for those that lead to no grade. */
  onCall?: (call: CallRecord) => void;
  /** Where replies are kept as they come, and found again by a try that begins anew. */
  kept?: KeptCalls;
};

const DEFAULT_CONCURRENCY = 8;
/** Two at once end sooner than one after the other only where a server has room for both. */
const AT_HOME = 1;
/** Of a server that answers one call after the other: the grade doesn't wait for it. */
const FOR_LATER: Debriefed = { debrief: { status: "left_out", reason: "at_home" }, calls: [] };
/** A criterion this much heavier than the mean is asked again on smaller doubts. */
const HEAVY_FACTOR = 1.5;

/**
 * Grades one answer: gate → clean → plan → ask → verify → score, and a debrief beside it. Pure but for the judge: a judge that
 * repeats itself gives the same grade to the byte, but for the timings.
 *
 * @returns the grade; points of 100, US dollars, milliseconds
 * @throws JudgeError when there is no trustworthy grade: whatever the judge throws, `canary_failed`,
 *   `invalid_reply` when most of the evidence it named isn't in the answer, or `not_estimated` when
 *   it has too little to judge the rubric by. Never a made-up number. Whatever the text work throws
 */
export async function gradeAnswer(
  input: GradeInput,
  judge: Judge,
  options: GradeOptions,
): Promise<Grade> {
  const { rubric, problem } = input;
  const asks = askedRubric(input);
  const now = options.now ?? (() => new Date());
  const startedAt = now();
  const text = options.textWork ?? TEXT_WORK_HERE;

  // Gate, clean, plan
  const { plan: planned, gated, flags, drawn, ...read } = await text.read(input);
  // One after the other, a judge that can't be trusted should be found out by the first call.
  const plan = judge.oneAtATime ? canariesFirst(planned) : planned;
  const { materialPrompt } = read;
  const material = judge.isEstimate ? joinReplies(read.material) : read.material;
  if (gated === null) requireCoverage(judge, rubric, asks);
  const progress = trackProgress(asks.criteria, options.onProgress);

  // Ask, verify. The first reply has the answer inspected, while the model works on the other calls.
  const inspect = once(() => text.inspect(input, { drawn }));
  if (options.inspectFirst) await inspect();
  options.onPlanned?.(plan.length);
  const system = buildSystemPrompt(problem);
  const shared = {
    judge,
    material,
    system,
    materialPrompt,
    verification: async () => fromVerificationData((await inspect()).verification),
    signal: options.signal,
    ...(options.maxUsd !== undefined && { maxUsd: options.maxUsd }),
    now,
    ...(options.onCall && { onCall: options.onCall }),
    ...(options.kept && { kept: options.kept }),
  };
  const isRead = mayRead(input, gated, judge, options);
  const reading =
    isRead && !judge.oneAtATime
      ? startDebrief({ ...shared, plan, ...options.debrief, input })
      : null;
  const asked = await runPlan(plan, {
    ...shared,
    rubric,
    sources: once(() => makeSources(input)),
    ...weighing(asks, input.lens),
    concurrency: options.concurrency ?? (judge.oneAtATime ? AT_HOME : DEFAULT_CONCURRENCY),
    onAsked: ({ criteria }) => progress(criteria),
    ...(reading && { onFirstRound: reading.onFirstRound }),
    ...(reading &&
      options.debrief?.mayFollow && {
        sinkingPoints: async () => listSinking((await reading.end()).debrief),
      }),
  }).catch(async (error: unknown) => {
    await reading?.stop();
    throw error;
  });

  // Score
  const { carriers, spoken, setAside, untold } = await inspect();
  const keep = (decided: Decided, criterion: Criterion): Decided =>
    judge.isEstimate ? decided : keepToTold(decided, criterion, untold);
  const verdicts = dropOverused(
    asks.criteria.map((criterion) =>
      gated === null
        ? keep(decideByVotes(criterion, asked), criterion)
        : decideByGate(criterion, gated),
    ),
    carriers,
  );
  if (gated !== null) progress(asks.criteria);
  const lowered = verdicts.map((decided, i) => {
    const criterion = asks.criteria[i];
    const heard = asked.map((one) => one.heard.get(decided.id)).find(Boolean);
    return criterion && heard ? keep(lowerVerdict(decided, heard, criterion), criterion) : decided;
  });
  const scored = { ...input, rubric: asks };
  const free = applyImplications(verdicts, asks.implications);
  const heard = keepWithout(applyImplications(lowered, asks.implications), free);
  const decided = keepInScore(heard, free, (those) => listExcluded(those, scored));
  const debriefed = (await reading?.end()) ?? (isRead && judge.oneAtATime ? FOR_LATER : null);
  return assembleGrade(
    {
      input: scored,
      judge,
      plan,
      system,
      flags,
      gated,
      decided,
      asked,
      spoken,
      setAside,
      debriefed,
      mayFollow: options.debrief?.mayFollow ?? false,
    },
    () => Math.max(0, now().getTime() - startedAt.getTime()),
  );
}

/** Whether the grade is to have a debrief: of a whole interview that a judge reads, where it is wanted. */
function mayRead(
  input: GradeInput,
  gated: string | null,
  { isEstimate, isDeterministic }: Judge,
  { debrief }: Pick<GradeOptions, "debrief">,
): boolean {
  return Boolean(debrief) && !input.only && gated === null && !isEstimate && !isDeterministic;
}

function canariesFirst(plan: readonly PlannedCall[]): PlannedCall[] {
  const holds = ({ canaries }: PlannedCall): boolean => canaries.length > 0;
  return [...plan.filter(holds), ...plan.filter((call) => !holds(call))];
}

/** For a judge of our own that reads sections: each reply is read below what it was asked about. */
function joinReplies(material: JudgeMaterial): JudgeMaterial {
  const { interview, ...rest } = material;
  return interview ? { ...rest, answers: withReplies(material.answers, interview) } : material;
}

function weighing(rubric: Rubric, lens: Lens): Pick<Asking, "weigh" | "isHeavy"> {
  const weigh = (criterion: Criterion): number => weightOf(criterion, lens);
  const mean = rubric.criteria.reduce((sum, one) => sum + weigh(one), 0) / rubric.criteria.length;
  return { weigh, isHeavy: (criterion) => weigh(criterion) >= HEAVY_FACTOR * mean };
}
