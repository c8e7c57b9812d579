import { applyImplications } from "./apply-implications";
import { assembleGrade } from "./assemble-grade";
import { requireCoverage } from "./coverage";
import { decideByVotes } from "./judge-criteria";
import { dropOverused } from "./overused";
import { buildSystemPrompt } from "./prompt";
import { trackProgress } from "./progress";
import { runPlan } from "./run-plan";
import { sourcesFor, TEXT_WORK_HERE } from "./text-work";
import { fromVerificationData } from "./verify-answer";
import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import type { Asking, CallRecord } from "./ask-judge";
import type { Grade } from "#domain/grading/grade.schema";
import type { GradeInput } from "./grade-input";
import type { Judge } from "./judge";
import type { GradingProgress } from "./progress";
import type { InspectedAnswer, TextWork } from "./text-work";

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
 *   `invalid_reply` when most of the evidence it named isn't in the answer, or `not_estimated` when
 *   it has too little to judge the rubric by. Never a made-up number. Whatever the text work throws
 */
export async function gradeAnswer(
  input: GradeInput,
  judge: Judge,
  options: GradeOptions,
): Promise<Grade> {
  const now = options.now ?? (() => new Date());
  const text = options.textWork ?? TEXT_WORK_HERE;
  const startedAt = now();
  const { rubric, problem } = input;
  const read = await text.read(input);
  const { plan, gated, flags } = read;
  if (gated === null) requireCoverage(judge, rubric);
  const system = buildSystemPrompt(problem);
  const progress = trackProgress(rubric.criteria, options.onProgress);
  const tellSettled = (found: InspectedAnswer): InspectedAnswer => {
    progress(rubric.criteria.filter(({ id }) => found.settled.get(id)));
    return found;
  };
  // After the first reply, while the model still thinks about the other calls: earlier it would
  // hold up the calls of this grading and of those that came with it.
  const [firstReply, tellFirstReply] = createSignal();
  if (plan.length === 0 || options.inspectFirst) tellFirstReply();
  const inspected = firstReply.then(() => text.inspect(input, read)).then(tellSettled);
  if (options.inspectFirst) await inspected;
  const stop = new AbortController();
  const calls = runPlan(plan, {
    judge,
    rubric,
    material: read.material,
    system,
    materialPrompt: read.materialPrompt,
    sources: sourcesFor(input),
    verification: async () => fromVerificationData((await inspected).verification),
    ...weighing(input),
    signal: AbortSignal.any([options.signal, stop.signal]),
    ...(options.maxUsd !== undefined && { maxUsd: options.maxUsd }),
    now,
    concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
    onAsked: ({ criteria }) => progress(criteria),
    onCall: (call) => {
      tellFirstReply();
      options.onCall?.(call);
    },
  });
  const [asked, found] = await Promise.all([calls, inspected]).catch(async (error: unknown) => {
    stop.abort();
    await Promise.allSettled([calls]);
    throw error;
  });
  const claimed = rubric.criteria.map(
    (criterion) => found.settled.get(criterion.id) ?? decideByVotes(criterion, asked),
  );
  const decided = applyImplications(dropOverused(claimed, found.carriers), rubric.implications);
  const { spoken, setAside, sums } = found;
  return assembleGrade(
    { input, judge, plan, system, flags, gated, decided, asked, spoken, setAside, sums },
    () => Math.max(0, now().getTime() - startedAt.getTime()),
  );
}

function createSignal(): [Promise<void>, () => void] {
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  return [told, tell];
}

function weighing({ rubric, lens }: GradeInput): Pick<Asking, "weigh" | "isHeavy"> {
  const weigh = (criterion: Criterion): number => weightOf(criterion, lens);
  const mean = rubric.criteria.reduce((sum, one) => sum + weigh(one), 0) / rubric.criteria.length;
  return { weigh, isHeavy: (criterion) => weigh(criterion) >= HEAVY_FACTOR * mean };
}
