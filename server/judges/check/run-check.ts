import { JudgeError } from "../../grading/judge";
import { sumCosts, sumUsage } from "../../grading/sum-usage";
import { countingEvidence } from "./count-evidence";
import { readPoints } from "./read-points";
import type { CallRecord } from "../../grading/call-and-record";
import type { KeptCalls } from "../../grading/kept-calls";
import type { Grade } from "#domain/grading/grade.schema";
import type { GradeInput } from "../../grading/grade-input";
import type { Judge, JudgeErrorKind } from "../../grading/judge";
import type { CheckOutcome, ReadResult } from "#domain/settings/judge-check.schema";
import type { EvidenceCount } from "./count-evidence";
import type { ReadingItem } from "./read-planted-points";
import type { CheckItem, PlantedSet } from "./read-planted";

/** Grades as the worker grades: with this judge, under these bounds. */
type GradePlanted = (judge: Judge, input: GradeInput, options: TryOptions) => Promise<Grade>;

type TryOptions = {
  signal: AbortSignal;
  onCall: (call: CallRecord) => void;
  /** US dollars. */
  maxUsd?: number;
  /** Where replies are kept, and billed, as they come. */
  kept?: KeptCalls;
};

export type AroundItem = <Value>(
  itemId: string,
  run: (options: Pick<TryOptions, "signal" | "kept">) => Promise<Value>,
) => Promise<Value>;

export type CheckPorts = {
  judge: Judge;
  grade: GradePlanted;
  /** What was graded before, by the item's id: by an earlier try of the same check. */
  known: ReadonlyMap<string, CheckOutcome>;
  signal: AbortSignal;
  /** What one answer may take: US dollars and milliseconds, where they are bounded. */
  bounds?: { maxUsd: number | null; budgetMs?: number };
  /** Asked before each answer; throws what ends the check. */
  mayGoOn?: () => Promise<void>;
  /** Given where one answer is a long piece of work, which waits for its turn and begins anew: runs it. */
  aroundItem?: AroundItem;
  /** Told of every call that was billed, those of an answer without a grade too. */
  onCalls: (calls: CallRecord[]) => Promise<void>;
  onOutcome: (outcome: CheckOutcome) => Promise<void>;
};

/**
 * What isn't the judge's own doing, or ends every grading alike: the check stops there, and what was
 * graded is kept. Any other failure is a property of the judge and is counted.
 */
const STOPS: ReadonlySet<JudgeErrorKind> = new Set([
  "rate_limited",
  "unavailable",
  "timeout",
  "aborted",
  "misconfigured",
  "budget_exceeded",
]);

/** An outcome without what all have. */
type Result = ReadResult | Pick<Graded, "kind" | "total" | "returnedModel" | "verdicts">;
type Graded = Extract<CheckOutcome, { kind: "graded" }>;
type Task = { id: string; evidence: EvidenceCount; run: (options: TryOptions) => Promise<Result> };

/**
 * Grades all planted answers through the pipeline that grades candidates, and reads those with planted
 * points as its second reader does, one after the other: a check must not hold up the people who wait
 * for their grades.
 * @returns an outcome for each item, in the order of the set
 * @throws JudgeError of the kinds above; whatever the ports throw
 */
export async function runCheck(
  { items, readings }: PlantedSet,
  ports: CheckPorts,
): Promise<CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  const tasks = [
    ...items.map((item) => gradeItem(item, ports)),
    ...readings.map((item) => readItem(item, ports)),
  ];
  for (const task of tasks) {
    const known = ports.known.get(task.id);
    if (known) {
      outcomes.push(known);
      continue;
    }
    await ports.mayGoOn?.();
    const outcome = await tryTask(task, ports);
    await ports.onOutcome(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

function gradeItem(item: CheckItem, { judge, grade }: CheckPorts): Task {
  const counted = countingEvidence(judge, item.input);
  const run = async (options: TryOptions): Promise<Result> => {
    const { total, criteria, ...graded } = await grade(counted.judge, item.input, options);
    const verdicts = criteria.map(({ id, verdict }) => ({ criterionId: id, verdict }));
    return { kind: "graded", total, returnedModel: graded.judge.returnedModel, verdicts };
  };
  return { id: item.id, evidence: counted.count, run };
}

function readItem(item: ReadingItem, { judge }: CheckPorts): Task {
  const run = (options: TryOptions): Promise<Result> => readPoints(item, { ...options, judge });
  return { id: item.id, evidence: { claimed: 0, found: 0 }, run };
}

async function tryTask({ id, evidence, run }: Task, ports: CheckPorts): Promise<CheckOutcome> {
  const calls: CallRecord[] = [];
  const startedMs = performance.now();
  const common = () => ({
    itemId: id,
    costUsd: sumCosts(calls.map(({ costUsd }) => costUsd)),
    durationMs: Math.round(performance.now() - startedMs),
    calls: calls.length,
    usage: sumUsage(calls.map(({ usage }) => usage)),
    evidence,
  });
  try {
    const onCall = (call: CallRecord): void => void calls.push(call);
    const tried = { ...boundsOf(ports), onCall };
    const { aroundItem } = ports;
    const result = await (aroundItem
      ? aroundItem(id, (own) => run({ ...tried, ...own }))
      : run(tried));
    return { ...common(), ...result };
  } catch (error) {
    if (!(error instanceof JudgeError) || STOPS.has(error.kind)) throw error;
    return { kind: "ungraded", ...common(), errorKind: error.kind, message: error.message };
  } finally {
    await ports.onCalls(calls);
  }
}

function boundsOf({ signal, bounds }: CheckPorts): Pick<TryOptions, "signal" | "maxUsd"> {
  const { maxUsd = null, budgetMs } = bounds ?? {};
  return {
    signal:
      budgetMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(budgetMs)]),
    ...(maxUsd !== null && { maxUsd }),
  };
}
