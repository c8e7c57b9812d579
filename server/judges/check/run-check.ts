import { JudgeError } from "../../grading/judge";
import { sumCosts, sumUsage } from "../../grading/sum-usage";
import { countingEvidence } from "./count-evidence";
import type { CallRecord } from "../../grading/ask-judge";
import type { Grade } from "#domain/grading/grade.schema";
import type { GradeInput } from "../../grading/grade-input";
import type { Judge, JudgeErrorKind } from "../../grading/judge";
import type { CheckOutcome } from "#domain/settings/judge-check.schema";
import type { CheckItem, PlantedSet } from "./read-planted";

/** Grades as the worker grades: with this judge, under these bounds. */
type GradePlanted = (
  judge: Judge,
  input: GradeInput,
  options: { signal: AbortSignal; onCall: (call: CallRecord) => void },
) => Promise<Grade>;

export type CheckPorts = {
  judge: Judge;
  grade: GradePlanted;
  /** What was graded before, by the item's id: by an earlier try of the same check. */
  known: ReadonlyMap<string, CheckOutcome>;
  signal: AbortSignal;
  /** Asked before each answer; throws what ends the check. */
  mayGoOn?: () => Promise<void>;
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

/**
 * Grades all planted answers through the pipeline that grades candidates, one after the other: a
 * check must not hold up the people who wait for their grades.
 * @returns an outcome for each item, in the order of the set
 * @throws JudgeError of the kinds above; whatever the ports throw
 */
export async function runCheck({ items }: PlantedSet, ports: CheckPorts): Promise<CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  for (const item of items) {
    const known = ports.known.get(item.id);
    if (known) {
      outcomes.push(known);
      continue;
    }
    await ports.mayGoOn?.();
    const outcome = await gradeItem(item, ports);
    await ports.onOutcome(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function gradeItem(item: CheckItem, ports: CheckPorts): Promise<CheckOutcome> {
  const counted = countingEvidence(ports.judge, item.input);
  const calls: CallRecord[] = [];
  const startedMs = performance.now();
  const common = () => ({
    itemId: item.id,
    costUsd: sumCosts(calls.map(({ costUsd }) => costUsd)),
    durationMs: Math.round(performance.now() - startedMs),
    calls: calls.length,
    usage: sumUsage(calls.map(({ usage }) => usage)),
    evidence: counted.count,
  });
  try {
    const { total, judge, criteria } = await ports.grade(counted.judge, item.input, {
      signal: ports.signal,
      onCall: (call) => calls.push(call),
    });
    const verdicts = criteria.map(({ id, verdict }) => ({ criterionId: id, verdict }));
    const { returnedModel } = judge;
    return { kind: "graded", ...common(), total, returnedModel, verdicts };
  } catch (error) {
    if (!(error instanceof JudgeError) || STOPS.has(error.kind)) throw error;
    return { kind: "ungraded", ...common(), errorKind: error.kind, message: error.message };
  } finally {
    await ports.onCalls(calls);
  }
}
