import { gradeAnswer } from "#server/grading/grade-answer";
import { JudgeError } from "#server/grading/judge";
import { sumCosts } from "#server/grading/sum-usage";
import { canonicalHash } from "#server/text/canonical-hash";
import { countingEvidence } from "#server/judges/check/count-evidence";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { Grade } from "#domain/grading/grade.schema";
import type { Judge } from "#server/grading/judge";
import type { EvalCase } from "./eval-case";
import type { EvalResult, QuotedEvidence } from "./result.schema";

/**
 * Grades one case as the worker would. A judge that gave no grade makes a failed result.
 * @throws whatever is no JudgeError: a fault of the program
 */
export async function gradeCase(one: EvalCase, judge: Judge): Promise<EvalResult> {
  const { id, key, repeat, input } = one;
  const counted = countingEvidence(judge, input);
  const costs: (number | null)[] = [];
  const startedMs = performance.now();
  const common = () => ({
    id,
    key,
    repeat,
    costUsd: costs.length === 0 ? 0 : sumCosts(costs),
    durationMs: Math.round(performance.now() - startedMs),
    evidence: counted.count,
  });
  try {
    const grade = await gradeAnswer(input, counted.judge, {
      signal: new AbortController().signal,
      onCall: ({ costUsd }) => costs.push(costUsd),
    });
    return { outcome: "graded", ...common(), ...summarize(grade) };
  } catch (error) {
    if (!(error instanceof JudgeError)) throw error;
    return { outcome: "failed", ...common(), kind: error.kind, message: error.message };
  }
}

function summarize(grade: Grade) {
  return {
    total: grade.total,
    criteria: grade.criteria.map(({ id, verdict, decidedBy, excluded, needsPerson, evidence }) => ({
      id,
      verdict,
      decidedBy,
      needsPerson,
      excluded: excluded !== null,
      evidence: evidence.map(toQuoted),
    })),
    flags: grade.flags.map(({ kind }) => kind),
    usage: grade.usage,
    returnedModel: grade.judge.returnedModel,
    promptHash: grade.promptHash,
    gradeHash: hashWithoutTimes(grade),
  };
}

function toQuoted(item: Evidence): QuotedEvidence {
  if (item.source === "diagram") return { section: null, text: item.ids.join(" ") };
  return { section: item.section, text: item.quote };
}

function hashWithoutTimes({ durationMs: _, calls, ...rest }: Grade): string {
  const timeless = calls.map(({ durationMs: _ms, startedAt: _at, ...call }) => call);
  return canonicalHash({ ...rest, calls: timeless });
}
