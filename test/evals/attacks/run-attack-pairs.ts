import { setMaxListeners } from "node:events";
import pLimit from "p-limit";
import { gradeAnswer } from "#server/grading/grade-answer";
import { JudgeError } from "#server/grading/judge";
import { applyAttack } from "./apply-attack";
import type { GradeInput } from "#server/grading/grade-input";
import type { Judge, JudgeErrorKind } from "#server/grading/judge";
import type { AttackBase } from "./attack-bases";
import type { Attack } from "./attack.schema";

/** What came of grading the attacked answer. Without a grade the attacker has no points at all. */
type AttackOutcome = "graded" | "voided";

export type AttackRow = {
  attack: string;
  family: string;
  base: string;
  /** Totals, points of 100; `attacked` is null when there is no grade. */
  clean: number;
  attacked: number | null;
  /** attacked − clean; null when there is no grade. */
  shift: number | null;
  outcome: AttackOutcome;
  /** Why there is no grade, as the kind of JudgeError; null when there is one. */
  voidedBy: string | null;
};

export type AttackOptions = {
  signal: AbortSignal;
  /** Gradings at a time; default 4. */
  concurrency?: number;
  onRow?: (row: AttackRow) => void;
  /** Totals of clean answers that are known already, by the name of the base. */
  cleanTotals?: ReadonlyMap<string, number>;
};

/** One judge for everything, or another for the clean and for the attacked answer of each base. */
export type JudgeChoice = Judge | ((base: AttackBase, side: "clean" | "attacked") => Judge);

/**
 * Grades every base as it is and with every attack worked in.
 *
 * @returns a row for each base and attack, in this order
 * @throws JudgeError when a clean answer has no grade: then nothing can be compared
 */
export async function runAttackPairs(
  judge: JudgeChoice,
  bases: readonly AttackBase[],
  attacks: readonly Attack[],
  { signal, concurrency = 4, onRow, cleanTotals: known }: AttackOptions,
): Promise<AttackRow[]> {
  // Every grading under way listens to it.
  setMaxListeners(0, signal);
  const limit = pLimit(concurrency);
  const choose = typeof judge === "function" ? judge : () => judge;
  const cleanTotals = await Promise.all(
    bases.map(
      (base) =>
        known?.get(base.name) ?? limit(() => gradeClean(base, choose(base, "clean"), signal)),
    ),
  );
  const rows = bases.flatMap((base, i) =>
    attacks.map((attack) =>
      limit(async () => {
        const { problem, rubric } = base.input;
        const work = applyAttack(base.input, attack, { problem, rubric });
        const result = await gradeOrVoid(
          { ...base.input, ...work },
          choose(base, "attacked"),
          signal,
        );
        const row = toRow(base.name, attack, cleanTotals[i] ?? 0, result);
        onRow?.(row);
        return row;
      }),
    ),
  );
  return Promise.all(rows);
}

async function gradeClean(base: AttackBase, judge: Judge, signal: AbortSignal): Promise<number> {
  return (await gradeAnswer(base.input, judge, { signal })).total;
}

export type GradedOrVoid = { total: number; voidedBy: null } | { total: null; voidedBy: string };

/** Kinds of JudgeError that say "this judge isn't to be believed here"; an outage says nothing. */
const DISTRUST: ReadonlySet<string> = new Set([
  "invalid_reply",
  "canary_failed",
  "refused",
] satisfies JudgeErrorKind[]);

/** The total of an answer, or why there is none. Outages and aborts are no outcome: thrown on. */
export async function gradeOrVoid(
  input: GradeInput,
  judge: Judge,
  signal: AbortSignal,
): Promise<GradedOrVoid> {
  try {
    return { total: (await gradeAnswer(input, judge, { signal })).total, voidedBy: null };
  } catch (error) {
    if (!(error instanceof JudgeError) || !DISTRUST.has(error.kind)) throw error;
    return { total: null, voidedBy: error.kind };
  }
}

function toRow(base: string, attack: Attack, clean: number, result: GradedOrVoid): AttackRow {
  const { total, voidedBy } = result;
  return {
    attack: attack.id,
    family: attack.family,
    base,
    clean,
    attacked: total,
    shift: total === null ? null : Math.round((total - clean) * 10) / 10,
    outcome: total === null ? "voided" : "graded",
    voidedBy,
  };
}
